import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choose, PAIRS, walk } from './choose.ts';
import { STRUCTURES } from '#lib/generator/composer/structures/structures.ts';
import { SYSTEMS } from '#lib/generator/composer/systems/systems.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const pairAt = (seed: number, index: number) => {
	const { structure, system } = choose(seed, index, {});
	return [structure.key, system.key];
};

describe('walk', () => {
	it('covers every cell of any grid once before any comes again', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 2, max: 12 }),
				fc.integer({ min: 2, max: 12 }),
				(rows, columns) => {
					const cells = Array.from({ length: rows * columns }, (_, index) =>
						walk(index, rows, columns).join()
					);
					expect(new Set(cells).size).toBe(rows * columns);
				}
			)
		);
	});
});

describe('choose', () => {
	it('has at least six structures and six systems', () => {
		expect(STRUCTURES.length).toBeGreaterThanOrEqual(6);
		expect(SYSTEMS.length).toBeGreaterThanOrEqual(6);
	});

	it('uses every pair before any comes again, for any seed and lap', () => {
		fc.assert(
			fc.property(seeds, fc.integer({ min: 0, max: 3 }), (seed, lap) => {
				const pairs = Array.from({ length: PAIRS }, (_, index) =>
					pairAt(seed, lap * PAIRS + index).join()
				);
				expect(new Set(pairs).size).toBe(PAIRS);
			})
		);
	});

	it('differs from its neighbour in structure and in system', () => {
		fc.assert(
			fc.property(seeds, fc.integer({ min: 0, max: 200 }), (seed, index) => {
				const [here, next] = [pairAt(seed, index), pairAt(seed, index + 1)];
				expect(here[0]).not.toBe(next[0]);
				expect(here[1]).not.toBe(next[1]);
			})
		);
	});

	it('is the same for the same seed and index, and another walk for another seed', () => {
		expect(choose(7, 3, {})).toEqual(choose(7, 3, {}));
		const walks = [1, 2, 3, 4].map((seed) =>
			Array.from({ length: 6 }, (_, index) => pairAt(seed, index).join()).join(' ')
		);
		expect(new Set(walks).size).toBeGreaterThan(1);
	});

	it('gives a pair that comes back another density and another order', () => {
		const first = choose(5, 0, {});
		const next = Array.from({ length: PAIRS }, (_, index) => choose(5, PAIRS + index, {}));
		const second = next.find(
			({ structure, system }) => structure === first.structure && system === first.system
		);
		expect(second).toBeDefined();
		expect(second?.density).not.toBe(first.density);
		expect(second?.order).not.toBe(first.order);
	});

	it.each([
		['list', 'list'],
		['table', 'table'],
		['form', 'list'],
		['sentence', 'document'],
		['dial', 'list'],
		['board', 'board'],
		['timeline', 'timeline'],
		['conversation', 'conversation'],
		['document', 'document'],
		['objects', 'deck'],
		['panel', 'list']
	])('a direction that says %s gets a %s', (asked, key) => {
		for (let index = 0; index < 8; index++)
			expect(choose(1, index, { structure: asked }).structure.key).toBe(key);
	});

	it.each([
		[{ type: 'narrow' }, ['platform']],
		[{ type: 'serif' }, ['folio']],
		[{ type: 'mono' }, ['slip']],
		[{ type: 'mixed' }, ['chart']],
		[{ type: 'grotesque', colour: 'two' }, ['enamel']],
		[{ type: 'grotesque', colour: 'many' }, ['felt']],
		[{ colour: 'none' }, ['slip']],
		[{ colour: 'one-hue' }, ['platform']]
	])('a direction that says %j is answered by %j', (point, keys) => {
		for (let index = 0; index < 8; index++)
			expect(keys).toContain(choose(1, index, point).system.key);
	});

	it.each([
		['calm', 'calm'],
		['even', 'even'],
		['dense', 'dense']
	])('density %s is %s', (asked, density) => {
		expect(choose(1, 0, { density: asked }).density).toBe(density);
	});

	it('walks on where the direction says nothing it can answer', () => {
		expect(choose(9, 4, { structure: 'map', type: 'cuneiform' })).toEqual(choose(9, 4, {}));
	});
});
