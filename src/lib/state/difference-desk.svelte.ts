/** How two photographs differ, as the server measures it. The last few answers are kept: one goes back and forth between candidates. */
import type { DifferenceView } from '#lib/domain/difference.ts';
import { api, ApiError } from './api.ts';

/** Answers hold a mask of up to 100 KB each. */
const MAX_KEPT = 12;

export type Measuring =
	| { status: 'none' }
	| { status: 'measuring' }
	| { status: 'measured'; difference: DifferenceView }
	| { status: 'failed'; reason: string };

export class DifferenceDesk {
	#now = $state.raw<Measuring>({ status: 'none' });
	#kept = new Map<string, DifferenceView>();
	#request: AbortController | null = null;
	#pair: [string, string] | null = null;

	get now(): Measuring {
		return this.#now;
	}

	/** Whether it is these two that are compared. */
	isOf(leftId: string, rightId: string): boolean {
		return this.#pair?.[0] === leftId && this.#pair[1] === rightId;
	}

	/** Asks for two captures by id, and forgets what was asked before. */
	async measure(leftId: string, rightId: string): Promise<void> {
		const key = `${leftId} ${rightId}`;
		this.forget();
		this.#pair = [leftId, rightId];
		const known = this.#kept.get(key);
		if (known) {
			this.#now = { status: 'measured', difference: known };
			return;
		}
		const request = new AbortController();
		this.#request = request;
		this.#now = { status: 'measuring' };
		try {
			const difference = await api.difference(leftId, rightId, request.signal);
			if (request.signal.aborted) return;
			this.#keep(key, difference);
			this.#now = { status: 'measured', difference };
		} catch (error) {
			if (request.signal.aborted) return;
			if (!(error instanceof ApiError)) throw error;
			this.#now = { status: 'failed', reason: error.message };
		}
	}

	/** Asks once more for what failed. */
	async again(): Promise<void> {
		if (this.#pair) await this.measure(...this.#pair);
	}

	/** Nothing is compared. */
	forget(): void {
		this.#request?.abort();
		this.#request = null;
		this.#pair = null;
		this.#now = { status: 'none' };
	}

	#keep(key: string, difference: DifferenceView): void {
		this.#kept.set(key, difference);
		const [oldest] = this.#kept.keys();
		if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
	}
}
