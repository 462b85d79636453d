import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupAlike } from './groups.ts';

/** Distances of places on a line. */
function onLine(places: number[]): Float64Array {
	return Float64Array.from(places.flatMap((a) => places.map((b) => Math.abs(a - b))));
}

describe('groupAlike', () => {
	it.each<[what: string, places: number[], threshold: number, groups: number[][]]>([
		['nothing', [], 1, []],
		['one', [5], 1, [[0]]],
		['all apart', [0, 10, 20], 1, [[0], [1], [2]]],
		['two near', [0, 10, 10.5], 1, [[1, 2], [0]]],
		['the middle one first, then from near to far', [4, 5, 7], 3, [[1, 0, 2]]],
		['no chain: any two are near', [0, 1, 2, 3], 1, [[0, 1], [2, 3]]], // prettier-ignore
		['the nearest first', [0, 0.9, 1.2, 2.1], 1, [[1, 2], [0], [3]]], // prettier-ignore
		['equal ones at threshold zero', [3, 8, 3, 8, 3], 0, [[0, 2, 4], [1, 3]]] // prettier-ignore
	])('%s', (_what, places, threshold, groups) => {
		expect(groupAlike(onLine(places), places.length, threshold)).toEqual(groups);
	});

	it('has everyone once, in groups that are near throughout and could not be fewer', () => {
		const distances = fc.integer({ min: 1, max: 14 }).chain((count) =>
			fc
				.array(fc.double({ min: 0.01, max: 1, noNaN: true }), {
					minLength: count * count,
					maxLength: count * count
				})
				.map((values) => {
					const square = new Float64Array(count * count);
					for (let a = 0; a < count; a++)
						for (let b = 0; b < a; b++)
							square[a * count + b] = square[b * count + a] = values[a * count + b] ?? 0;
					return { square, count };
				})
		);
		fc.assert(
			fc.property(
				distances,
				fc.double({ min: 0, max: 1, noNaN: true }),
				({ square, count }, threshold) => {
					const groups = groupAlike(square, count, threshold);
					expect(groups.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, at) => at)); // prettier-ignore
					const spread = (group: number[]) =>
						Math.max(...group.flatMap((a) => group.map((b) => square[a * count + b] ?? 0)));
					for (const [at, group] of groups.entries()) {
						expect(spread(group)).toBeLessThanOrEqual(threshold);
						for (const other of groups.slice(at + 1))
							expect(spread([...group, ...other])).toBeGreaterThan(threshold);
					}
				}
			)
		);
	});
});
