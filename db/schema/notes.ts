import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Intent, NoteEventKind, NoteEvidence, NoteTarget } from '#lib/domain/note.ts';
import type { Criterion } from '#lib/domain/session.ts';
import { briefs } from './briefs.ts';
import { variants } from './variants.ts';

/** Notes as they were made, never changed. What became of them is in `note_events`. */
export const notes = sqliteTable(
	'notes',
	{
		id: text('id').primaryKey(),
		brief_id: text('brief_id')
			.notNull()
			.references(() => briefs.id),
		variant_id: text('variant_id')
			.notNull()
			.references(() => variants.id),
		/** SHA-256 of the document it was pinned on; null where there was none. */
		html_sha256: text('html_sha256'),
		author: text('author').notNull(),
		intent: text('intent').$type<Intent>().notNull(),
		criterion: text('criterion').$type<Criterion>(),
		text: text('text').notNull(),
		target: text('target', { mode: 'json' }).$type<NoteTarget>().notNull(),
		evidence: text('evidence', { mode: 'json' }).$type<NoteEvidence>(),
		/** PNG of what it is pinned on. */
		crop_sha256: text('crop_sha256'),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('notes_brief').on(table.brief_id), index('notes_variant').on(table.variant_id)]
);

/** Whatever happened to a note since: rows that are only added. */
export const note_events = sqliteTable(
	'note_events',
	{
		seq: integer('seq').primaryKey({ autoIncrement: true }),
		/** Made by the sender, so that sending it twice adds one row. */
		id: text('id').notNull().unique(),
		note_id: text('note_id')
			.notNull()
			.references(() => notes.id),
		kind: text('kind').$type<NoteEventKind>().notNull(),
		author: text('author').notNull(),
		/** Of a reply its text; of an edit what changed, as JSON; otherwise null. */
		text: text('text'),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('note_events_note').on(table.note_id, table.seq)]
);
