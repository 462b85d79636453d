/** How many requests each model of a round may have in flight: fewer at once when it pushes back, more again as it recovers. */

/** No model is left alone longer than this, whatever it asks for, in milliseconds. */
const MAX_PAUSE_MS = 60_000;
/** Where an endpoint does not say how long to wait, in milliseconds. */
const DEFAULT_PAUSE_MS = 1_000;
/** So many replies in a row give a model one slot back. */
const SUCCESSES_PER_SLOT = 4;

interface ModelState {
	limit: number;
	inFlight: number;
	/** Replies since it last pushed back or was given a slot. */
	streak: number;
	/** Left alone until then, in milliseconds since the epoch. */
	pausedUntil: number;
	/** How often its slots were halved. */
	halvings: number;
}

interface Holding {
	model: string;
	/** How often its model's slots had been halved when it was begun. */
	begunAt: number;
}

/**
 * A state machine without a clock of its own. Each model has as many slots as the round has at most; all together never
 * hold more than that, and `next` deals them out evenly. So one that is pushed back, slow or finished leaves its part to
 * the others.
 */
export class ModelSlots {
	#total: number;
	#models = new Map<string, ModelState>();
	#holdings = new Map<string, Holding>();

	/** @param total how many requests the round allows at once */
	constructor(total: number) {
		this.#total = total;
	}

	/** Of `waiting`, in the order of the queue, the model whose turn it is: the one with the fewest in flight that has room. */
	next(waiting: Iterable<string>, now: number): string | null {
		let chosen: string | null = null;
		for (const model of new Set(waiting)) {
			if (!this.#hasRoom(model, now)) continue;
			if (chosen === null || this.#stateOf(model).inFlight < this.#stateOf(chosen).inFlight)
				chosen = model;
		}
		return chosen;
	}

	/** Gives a slot to the request `id`. */
	take(id: string, model: string): void {
		const state = this.#stateOf(model);
		this.#holdings.set(id, { model, begunAt: state.halvings });
		state.inFlight++;
	}

	/** Takes the slot of `id` back, if it has one. */
	release(id: string): void {
		const holding = this.#holdings.get(id);
		if (!holding) return;
		this.#holdings.delete(id);
		this.#stateOf(holding.model).inFlight--;
	}

	/** The request `id` was answered in full. */
	succeed(id: string): void {
		const holding = this.#holdings.get(id);
		if (!holding) return;
		this.release(id);
		const state = this.#stateOf(holding.model);
		state.streak++;
		if (state.streak < SUCCESSES_PER_SLOT || state.limit >= this.#total) return;
		state.limit++;
		state.streak = 0;
	}

	/**
	 * The request `id` was told to come back later: it loses its slot, and its model half of what it had in flight. Requests
	 * that were out already when that happened are told the same for the same reason; they only make the pause longer.
	 * @param waitMs as the endpoint asks for, in milliseconds; null where it does not say
	 */
	pushBack(id: string, waitMs: number | null, now: number): void {
		const holding = this.#holdings.get(id);
		if (!holding) return;
		const state = this.#stateOf(holding.model);
		const pause = Math.min(waitMs ?? DEFAULT_PAUSE_MS, MAX_PAUSE_MS);
		state.pausedUntil = Math.max(state.pausedUntil, now + pause);
		state.streak = 0;
		if (holding.begunAt === state.halvings) {
			state.limit = Math.max(1, Math.floor(Math.min(state.limit, state.inFlight) / 2));
			state.halvings++;
		}
		this.release(id);
	}

	/** How long until a model that is left alone may be asked again, in milliseconds; null when none is. */
	pauseLeft(now: number): number | null {
		const ends = [...this.#models.values()].map(({ pausedUntil }) => pausedUntil - now);
		const left = Math.min(...ends.filter((ms) => ms > 0));
		return Number.isFinite(left) ? left : null;
	}

	/** How many `model` may have in flight. */
	limitOf(model: string): number {
		return this.#stateOf(model).limit;
	}

	/** How many requests hold a slot. */
	get inFlight(): number {
		return this.#holdings.size;
	}

	#hasRoom(model: string, now: number): boolean {
		const { inFlight, limit, pausedUntil } = this.#stateOf(model);
		return this.inFlight < this.#total && inFlight < limit && now >= pausedUntil;
	}

	#stateOf(model: string): ModelState {
		let state = this.#models.get(model);
		if (!state) {
			state = { limit: this.#total, inFlight: 0, streak: 0, pausedUntil: 0, halvings: 0 };
			this.#models.set(model, state);
		}
		return state;
	}
}
