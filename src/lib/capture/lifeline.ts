/** Waiting for a page that may never answer, in a visit that may be over at any moment. */
import { VitrineError } from '#lib/domain/errors.ts';

/** A call can fail a moment before the event that says why, in milliseconds. */
const REASON_MS = 100;

export class Lifeline {
	/** Rejects once, with the reason why the visit is over. Every wait is a race against it. */
	readonly #over: Promise<never>;
	#reject: (error: VitrineError) => void = () => undefined;

	constructor() {
		this.#over = new Promise((_, reject) => {
			this.#reject = reject;
		});
		// Nobody may be waiting at the moment it is over.
		this.#over.catch(() => undefined);
	}

	/** Whatever is waited for, now or later, rejects with `error`. The first reason counts. */
	end(error: VitrineError): void {
		this.#reject(error);
	}

	/**
	 * The answer, unless it takes longer than `ms` milliseconds, or the visit is over before.
	 * @throws VitrineError `late`, or `capture_timeout`; `capture_crashed` when the page broke off; what `end` was given
	 */
	async ask<T>(answer: Promise<T>, ms: number, late?: VitrineError): Promise<T> {
		let timer: NodeJS.Timeout | undefined;
		const limit = new Promise<never>((_, reject) => {
			timer = setTimeout(
				() =>
					reject(
						late ??
							new VitrineError('capture_timeout', `The page did not answer within ${seconds(ms)}.`)
					),
				ms
			);
		});
		try {
			return await Promise.race([answer, limit, this.#over]);
		} catch (error) {
			if (error instanceof VitrineError) throw error;
			await Promise.race([this.#over, new Promise((resolve) => setTimeout(resolve, REASON_MS))]);
			throw new VitrineError('capture_crashed', 'The page broke off while it was photographed.', {
				cause: error
			});
		} finally {
			clearTimeout(timer);
		}
	}
}

/** Milliseconds as words: `2.5 s`. */
export function seconds(ms: number): string {
	return `${Math.round(ms / 100) / 10} s`;
}
