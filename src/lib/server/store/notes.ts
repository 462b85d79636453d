/** Notes as they were made, and everything that happened to them since. */
import { asc, count, eq, inArray, sql } from 'drizzle-orm';
import { note_events, notes, variants } from '#db/schema/index.ts';
import {
	NO_NOTES,
	type Note,
	type NoteCounts,
	type NoteDraft,
	type NoteEdit,
	type NoteEventKind,
	type NoteEvidence
} from '#lib/domain/note.ts';
import type { Queryable } from '../database.ts';

/** A note as it stands, without what only its variant's document tells. */
export type StoredNote = Omit<Note, 'anchoring'>;

export interface NewNoteRow extends NoteDraft {
	briefId: string;
	htmlSha256: string | null;
	evidence: NoteEvidence | null;
	cropSha256: string | null;
	createdAt: number;
}

export interface NewNoteEvent {
	id: string;
	noteId: string;
	kind: NoteEventKind;
	author: string;
	/** Of a reply its text; of an edit what changed; otherwise null. */
	text: string | null;
}

type NoteRow = typeof notes.$inferSelect;
type EventRow = typeof note_events.$inferSelect;

export function insert(tx: Queryable, note: NewNoteRow): void {
	tx.insert(notes)
		.values({
			id: note.id,
			brief_id: note.briefId,
			variant_id: note.variantId,
			html_sha256: note.htmlSha256,
			author: note.author,
			intent: note.intent,
			criterion: note.criterion,
			text: note.text,
			target: note.target,
			evidence: note.evidence,
			crop_sha256: note.cropSha256,
			created_at: note.createdAt
		})
		.run();
}

/** Adds what happened, unless it is known already. */
export function insertEvent(tx: Queryable, event: NewNoteEvent): void {
	tx.insert(note_events)
		.values({
			id: event.id,
			note_id: event.noteId,
			kind: event.kind,
			author: event.author,
			text: event.text,
			created_at: Date.now()
		})
		.onConflictDoNothing({ target: note_events.id })
		.run();
}

/** How far the story of a brief's notes has come: a number that only grows. */
export function stepsOf(db: Queryable, briefId: string): number {
	const written = db
		.select({ notes: count() })
		.from(notes)
		.where(eq(notes.brief_id, briefId))
		.get();
	const happened = db
		.select({ events: count() })
		.from(note_events)
		.innerJoin(notes, eq(notes.id, note_events.note_id))
		.where(eq(notes.brief_id, briefId))
		.get();
	return (written?.notes ?? 0) + (happened?.events ?? 0);
}

/** The note of which something happened by this id; null when nothing did. */
export function noteOfEvent(db: Queryable, eventId: string): string | null {
	const row = db
		.select({ noteId: note_events.note_id })
		.from(note_events)
		.where(eq(note_events.id, eventId))
		.get();
	return row?.noteId ?? null;
}

/** Of which variant a note is, whether it was removed or not; null when there never was one. */
export function variantOf(db: Queryable, id: string): string | null {
	const row = db.select({ id: notes.variant_id }).from(notes).where(eq(notes.id, id)).get();
	return row?.id ?? null;
}

/** Null also for one that was removed. */
export function find(db: Queryable, id: string): StoredNote | null {
	const variantId = variantOf(db, id);
	if (variantId === null) return null;
	return ofVariants(db, [variantId]).find((note) => note.id === id) ?? null;
}

/** In the order in which they were made, without those that were removed. */
export function ofVariant(db: Queryable, variantId: string): StoredNote[] {
	return ofVariants(db, [variantId]);
}

/** By the number of their variant, and then as they were made. */
export function ofBrief(db: Queryable, briefId: string): StoredNote[] {
	const rows = db
		.select({ note: notes })
		.from(notes)
		.innerJoin(variants, eq(variants.id, notes.variant_id))
		.where(eq(notes.brief_id, briefId))
		.orderBy(asc(variants.number), ...AS_MADE)
		.all()
		.map(({ note }) => note);
	const events = db
		.select({ event: note_events })
		.from(note_events)
		.innerJoin(notes, eq(notes.id, note_events.note_id))
		.where(eq(notes.brief_id, briefId))
		.orderBy(asc(note_events.seq))
		.all()
		.map(({ event }) => event);
	return fold(rows, events);
}

/** How many there are on each variant of a brief that has any. */
export function countsOfBrief(db: Queryable, briefId: string): Map<string, NoteCounts> {
	return counted(db, eq(notes.brief_id, briefId));
}

