/** An order in which those that differ come first and those alike come late. */
import { createRandom, shuffled } from '#lib/domain/random.ts';

/**
 * Farthest-first traversal (Gonzalez 1985): the seed says who is first, and each next one is that whose nearest among those
 * before it is farthest; equally far ones in an order that the seed says too. However early one stops, nothing is farther from
 * what was seen than twice the least distance that as many could have reached, so that near-duplicates come at the end.
 * @param distances `count` × `count`, symmetric, row by row
 * @param seed the same seed gives the same order; others begin elsewhere
 * @returns indices
 */
export function variedOrder(distances: Float64Array, count: number, seed: number): number[] {
	const left = shuffled(
		Array.from({ length: count }, (_, index) => index),
		createRandom(seed)
	);
	const nearest = new Float64Array(count).fill(Infinity);
	const order: number[] = [];
	while (left.length > 0) {
		let at = 0;
		for (const [place, index] of left.entries())
			if ((nearest[index] ?? 0) > (nearest[left[at] ?? 0] ?? 0)) at = place;
		const [next = 0] = left.splice(at, 1);
		order.push(next);
		for (const index of left)
			nearest[index] = Math.min(nearest[index] ?? 0, distances[next * count + index] ?? 0);
	}
	return order;
}
