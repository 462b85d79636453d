import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Dimension, Direction, distance, type Point } from '#lib/domain/direction.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { RANGES, type ValueChoice } from '#lib/domain/round.ts';
import { STANDING_DIMENSIONS } from './dimensions.ts';
import { drawDirections, type DrawRequest } from './draw.ts';

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

const pointsOf = (request: DrawRequest): Point[] =>
	drawDirections(request).map(({ point }) => point);
const ranges = fc.constantFrom(...RANGES);

/** A space, and pins and bans that leave at least one value of each dimension. */
const narrowedSpaces = spaces.chain((dimensions) =>
	fc.record({
		dimensions: fc.constant(dimensions),
		kept: fc.tuple(
			...dimensions.map(({ values }) =>
				fc.subarray(
					values.map(({ key }) => key),
					{ minLength: 1 }
				)
			)
		),
		byBan: fc.array(fc.boolean(), {
			minLength: dimensions.length,
			maxLength: dimensions.length
		})
	})
);
function choicesFor(dimensions: Dimension[], kept: string[][], byBan: boolean[]) {
	const pins: ValueChoice = {};
	const bans: ValueChoice = {};
	for (const [at, { key, values }] of dimensions.entries()) {
		const own = kept[at] ?? [];
		if (!byBan[at]) pins[key] = own;
		else bans[key] = values.map((value) => value.key).filter((value) => !own.includes(value));
	}
	return { pins, bans };
}

describe('pins and bans', () => {
	it('are heeded in every range, and what they leave is dealt out evenly', () => {
		fc.assert(
			fc.property(
				narrowedSpaces,
				counts,
				seeds,
				ranges,
				({ dimensions, kept, byBan }, count, seed, range) => {
					const choices = choicesFor(dimensions, kept, byBan);
					const points = pointsOf({ dimensions, count, seed, range, ...choices });
					const size = kept.reduce((product, { length }) => product * length, 1);
					expect(new Set(points.map(keyOf)).size).toBe(Math.min(count, size));
					for (const [at, { key }] of dimensions.entries()) {
						const uses = (kept[at] ?? []).map(
							(value) => points.filter((point) => point[key] === value).length
						);
						expect(uses.reduce((sum, use) => sum + use, 0)).toBe(count);
					}
				}
			),
			{ numRuns: 60 }
		);
	});

	it('are dealt like the whole space', () => {
		const pins = { structure: ['board', 'table', 'map'], colour: ['one-hue'] };
		const bans = { type: ['mono'] };
		const points = pointsOf({ dimensions: STANDING_DIMENSIONS, count: 24, seed: 2, pins, bans });
		const uses = (key: string, value: string) =>
			points.filter((point) => point[key] === value).length;
		expect(pins.structure.map((value) => uses('structure', value))).toEqual([8, 8, 8]);
		expect(uses('colour', 'one-hue')).toBe(24);
		expect(['grotesque', 'serif', 'narrow', 'mixed'].map((value) => uses('type', value))).toEqual([
			6, 6, 6, 6
		]);
	});

	it.each<[what: string, choices: Pick<DrawRequest, 'pins' | 'bans'>, field: string, says: RegExp]>(
		[
			[
				'an unknown dimension',
				{ pins: { strcture: ['board'] } },
				'pins.strcture',
				/no dimension “strcture”.*structure, framing/
			],
			[
				'an unknown value',
				{ bans: { colour: ['mauve'] } },
				'bans.colour',
				/no value “mauve”.*one-hue, none/
			],
			[
				'everything banned',
				{ bans: { density: ['calm', 'even', 'dense', 'uneven'] } },
				'bans.density',
				/Nothing is left.*at least one/
			],
			[
				'what is pinned banned',
				{ pins: { type: ['mono'] }, bans: { type: ['mono'] } },
				'bans.type',
				/Nothing is left.*banned too/
			],
			[
				'a name every object has',
				{ pins: { constructor: ['board'] } },
				'pins.constructor',
				/no dimension/
			]
		]
	)('are refused for %s', (_, choices, field, says) => {
		const draw = () =>
			drawDirections({ dimensions: STANDING_DIMENSIONS, count: 3, seed: 1, ...choices });
		expect(draw).toThrow(VitrineError);
		try {
			draw();
		} catch (thrown) {
			expect(thrown).toMatchObject({ code: 'invalid_input', field });
			expect(thrown instanceof VitrineError && thrown.sentence).toMatch(says);
		}
	});

	it('pinned to nothing is not pinned', () => {
		const request = { dimensions: STANDING_DIMENSIONS, count: 12, seed: 4 };
		expect(pointsOf({ ...request, pins: { structure: [] } })).toEqual(pointsOf(request));
	});
});

describe('every range', () => {
	it('draws the same for the same request, nothing twice, and nothing drawn before', () => {
		fc.assert(
			fc.property(
				ranges,
				seeds,
				counts,
				fc.integer({ min: 0, max: 30 }),
				(range, seed, count, before) => {
					const dimensions = STANDING_DIMENSIONS;
					const taken = pointsOf({ dimensions, count: before, seed: seed + 1 });
					const request = { dimensions, count, seed, range, taken, around: taken.slice(0, 3) };
					const points = pointsOf(request);
					expect(pointsOf(request)).toEqual(points);
					const all = [...taken, ...points].map(keyOf);
					expect(new Set(all).size).toBe(all.length);
				}
			),
			{ numRuns: 12 }
		);
	});

	it.each(RANGES)('%s takes earlier points again when it may', (range) => {
		const [dimension] = STANDING_DIMENSIONS;
		const dimensions = dimension ? [dimension] : [];
		const taken = pointsOf({ dimensions, count: 12, seed: 1 });
		const drawn = (again: boolean, before: Point[]) =>
			new Set(pointsOf({ dimensions, count: 4, seed: 2, range, taken: before, again }).map(keyOf));
		expect([...drawn(true, taken)].every((key) => taken.map(keyOf).includes(key))).toBe(true);
		const most = taken.slice(0, 8);
		expect([...drawn(false, most)].some((key) => most.map(keyOf).includes(key))).toBe(false);
	});

	it('draws the round of before when points may come again and the seed is the same', () => {
		const request = { dimensions: STANDING_DIMENSIONS, count: 12, seed: 9 };
		const taken = pointsOf(request);
		expect(pointsOf({ ...request, taken, again: true })).toEqual(taken);
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
