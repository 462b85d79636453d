/** Notes on the variants of a brief: shown at once, stored behind it, kept in the browser until they are. */
import { newId } from '#lib/domain/ids.ts';
import type { NewNote, Note, NoteEdit } from '#lib/domain/note.ts';
import type { VariantView } from '#lib/domain/view.ts';
import { api, refusalOf } from './api.ts';
import type { BriefBoard } from './brief-board.svelte.ts';
import { briefContext } from './brief-context.ts';
import {
	countNotes,
	foresee,
	noteIdOf,
	readNoteSending,
	sendNote,
	type NoteAnswer,
	type NoteSending
} from './note-sending.ts';
import { Outbox, type Outcome } from './outbox.ts';
import { recallAuthor, rememberAuthor } from './preferences.svelte.ts';
import { storageOf } from './storage.ts';

const NOT_STORED: Record<NoteSending['kind'], string> = {
	add: 'The note was not stored.',
	reply: 'The reply was not stored.',
	edit: 'The change was not stored.',
	resolve: 'That it is done was not stored.',
	remove: 'It could not be taken away.'
};

export class NoteDesk {
	#board: BriefBoard;
	#outbox: Outbox<NoteSending, NoteAnswer>;
	/** As the server last said. */
	#stored = $state.raw<Note[]>([]);
	#waiting = $state.raw<readonly NoteSending[]>([]);
	/** Answers that come while all notes are being asked for: what is asked may be older than they are. */
	#newer: Map<string, NoteAnswer> | null = null;
	#refused = $state.raw<{ sending: NoteSending; message: string } | null>(null);
	#isLoaded = $state(false);
	#isUnreachable = $state(false);
	#problem = $state<string | null>(null);
	#message = $state('');
	#currentId = $state<string | null>(null);
	#author = $state('');

