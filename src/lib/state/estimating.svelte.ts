/** What a round would take, as it is being thought out. */
import type { RoundEstimate } from '#lib/domain/view.ts';

/** Long enough not to ask at every key stroke. */
const ESTIMATE_AFTER_MS = 300;

export class Estimating {
	#current = $state.raw<RoundEstimate | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Counts what was asked: an answer to anything but the last says nothing any more. */
	#asked = 0;

	/** Null while nothing can be told. */
	get current(): RoundEstimate | null {
		return this.#current;
	}

	/** Asks a moment after the last change. @param ask null while something is missing */
	soon(ask: (() => Promise<RoundEstimate>) | null): void {
		clearTimeout(this.#timer);
		const turn = ++this.#asked;
		if (ask === null) {
			this.#current = null;
			return;
		}
		this.#timer = setTimeout(() => {
			// What cannot be estimated is not shown; what is wrong with the request is said when it is sent.
			const told = ask().catch(() => null);
			void told.then((estimate) => {
				if (turn === this.#asked) this.#current = estimate;
			});
		}, ESTIMATE_AFTER_MS);
	}
}
