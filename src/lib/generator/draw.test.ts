import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dimension, Direction, distance, type Point } from '#lib/domain/direction.ts';
import { STANDING_DIMENSIONS } from './dimensions.ts';
import { drawDirections } from './draw.ts';

const keyOf = (point: Point): string => JSON.stringify(Object.entries(point).sort());
const sizeOf = (dimensions: readonly Dimension[]): number =>
	dimensions.reduce((size, dimension) => size * dimension.values.length, 1);

/** Spaces from two points to many. */
const spaces = fc
	.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 6 })
	.map((sizes) =>
		sizes.map((size, at): Dimension => ({
			key: `d${at}`,
			label: `dimension ${at}`,
			why: '',
			values: Array.from({ length: size }, (_, value) => ({
				key: `v${value}`,
				label: `${value}`,
				clause: `with ${value} of ${at}; more`
			}))
		}))
	);
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const counts = fc.integer({ min: 1, max: 90 });

describe('drawDirections', () => {
	it('draws no point twice while one is left', () => {
		fc.assert(
			fc.property(spaces, counts, seeds, (dimensions, count, seed) => {
				const drawn = drawDirections({ dimensions, count, seed }).map(({ point }) => keyOf(point));
				expect(drawn).toHaveLength(count);
				expect(new Set(drawn).size).toBe(Math.min(count, sizeOf(dimensions)));
			}),
			{ numRuns: 40 }
		);
	});

	it('draws none of those taken while others are left', () => {
		fc.assert(
			fc.property(
				spaces,
				counts,
				seeds,
				fc.integer({ min: 1, max: 60 }),
				(dimensions, count, seed, before) => {
					const taken = drawDirections({ dimensions, count: before, seed: seed + 1 }).map(
						({ point }) => point
					);
					const takenKeys = new Set(taken.map(keyOf));
					const left = sizeOf(dimensions) - takenKeys.size;
					const drawn = drawDirections({ dimensions, count, seed, taken });
					const fresh = drawn.slice(0, left).map(({ point }) => keyOf(point));
					expect(fresh.filter((key) => takenKeys.has(key))).toEqual([]);
					expect(new Set(fresh).size).toBe(fresh.length);
				}
			),
			{ numRuns: 40 }
		);
	});

	it('deals every value before any comes again, where the space has room', () => {
		fc.assert(
			fc.property(seeds, counts, (seed, count) => {
				const drawn = drawDirections({ dimensions: STANDING_DIMENSIONS, count, seed });
				for (const dimension of STANDING_DIMENSIONS) {
					const uses = dimension.values.map(
						({ key }) => drawn.filter(({ point }) => point[dimension.key] === key).length
					);
					expect(Math.max(...uses) - Math.min(...uses)).toBeLessThanOrEqual(1);
				}
			}),
			{ numRuns: 20 }
		);
	});

	it('draws the same for the same seed, and another for another', () => {
		const draw = (seed: number) =>
			drawDirections({ dimensions: STANDING_DIMENSIONS, count: 24, seed });
		expect(draw(7)).toEqual(draw(7));
		expect(draw(7)).not.toEqual(draw(8));
	});

	it('begins the same whatever the count', () => {
		const long = drawDirections({ dimensions: STANDING_DIMENSIONS, count: 40, seed: 3 });
		expect(drawDirections({ dimensions: STANDING_DIMENSIONS, count: 12, seed: 3 })).toEqual(
			long.slice(0, 12)
		);
	});

	it('keeps points apart: all different in most respects among twelve, in several among ninety', () => {
		const nearest = (count: number, seed: number): number => {
			const points = drawDirections({ dimensions: STANDING_DIMENSIONS, count, seed }).map(
				({ point }) => point
			);
			return Math.min(
				...points.flatMap((a, at) => points.slice(at + 1).map((b) => distance(a, b)))
			);
		};
		for (const seed of [1, 2, 3, 4, 5]) {
			expect(nearest(12, seed)).toBeGreaterThanOrEqual(5);
			expect(nearest(90, seed)).toBeGreaterThanOrEqual(3);
		}
	});

	it('states each idea as one sentence that a direction may hold', () => {
		for (const direction of drawDirections({
			dimensions: STANDING_DIMENSIONS,
			count: 90,
			seed: 11
		})) {
			expect(Direction.safeParse(direction).success).toBe(true);
			expect(direction.statement).toMatch(/^(?:A|An) [^.]+; set [^.;]+\.$/);
			expect(direction.statement.split(' ').length).toBeLessThanOrEqual(75);
		}
	});
});

describe('STANDING_DIMENSIONS', () => {
	it.each(STANDING_DIMENSIONS)(
		'$key holds to the schema, and each clause leads into a sentence',
		(dimension) => {
			expect(Dimension.safeParse(dimension).success).toBe(true);
			const keys = dimension.values.map((value) => value.key);
			expect(new Set(keys).size).toBe(keys.length);
			for (const { clause } of dimension.values)
				expect(clause).toMatch(/^[a-z][^;.]{5,90}; [^;].+[^.]$/);
		}
	);
});