	/** All of the brief, as they will be once all is stored: by the number of their variant, and then as they were pinned. */
	readonly notes = $derived.by(() => {
		const foreseen = this.#waiting.reduce<Note[]>(foresee, this.#stored);
		const numberOf = (note: Note) => this.#board.byId.get(note.variantId)?.number ?? 0;
		return foreseen.toSorted((a, b) => numberOf(a) - numberOf(b) || a.number - b.number);
	});
	readonly #byVariant = $derived.by(() => {
		const groups = new Map<string, Note[]>();
		for (const note of this.notes)
			groups.set(note.variantId, [...(groups.get(note.variantId) ?? []), note]);
		return groups;
	});
	/** The one that is looked at. */
	readonly current = $derived(this.notes.find(({ id }) => id === this.#currentId) ?? null);

	constructor(board: BriefBoard) {
		this.#board = board;
		this.#outbox = new Outbox({
			prefix: `vitrine:notes:${board.brief.id}:`,
			shelf: storageOf('localStorage'),
			read: readNoteSending,
			send: sendNote,
			onSettled: (sending, outcome) => this.#settle(sending, outcome)
		});
		this.#waiting = [...this.#outbox.waiting];
		this.#author = recallAuthor();
	}

	/** Whether the notes of the brief are known. */
	get isLoaded(): boolean {
		return this.#isLoaded;
	}
	/** What was done last, said once for everyone. */
	get message(): string {
		return this.#message;
	}
	get problem(): string | null {
		if (this.#problem !== null) return this.#problem;
		const waiting = this.#waiting.length;
		if (!this.#isUnreachable || waiting === 0) return null;
		return 'Vitrine does not answer. What you wrote is kept here and sent when it does.';
	}
	/** What the server said no to, so that no word of it is lost. */
	get refused(): { text: string | null; message: string } | null {
		if (!this.#refused) return null;
		const { sending, message } = this.#refused;
		const text =
			sending.kind === 'add'
				? sending.note.text
				: sending.kind === 'reply' || sending.kind === 'edit'
					? (sending.act.text ?? null)
					: null;
		return { text, message };
	}
	/** Who writes, as they have called themselves here; empty before they have. */
	get author(): string {
		return this.#author;
	}
	set author(name: string) {
		this.#author = name.trim();
		rememberAuthor(this.#author);
	}

	of(variantId: string): readonly Note[] {
		return this.#byVariant.get(variantId) ?? NONE;
	}

	/** Makes one the note that is looked at, and says which for whoever does not see it. */
	lookAt(id: string): void {
		this.#currentId = id;
		const { current } = this;
		if (!current) return;
		const on = this.#board.byId.get(current.variantId)?.number ?? '';
		this.#message = `Note ${current.number} on ${on}, ${current.intent}: ${current.text}`;
	}

	/**
	 * The note after or before the one that is looked at, over all variants as they lie; without one, the first from this variant on.
	 */
	beside(here: VariantView, by: 1 | -1): Note | null {
		const inOrder = this.#board.ordered.flatMap(({ id }) => this.of(id));
		const at = inOrder.findIndex(({ id }) => id === this.current?.id);
		if (at >= 0 && this.current?.variantId === here.id) return inOrder[at + by] ?? null;
		const [first] = this.of(here.id);
		if (first) return by === 1 ? first : (this.of(here.id).at(-1) ?? null);
		const order = this.#board.ordered.map(({ id }) => id);
		const from = order.indexOf(here.id);
		const ahead = by === 1 ? order.slice(from) : order.slice(0, from).reverse();
		const next = ahead.find((id) => this.of(id).length > 0);
		const there = next === undefined ? NONE : this.of(next);
		return (by === 1 ? there[0] : there.at(-1)) ?? null;
	}

	add(variant: VariantView, note: Omit<NewNote, 'id' | 'author'>): void {
		const id = newId('note');
		const whole = { ...note, id, author: this.#author };
		this.#send({
			kind: 'add',
			briefId: variant.briefId,
			variantId: variant.id,
			note: whole,
			at: Date.now()
		});
		this.#currentId = id;
		this.#message = `Note pinned on ${variant.number}.`;
	}
	reply({ id: noteId }: Note, text: string): void {
		this.#send({ kind: 'reply', noteId, act: { ...this.#act(), text }, at: Date.now() });
		this.#message = 'Answered.';
	}
	edit({ id: noteId }: Note, changed: Omit<NoteEdit, 'id' | 'author'>): void {
		this.#send({ kind: 'edit', noteId, act: { ...this.#act(), ...changed }, at: Date.now() });
		this.#message = 'Note changed.';
	}
	resolve({ id: noteId }: Note, resolved: boolean): void {
		this.#send({ kind: 'resolve', noteId, act: { ...this.#act(), resolved } });
		this.#message = resolved ? 'Done.' : 'Open again.';
	}
	remove({ id: noteId }: Note): void {
		this.#send({ kind: 'remove', noteId });
		this.#message = 'Note taken away.';
	}

	/** Sends once more what was refused. */
	sendAgain(): void {
		const refused = this.#refused;
		this.letGo();
		if (refused) this.#send(refused.sending);
	}
	letGo(): void {
		this.#refused = null;
	}

	async load(): Promise<void> {
		const newer = (this.#newer = new Map<string, NoteAnswer>());
		try {
			const { notes } = await api.notes(this.#board.brief.id);
			this.#stored = notes;
			for (const [id, answer] of newer) this.#put(id, answer);
			this.#isLoaded = true;
			this.#problem = null;
			this.#tellBoard();
		} catch (error) {
			this.#problem = refusalOf(error);
		} finally {
			if (this.#newer === newer) this.#newer = null;
		}
	}

	/** Sends what an earlier visit left, and again when the network comes back. @returns what ends it */
	open(): () => void {
		const flush = () => void this.#outbox.flush();
		flush();
		addEventListener('online', flush);
		return () => {
			removeEventListener('online', flush);
			this.#outbox.close();
		};
	}

	#act(): { id: string; author: string } {
		return { id: newId('event'), author: this.#author };
	}

	#send(sending: NoteSending): void {
		this.#outbox.add(sending);
		this.#waiting = [...this.#outbox.waiting];
		this.#tellBoard();
	}

	#settle(sending: NoteSending, outcome: Outcome<NoteAnswer>): void {
		this.#isUnreachable = outcome.kind === 'unreachable';
		if (outcome.kind === 'answered') {
			const id = noteIdOf(sending);
			this.#put(id, outcome.answer);
			this.#newer?.set(id, outcome.answer);
		}
		if (outcome.kind === 'refused')
			this.#refused = { sending, message: `${NOT_STORED[sending.kind]} ${outcome.message}` };
		this.#waiting = [...this.#outbox.waiting];
		this.#tellBoard();
	}

	#put(id: string, answer: NoteAnswer): void {
		const others = this.#stored.filter((note) => note.id !== id);
		this.#stored = answer ? [...others, answer] : others;
	}

	/** The sheet counts notes without having them. */
	#tellBoard(): void {
		if (!this.#isLoaded) return;
		this.#board.patchNotes(
			new Map([...this.#byVariant].map(([id, notes]) => [id, countNotes(notes)]))
		);
	}
}

const NONE: readonly Note[] = [];

/** Where notes on the brief whose page this is are made and answered. */
export const [getNoteDesk, setNoteDesk] = briefContext<NoteDesk>('note desk');
