/** What the holder of a brief's sessions does with them. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { Role } from '#lib/domain/session.ts';
import { api, refusalOf } from './api.ts';

export class SessionDesk {
	readonly #refresh: () => Promise<void>;
	/** Ids of sessions and reviewers about which something is on its way. */
	#busy = new SvelteSet<string>();
	/** By session: why the last thing did not come about. */
	#problems = new SvelteMap<string, string>();

	/** @param refresh reads the sessions anew */
	constructor(refresh: () => Promise<void>) {
		this.#refresh = refresh;
	}

	isBusy(id: string): boolean {
		return this.#busy.has(id);
	}

	problemOf(sessionId: string): string | null {
		return this.#problems.get(sessionId) ?? null;
	}

	close(sessionId: string): Promise<unknown> {
		return this.#attempt(sessionId, sessionId, () => api.closeSession(sessionId));
	}

	withdraw(sessionId: string, reviewerId: string, isWithdrawn: boolean): Promise<unknown> {
		return this.#attempt(sessionId, reviewerId, () =>
			api.withdrawReviewer(reviewerId, isWithdrawn)
		);
	}

	/** Keeps a place for one person. @returns the reviewer's id; null when that went wrong */
	async invite(sessionId: string, who: { name: string; role: Role }): Promise<string | null> {
		const made = await this.#attempt(sessionId, `${sessionId} invite`, () =>
			api.joinSession(sessionId, who)
		);
		return made?.id ?? null;
	}

	async #attempt<T>(sessionId: string, about: string, work: () => Promise<T>): Promise<T | null> {
		if (this.#busy.has(about)) return null;
		this.#busy.add(about);
		this.#problems.delete(sessionId);
		try {
			const done = await work();
			await this.#refresh();
			return done;
		} catch (error) {
			this.#problems.set(sessionId, refusalOf(error));
			return null;
		} finally {
			this.#busy.delete(about);
		}
	}
}
