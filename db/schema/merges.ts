import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ParentRole } from '#lib/domain/lineage.ts';
import type { Take } from '#lib/domain/basket.ts';
import type { Theme, ViewportName } from '#lib/domain/capture.ts';
import { briefs } from './briefs.ts';
import { variants } from './variants.ts';

/** Which variants a variant was made of, in their order. */
export const variant_parents = sqliteTable(
	'variant_parents',
	{
		variant_id: text('variant_id')
			.notNull()
			.references(() => variants.id),
		position: integer('position').notNull(),
		parent_id: text('parent_id')
			.notNull()
			.references(() => variants.id),
		role: text('role').$type<ParentRole>().notNull(),
		keep: text('keep').notNull(),
		change: text('change').notNull()
	},
	(table) => [
		primaryKey({ columns: [table.variant_id, table.position] }),
		index('variant_parents_parent').on(table.parent_id)
	]
);

/** What was put into a brief's basket. Taken out again, a row says when. */
export const basket_parts = sqliteTable(
	'basket_parts',
	{
		id: text('id').primaryKey(),
		brief_id: text('brief_id')
			.notNull()
			.references(() => briefs.id),
		variant_id: text('variant_id')
			.notNull()
			.references(() => variants.id),
		/** Null: the whole variant. */
		element_id: text('element_id'),
		take: text('take').$type<Take>().notNull(),
		remark: text('remark').notNull(),
		viewport: text('viewport').$type<ViewportName>().notNull(),
		theme: text('theme').$type<Theme>().notNull(),
		state: text('state'),
		created_at: integer('created_at').notNull(),
		removed_at: integer('removed_at')
	},
	(table) => [index('basket_parts_brief').on(table.brief_id)]
);

/** How a variant was put together out of others, and what came of comparing it with them. One row for each such variant. */
export const merges = sqliteTable(
	'merges',
	{
		id: text('id').primaryKey(),
		brief_id: text('brief_id')
			.notNull()
			.references(() => briefs.id),
		/** The variant that came of it. */
		variant_id: text('variant_id')
			.notNull()
			.unique()
			.references(() => variants.id),
		/** The parts, where they were put, and which differences were switched off: enough to make it again. */
		recipe: text('recipe', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
		/** What comparing it with its base and the origins of its parts found; null until that is done. */
		proof: text('proof', { mode: 'json' }).$type<Record<string, unknown>>(),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('merges_brief').on(table.brief_id)]
);
