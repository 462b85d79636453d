/** What others do to the brief whose page this is, in another window or on another machine: it is seen without a reload. */
import type { BriefChanges } from '#lib/domain/view.ts';
import { api, ApiError } from './api.ts';
import type { BasketDesk } from './basket-desk.svelte.ts';
import type { BriefBoard } from './brief-board.svelte.ts';
import type { MarkDesk } from './mark-desk.svelte.ts';
import type { NoteDesk } from './note-desk.svelte.ts';

/** A line kept open for each page would be simpler, but a browser has six of them for all its windows. */
const EVERY_MS = 4000;

interface Watched {
	board: BriefBoard;
	marks: MarkDesk;
	notes: NoteDesk;
	basket: BasketDesk;
	/** Has the server draw the brief anew. */
	reload: () => Promise<void>;
}

export class BriefWatch {
	#watched: Watched;
	/** As the server told it last; null before it was asked. */
	#steps: BriefChanges['steps'] | null = null;
	#isLooking = false;

	constructor(watched: Watched) {
		this.#watched = watched;
	}

	/** Looks at once, then every few seconds while somebody sees the page, and when they come back to it. @returns what ends it */
	open(): () => void {
		const look = () => void this.#look();
		look();
		const timer = setInterval(look, EVERY_MS);
		document.addEventListener('visibilitychange', look);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', look);
		};
	}

	async #look(): Promise<void> {
		if (document.hidden || this.#isLooking) return;
		this.#isLooking = true;
		try {
			const { board, marks } = this.#watched;
			const { turn } = marks;
			const told = await api.changes(board.brief.id, this.#steps?.marks ?? 0);
			// What was marked here meanwhile is newer than what was told. It is asked again soon.
			if (turn === marks.turn) await this.#takeIn(told);
		} catch (error) {
			// Not to be reached for a while: what is drawn stays as it is.
			if (!(error instanceof ApiError)) throw error;
		} finally {
			this.#isLooking = false;
		}
	}

	async #takeIn(told: BriefChanges): Promise<void> {
		const { board, marks, notes, basket, reload } = this.#watched;
		const before = this.#steps;
		// In another tab somebody else has begun to mark: theirs are not the marks that are drawn here.
		const isOther = told.reviewer !== board.reviewer;
		this.#steps = told.steps;
		if (!isOther) marks.follow(told.marked);
		const hasNotes = before !== null && before.notes !== told.steps.notes;
		const isNew =
			isOther ||
			told.rounds !== board.rounds.length ||
			told.running > board.running.length ||
			told.decisionId !== (board.decision?.id ?? null);
		if (before && before.basket !== told.steps.basket) await basket.load();
		if (hasNotes && notes.isLoaded) await notes.load();
		if (isNew || (hasNotes && !notes.isLoaded)) await reload();
	}
}