export function countsOfVariant(db: Queryable, variantId: string): NoteCounts {
	return counted(db, eq(notes.variant_id, variantId)).get(variantId) ?? NO_NOTES;
}

const AS_MADE = [asc(notes.created_at), asc(sql`${notes}.rowid`)] as const;

function ofVariants(db: Queryable, variantIds: string[]): StoredNote[] {
	const rows = db
		.select()
		.from(notes)
		.where(inArray(notes.variant_id, variantIds))
		.orderBy(...AS_MADE)
		.all();
	const events = db
		.select({ event: note_events })
		.from(note_events)
		.innerJoin(notes, eq(notes.id, note_events.note_id))
		.where(inArray(notes.variant_id, variantIds))
		.orderBy(asc(note_events.seq))
		.all()
		.map(({ event }) => event);
	return fold(rows, events);
}

/** One query: the newest of what opens and closes a note, its newest intent, and whether it was removed. */
function counted(db: Queryable, where: ReturnType<typeof eq>): Map<string, NoteCounts> {
	const newest = (kinds: string, value: string) =>
		sql<
			string | null
		>`(SELECT ${sql.raw(value)} FROM note_events e WHERE e.note_id = notes.id AND e.kind IN (${sql.raw(kinds)}) ORDER BY e.seq DESC LIMIT 1)`;
	const rows = db
		.select({
			variantId: notes.variant_id,
			intent: notes.intent,
			edited: sql<
				string | null
			>`(SELECT json_extract(e.text, '$.intent') FROM note_events e WHERE e.note_id = notes.id AND e.kind = 'edited' AND json_extract(e.text, '$.intent') IS NOT NULL ORDER BY e.seq DESC LIMIT 1)`,
			state: newest("'resolved','reopened'", 'e.kind'),
			removed: newest("'removed'", 'e.kind')
		})
		.from(notes)
		.where(where)
		.all();
	const counts = new Map<string, NoteCounts>();
	for (const { variantId, intent, edited, state, removed } of rows) {
		if (removed !== null) continue;
		const of = counts.get(variantId) ?? { ...NO_NOTES };
		const kind = state === 'resolved' ? 'resolved' : (edited ?? intent);
		if (kind in of) of[kind as keyof NoteCounts]++;
		counts.set(variantId, of);
	}
	return counts;
}

/** The fold: each note with what happened to it, oldest first. Numbers count what was removed too, so that none changes. */
function fold(rows: readonly NoteRow[], events: readonly EventRow[]): StoredNote[] {
	const byNote = new Map<string, EventRow[]>();
	for (const event of events) {
		const list = byNote.get(event.note_id);
		if (list) list.push(event);
		else byNote.set(event.note_id, [event]);
	}
	const made = new Map<string, number>();
	return rows.flatMap((row) => {
		const number = (made.get(row.variant_id) ?? 0) + 1;
		made.set(row.variant_id, number);
		const happened = byNote.get(row.id) ?? [];
		if (happened.some(({ kind }) => kind === 'removed')) return [];
		return [happened.reduce(follow, toNote(row, number))];
	});
}

function toNote(row: NoteRow, number: number): StoredNote {
	return {
		id: row.id,
		briefId: row.brief_id,
		variantId: row.variant_id,
		number,
		htmlSha256: row.html_sha256,
		author: row.author,
		intent: row.intent,
		criterion: row.criterion,
		text: row.text,
		target: row.target,
		evidence: row.evidence,
		cropSha256: row.crop_sha256,
		isResolved: false,
		replies: [],
		createdAt: row.created_at,
		editedAt: null
	};
}

function follow(note: StoredNote, { id, kind, author, text, created_at }: EventRow): StoredNote {
	switch (kind) {
		case 'reply': {
			const reply = { id, author, text: text ?? '', createdAt: created_at };
			return { ...note, replies: [...note.replies, reply] };
		}
		case 'edited': {
			const changed: Partial<Omit<NoteEdit, 'id' | 'author'>> = JSON.parse(text ?? '{}');
			return {
				...note,
				text: changed.text ?? note.text,
				intent: changed.intent ?? note.intent,
				criterion: changed.criterion === undefined ? note.criterion : changed.criterion,
				editedAt: created_at
			};
		}
		case 'resolved':
			return { ...note, isResolved: true };
		case 'reopened':
			return { ...note, isResolved: false };
		case 'removed':
			return note;
	}
}
