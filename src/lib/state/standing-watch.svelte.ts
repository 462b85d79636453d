/** Whether a session has gone on since its standing was drawn. Asks only while somebody sees the page. */
import type { SessionView } from '#lib/domain/session-view.ts';
import { api, ApiError } from './api.ts';

const EVERY_MS = 4000;

export class StandingWatch {
	#now = $state.raw<SessionView | null>(null);
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

	async #look(sessionId: string): Promise<void> {
		if (document.hidden) return;
		try {
			this.#now = await api.session(sessionId);
		} catch (error) {
			// Not to be reached for a while: it is asked again soon, and what is drawn stays true.
			if (!(error instanceof ApiError)) throw error;
		}
	}
}
