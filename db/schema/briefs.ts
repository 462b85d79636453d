import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BriefContent } from '#lib/domain/brief.ts';
import type { Recipe } from '#lib/domain/recipe.ts';
import type { Dimension } from '#lib/domain/direction.ts';

/** The one feature wanted. `source` is the text as it was given; `content` is what was read from it. */
export const briefs = sqliteTable('briefs', {
	id: text('id').primaryKey(),
	title: text('title').notNull(),
	content: text('content', { mode: 'json' }).$type<BriefContent>().notNull(),
	source: text('source').notNull(),
	source_name: text('source_name'),
	/** SHA-256 of the source: the same file given twice is the same brief. */
	source_sha256: text('source_sha256').notNull(),
	/** `sample` for the one that comes with Vitrine. */
	origin: text('origin').$type<'person' | 'sample'>().notNull(),
	/** What is photographed of its variants; null is the default. */
	recipe: text('recipe', { mode: 'json' }).$type<Recipe>(),
	created_at: integer('created_at').notNull()
});

/** The space in which a brief's directions are drawn, as it stood when a round was begun. */
export const dimensions = sqliteTable(
	'dimensions',
	{
		id: integer('id').primaryKey({ autoIncrement: true }),
		brief_id: text('brief_id')
			.notNull()
			.references(() => briefs.id),
		key: text('key').notNull(),
		position: integer('position').notNull(),
		content: text('content', { mode: 'json' }).$type<Dimension>().notNull(),
		/** All rows of one version make a space; the highest counts. */
		version: integer('version').notNull().default(1),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('dimensions_brief').on(table.brief_id)]
);
