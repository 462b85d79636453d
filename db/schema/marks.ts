import { type AnySQLiteColumn, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Flag } from '#lib/domain/marks.ts';
import { briefs } from './briefs.ts';
import { variants } from './variants.ts';

/** Flags as they were made. The newest that is not retracted counts; a retraction is a row too. */
export const flags = sqliteTable(
	'flags',
	{
		id: integer('id').primaryKey({ autoIncrement: true }),
		variant_id: text('variant_id')
			.notNull()
			.references(() => variants.id),
		reviewer: text('reviewer').notNull(),
		flag: text('flag').$type<Flag>().notNull(),
		retracts: integer('retracts').references((): AnySQLiteColumn => flags.id),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('flags_variant').on(table.variant_id)]
);

/** Decisions as they were made; the newest of a brief counts. */
export const decisions = sqliteTable(
	'decisions',
	{
		id: text('id').primaryKey(),
		brief_id: text('brief_id')
			.notNull()
			.references(() => briefs.id),
		variant_id: text('variant_id')
			.notNull()
			.references(() => variants.id),
		why: text('why').notNull(),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('decisions_brief').on(table.brief_id)]
);
