import { type AnySQLiteColumn, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { MarkKind } from '#lib/domain/marks.ts';
import { briefs } from './briefs.ts';
import { variants } from './variants.ts';

/**
 * Marks as they were made, one row for each thing said of a variant. Of each kind the newest that is not retracted counts; a
 * retraction is a row too. Rows of one batch were made by one act, and are taken back together.
 */
export const marks = sqliteTable(
	'marks',
	{
		id: integer('id').primaryKey({ autoIncrement: true }),
		batch: text('batch').notNull(),
		variant_id: text('variant_id')
			.notNull()
			.references(() => variants.id),
		reviewer: text('reviewer').notNull(),
		kind: text('kind').$type<MarkKind>().notNull(),
		/** A flag, a number of stars, a label, or `none`. */
		value: text('value').notNull(),
		retracts: integer('retracts').references((): AnySQLiteColumn => marks.id),
		created_at: integer('created_at').notNull()
	},
	(table) => [
		index('marks_variant').on(table.variant_id),
		index('marks_batch').on(table.batch),
		index('marks_retracts').on(table.retracts)
	]
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
