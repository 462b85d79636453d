import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, type Point } from '#lib/domain/direction.ts';
import { STANDING_DIMENSIONS } from './dimensions.ts';
import { drawDirections, type DrawRequest } from './draw.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const counts = fc.integer({ min: 1, max: 90 });

const pointsOf = (request: DrawRequest): Point[] =>
	drawDirections(request).map(({ point }) => point);

describe('refine', () => {
	const LOOK = ['density', 'type', 'colour', 'motion', 'disclosure'];
	const changed = (a: Point, b: Point) => Object.keys(a).filter((key) => a[key] !== b[key]);

	it('stays within three changes of a centre', () => {
		fc.assert(
			fc.property(seeds, counts, fc.integer({ min: 1, max: 4 }), (seed, count, centres) => {
				const dimensions = STANDING_DIMENSIONS;
				const taken = pointsOf({ dimensions, count: 12, seed: seed + 1 });
				const around = taken.slice(0, centres);
				for (const point of pointsOf({ dimensions, count, seed, range: 'refine', taken, around })) {
					const nearest = Math.min(...around.map((centre) => distance(centre, point)));
					expect(nearest).toBeGreaterThanOrEqual(1);
					expect(nearest).toBeLessThanOrEqual(3);
				}
			}),
			{ numRuns: 15 }
		);
	});

	it('changes two things of the look while there are such points, and the idea last', () => {
		const dimensions = STANDING_DIMENSIONS;
		const [centre = {}] = pointsOf({ dimensions, count: 1, seed: 1 });
		const request = {
			dimensions,
			seed: 2,
			range: 'refine' as const,
			around: [centre],
			taken: [centre]
		};
		for (const point of pointsOf({ ...request, count: 90 })) {
			const keys = changed(centre, point);
			expect(keys.length).toBeLessThanOrEqual(2);
			expect(LOOK).toEqual(expect.arrayContaining(keys));
		}
		const pins = Object.fromEntries(LOOK.map((key) => [key, [centre[key] ?? '']]));
		const plain = pointsOf({ ...request, count: 7, pins });
		expect(plain.map((point) => changed(centre, point))).toEqual(Array(7).fill(['steps']));
		const beyond = pointsOf({ ...request, count: 9, pins }).slice(7);
		for (const point of beyond)
			expect(changed(centre, point).some((key) => key === 'structure' || key === 'framing')).toBe(
				true
			);
	});

	it('has what is pinned to one value in every point, and else begins with a centre of its own', () => {
		const dimensions = STANDING_DIMENSIONS;
		const pins = { structure: ['board'], framing: ['by-time'], steps: ['three'] };
		const [first = {}, ...others] = pointsOf({
			dimensions,
			count: 12,
			seed: 5,
			range: 'refine',
			pins
		});
		expect(first).toMatchObject({ structure: 'board', framing: 'by-time', steps: 'three' });
		for (const point of others) expect(distance(first, point)).toBeLessThanOrEqual(2);
	});

	it('reads centres of another space as far as it can', () => {
		const around = [{ structure: 'board', mood: 'grave' }];
		const points = pointsOf({
			dimensions: STANDING_DIMENSIONS,
			count: 12,
			seed: 5,
			range: 'refine',
			around
		});
		expect(points.every(({ structure, mood }) => structure === 'board' && mood === undefined)).toBe(
			true
		);
	});
});

describe('reimagine', () => {
	const dimensions = STANDING_DIMENSIONS;
	const nearestTo = (taken: Point[], points: Point[]) =>
		points.map((point) => Math.min(...taken.map((before) => distance(before, point))));
	const mean = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

	it('takes values of structure and framing that no round has used, while there are any', () => {
		fc.assert(
			fc.property(seeds, fc.integer({ min: 1, max: 11 }), (seed, before) => {
				const taken = pointsOf({ dimensions, count: before, seed: seed + 1 });
				const points = pointsOf({ dimensions, count: 12, seed, range: 'reimagine', taken });
				for (const key of ['structure', 'framing']) {
					const used = new Set(taken.map((point) => point[key]));
					const values = dimensions.find((dimension) => dimension.key === key)?.values ?? [];
					const left = values.filter((value) => !used.has(value.key)).length;
					const first = points.slice(0, left).map((point) => point[key]);
					expect(first.filter((value) => used.has(value))).toEqual([]);
					expect(new Set(points.map((point) => point[key])).size).toBe(values.length);
				}
			}),
			{ numRuns: 15 }
		);
	});

	it('keeps farther from what was drawn than exploring does', () => {
		const far = { explore: [] as number[], reimagine: [] as number[] };
		for (let seed = 1; seed <= 10; seed++) {
			const taken = pointsOf({ dimensions, count: 12, seed: seed + 100 });
			for (const range of ['explore', 'reimagine'] as const)
				far[range].push(
					...nearestTo(taken, pointsOf({ dimensions, count: 12, seed, range, taken }))
				);
		}
		expect(Math.min(...far.reimagine)).toBeGreaterThanOrEqual(5);
		expect(mean(far.reimagine)).toBeGreaterThan(mean(far.explore));
	});
});
