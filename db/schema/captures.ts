import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CaptureStatus, Pose, Theme, ViewportName } from '#lib/domain/capture.ts';
import type { PageFacts } from '#lib/domain/capture-facts.ts';
import type { MotionFrame, MotionTrigger, PageAnimation, StripStatus } from '#lib/domain/motion.ts';
import { variants } from './variants.ts';

/** Photographs, only ever added: the newest of a shot is the one shown. */
export const captures = sqliteTable(
	'captures',
	{
		id: text('id').primaryKey(),
		variant_id: text('variant_id')
			.notNull()
			.references(() => variants.id),
		viewport: text('viewport').$type<ViewportName>().notNull(),
		theme: text('theme').$type<Theme>().notNull(),
		/** Null: as the document opens by itself. */
		state: text('state'),
		pose: text('pose').$type<Pose>().notNull().default('rest'),
		status: text('status').$type<CaptureStatus>().notNull(),
		/** SHA-256 of the document that was photographed. */
		html_sha256: text('html_sha256').notNull(),
		image_sha256: text('image_sha256'),
		thumb_sha256: text('thumb_sha256'),
		width: integer('width'),
		height: integer('height'),
		facts: text('facts', { mode: 'json' }).$type<PageFacts>(),
		error_code: text('error_code'),
		error_message: text('error_message'),
		browser: text('browser'),
		ms: integer('ms').notNull(),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('captures_variant').on(table.variant_id)]
);

/** Films, only ever added: the newest of a take is the one shown. */
export const motion_strips = sqliteTable(
	'motion_strips',
	{
		id: text('id').primaryKey(),
		variant_id: text('variant_id')
			.notNull()
			.references(() => variants.id),
		/** SHA-256 of the document that was filmed. */
		html_sha256: text('html_sha256').notNull(),
		viewport: text('viewport').$type<ViewportName>().notNull(),
		theme: text('theme').$type<Theme>().notNull(),
		trigger: text('trigger').$type<MotionTrigger>().notNull(),
		/** With reduced motion asked for. */
		reduced: integer('reduced', { mode: 'boolean' }).notNull(),
		status: text('status').$type<StripStatus>().notNull(),
		frames: text('frames', { mode: 'json' }).$type<MotionFrame[]>().notNull(),
		animations: text('animations', { mode: 'json' }).$type<PageAnimation[]>().notNull(),
		error_code: text('error_code'),
		error_message: text('error_message'),
		browser: text('browser'),
		ms: integer('ms').notNull(),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('motion_strips_variant').on(table.variant_id)]
);
