/** Whether the notes that a variant was asked to answer are answered in it. */
import type { Intent, NoteAnchor } from './note.ts';

export interface AnsweredNote {
	noteId: string;
	/** Of the note, within its variant. */
	number: number;
	/** The variant on which it is pinned, and its number. */
	variantId: string;
	of: number;
	intent: Intent;
	author: string;
	text: string;
	/** Where what it is about is in the descendant; null where nobody could look. */
	anchor: NoteAnchor | null;
	/** The share of pixels that differ, of what it is pinned on; null where there are not two pictures of it. */
	differs: number | null;
}

export interface AnsweredView {
	notes: AnsweredNote[];
	/** Why nobody could look, as a sentence; null where somebody did, or there is nothing to look for. */
	problem: string | null;
}
