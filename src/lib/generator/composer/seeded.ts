/** Repeatable chance for one job: integers hashed, so that the same seed and index make the same page on every machine. */

/** A well-mixed unsigned 32-bit number from any integers (the finaliser of MurmurHash3, chained). */
export function mix(...numbers: number[]): number {
	let state = 0x9e3779b9;
	for (const number of numbers) {
		state = Math.imul(state ^ (number >>> 0), 0x85ebca6b);
		state ^= state >>> 13;
		state = Math.imul(state, 0xc2b2ae35);
		state ^= state >>> 16;
	}
	return state >>> 0;
}
