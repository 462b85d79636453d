/** A stream of numbers in [0, 1) that is the same for the same seed on every machine (mulberry32). */
export function createRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A shuffled copy (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
	const copy = [...items];
	for (let last = copy.length - 1; last > 0; last--) {
		const chosen = Math.floor(random() * (last + 1));
		const [moved] = copy.splice(chosen, 1);
		if (moved !== undefined) copy.push(moved);
	}
	return copy;
}

/**
 * Shuffles many in place, in time with their count. `shuffled` takes time with its square, and gives another order for the same
 * seed, which what is stored rests on.
 */
export function shuffleInPlace(items: unknown[], random: () => number): void {
	for (let last = items.length - 1; last > 0; last--) {
		const chosen = Math.floor(random() * (last + 1));
		[items[last], items[chosen]] = [items[chosen], items[last]];
	}
}
