/** Draws of what the works may be worth. */
import { createRandom } from '#lib/domain/random.ts';
import { factorise } from './cholesky.ts';
import type { Preference } from './preference.ts';

/**
 * At the scale that was found: another one would change no order.
 * @param count how many draws
 * @returns `count` × `items` worths in logits, draw by draw
 */
export function drawWorth(
	{ items, worth, covariance }: Preference,
	count: number,
	seed: number
): Float64Array {
	const root = covariance.slice();
	factorise(root, items);
	const normal = createNormal(createRandom(seed));
	const draws = new Float64Array(count * items);
	const noise = new Float64Array(items);
	for (let draw = 0; draw < count; draw++) {
		for (let item = 0; item < items; item++) noise[item] = normal();
		for (let row = 0; row < items; row++) {
			let value = worth[row] ?? 0;
			for (let column = 0; column <= row; column++) {
				value += (root[row * items + column] ?? 0) * (noise[column] ?? 0);
			}
			draws[draw * items + row] = value;
		}
	}
	return draws;
}

/** Draws from the standard normal (Box and Muller 1958). */
export function createNormal(random: () => number): () => number {
	let kept: number | null = null;
	return () => {
		if (kept !== null) {
			const value = kept;
			kept = null;
			return value;
		}
		const radius = Math.sqrt(-2 * Math.log(1 - random()));
		const angle = 2 * Math.PI * random();
		kept = radius * Math.sin(angle);
		return radius * Math.cos(angle);
	};
}

/** Items from the best to the least, equal ones in their order. */
export function bestFirst(worth: ArrayLike<number>, items: readonly number[]): number[] {
	return items.toSorted((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b);
}

/** The items that are left. */
export function itemsLeft({ items }: Preference, excluded?: ReadonlySet<number>): number[] {
	return Array.from({ length: items }, (_, item) => item).filter((item) => !excluded?.has(item));
}
