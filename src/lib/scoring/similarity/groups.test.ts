import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onLine, squares } from './distances-for-tests.ts';
import { groupAlike } from './groups.ts';

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
		fc.assert(
			fc.property(
				squares(14),
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
