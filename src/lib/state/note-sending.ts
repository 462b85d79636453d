/** Acts on notes as they are sent, and what each makes of the notes before it is answered. */
import {
	NO_NOTES,
	type NewNote,
	type Note,
	type NoteCounts,
	type NoteEdit,
	type ReplyDraft,
	type ResolutionDraft
} from '#lib/domain/note.ts';
import { api } from './api.ts';
import { isRecord } from './is-record.ts';
import { outcomeOf, type Outcome } from './outbox.ts';

export type NoteSending =
	| { kind: 'add'; briefId: string; variantId: string; note: NewNote; at: number }
	| { kind: 'reply'; noteId: string; act: ReplyDraft; at: number }
	| { kind: 'edit'; noteId: string; act: NoteEdit; at: number }
	| { kind: 'resolve'; noteId: string; act: ResolutionDraft }
	| { kind: 'remove'; noteId: string };

/** What the server says of a note after an act; null when it was taken away. */
export type NoteAnswer = Note | null;

/** Once more with the same ids is no second act. */
export function sendNote(sending: NoteSending): Promise<Outcome<NoteAnswer>> {
	switch (sending.kind) {
		case 'add':
			return outcomeOf(api.addNote(sending.variantId, sending.note));
		case 'reply':
			return outcomeOf(api.replyToNote(sending.noteId, sending.act));
		case 'edit':
			return outcomeOf(api.editNote(sending.noteId, sending.act));
		case 'resolve':
			return outcomeOf(api.resolveNote(sending.noteId, sending.act));
		case 'remove':
			return outcomeOf(api.removeNote(sending.noteId).then(() => null));
	}
}

/** Null for what no visit of ours has kept. */
export function readNoteSending(kept: unknown): NoteSending | null {
	return isNoteSending(kept) ? kept : null;
}

/** As far as it is needed to show it; whether it can be stored, the server says. */
function isNoteSending(kept: unknown): kept is NoteSending {
	if (!isRecord(kept)) return false;
	const { kind, noteId, act, note } = kept;
	if (kind === 'add') return typeof kept['variantId'] === 'string' && isNote(note);
	if (typeof noteId !== 'string') return false;
	return (
		kind === 'remove' || (['reply', 'edit', 'resolve'].includes(String(kind)) && isRecord(act))
	);
}

const isNote = (kept: unknown): boolean =>
	isRecord(kept) &&
	['id', 'intent', 'text', 'author'].every((name) => typeof kept[name] === 'string') &&
	isRecord(kept['target']) &&
	Array.isArray(kept['target']['strokes']);

/** The note that an act is about. */
export function noteIdOf(sending: NoteSending): string {
	return sending.kind === 'add' ? sending.note.id : sending.noteId;
}

/** The notes as they will be once the act is answered. Twice the same changes nothing more. */
export function foresee(notes: readonly Note[], sending: NoteSending): Note[] {
	if (sending.kind === 'add') {
		if (notes.some(({ id }) => id === sending.note.id)) return [...notes];
		return [...notes, madeHere(notes, sending)];
	}
	if (sending.kind === 'remove') return notes.filter(({ id }) => id !== sending.noteId);
	return notes.map((note) => (note.id === sending.noteId ? happened(note, sending) : note));
}

function madeHere(
	notes: readonly Note[],
	{ briefId, variantId, note, at }: Extract<NoteSending, { kind: 'add' }>
): Note {
	const numbers = notes.filter((one) => one.variantId === variantId).map(({ number }) => number);
	return {
		...note,
		briefId,
		variantId,
		number: Math.max(0, ...numbers) + 1,
		htmlSha256: null,
		evidence: null,
		cropSha256: null,
		isResolved: false,
		replies: [],
		createdAt: at,
		editedAt: null,
		anchoring: 'found'
	};
}

function happened(
	note: Note,
	sending: Extract<NoteSending, { kind: 'reply' | 'edit' | 'resolve' }>
): Note {
	switch (sending.kind) {
		case 'reply': {
			const { id, author, text } = sending.act;
			if (note.replies.some((reply) => reply.id === id)) return note;
			return { ...note, replies: [...note.replies, { id, author, text, createdAt: sending.at }] };
		}
		case 'edit': {
			const { text = note.text, intent = note.intent, criterion = note.criterion } = sending.act;
			return { ...note, text, intent, criterion, editedAt: sending.at };
		}
		case 'resolve':
			return { ...note, isResolved: sending.act.resolved };
	}
}

/** As the sheet tells them. */
export function countNotes(notes: readonly Note[]): NoteCounts {
	const counts = { ...NO_NOTES };
	for (const { isResolved, intent } of notes) counts[isResolved ? 'resolved' : intent]++;
	return counts;
}
