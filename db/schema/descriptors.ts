import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Pictures in a few bytes, to tell which are alike. A cache: it may be emptied at any time. */
export const descriptors = sqliteTable(
	'descriptors',
	{
		image_sha256: text('image_sha256').notNull(),
		/** Of the description: another version describes otherwise, and is never compared with this one. */
		version: integer('version').notNull(),
		bytes: blob('bytes', { mode: 'buffer' }).notNull(),
		created_at: integer('created_at').notNull()
	},
	(table) => [primaryKey({ columns: [table.image_sha256, table.version] })]
);
