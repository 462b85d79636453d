/** Whether a session has gone on since its standing was drawn. Asks only while somebody sees the page. */
import type { SessionView } from '#lib/domain/session-view.ts';
import { api, ApiError } from './api.ts';

const EVERY_MS = 4000;

export class StandingWatch {
	#now = $state.raw<SessionView | null>(null);
	/** Counts what was taken in: an answer to a question from before that is out of date. */
	#turn = 0;
	#timer: ReturnType<typeof setInterval> | undefined;

	/** As the server told it last; null before it was asked. */
	get now(): SessionView | null {
		return this.#now;
	}

	/** @returns what ends it */
	watch(sessionId: string): () => void {
		this.#timer = setInterval(() => void this.#look(sessionId), EVERY_MS);
		return () => clearInterval(this.#timer);
	}

	/** What it told is taken in. */
	forget(): void {
		this.#now = null;
		this.#turn++;
	}

	async #look(sessionId: string): Promise<void> {
		if (document.hidden) return;
		const turn = this.#turn;
		try {
			const told = await api.session(sessionId);
			if (turn === this.#turn) this.#now = told;
		} catch (error) {
			// Not to be reached for a while: it is asked again soon, and what is drawn stays true.
			if (!(error instanceof ApiError)) throw error;
		}
	}
}
