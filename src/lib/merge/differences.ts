/** What a graft changes, each by its key. */
import type { NamedDifference } from '#lib/domain/merge.ts';

/** Names in them are an author's, who may be hostile. In characters. */
const MAX_KEY_CHARS = 100;
const MAX_SENTENCE_CHARS = 300;

/** Those that are left out are told as well, so that they can be had again. */
export class Differences {
	readonly all: NamedDifference[] = [];
	readonly #part: number;
	readonly #without: ReadonlySet<string>;

	/** @param part which of the parts, from 0 */
	constructor(part: number, without: ReadonlySet<string>) {
		this.#part = part;
		this.#without = without;
	}

	/** Tells a difference. @returns whether it is to be there */
	has(name: string, sentence: string): boolean {
		const key = `${this.#part + 1}:${name}`.slice(0, MAX_KEY_CHARS);
		const isOff = this.#without.has(key);
		this.all.push({
			key,
			part: this.#part,
			sentence: sentence.slice(0, MAX_SENTENCE_CHARS),
			isOff
		});
		return !isOff;
	}
}
