import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesChoices } from '#lib/domain/value-choice.ts';
import { STANDING_DIMENSIONS } from '#lib/generator/dimensions.ts';
import { choose, directionOf, walk } from './choose.ts';
import { narrowRepertoire, pairsOf, WHOLE } from './repertoire.ts';
import { STRUCTURES } from '#lib/generator/composer/structures/structures.ts';
import { SYSTEMS } from '#lib/generator/composer/systems/systems.ts';

const PAIRS = pairsOf(WHOLE);
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const pairAt = (seed: number, index: number) => {
	const { structure, system } = choose(seed, index);
	return [structure.key, system.key];
};

describe('walk', () => {
	it('covers every cell of any grid once before any comes again', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 12 }),
				fc.integer({ min: 1, max: 12 }),
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
	it('has at least ten structures and ten systems', () => {
		expect(STRUCTURES.length).toBeGreaterThanOrEqual(10);
		expect(SYSTEMS.length).toBeGreaterThanOrEqual(10);
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
		expect(choose(7, 3)).toEqual(choose(7, 3));
		const walks = [1, 2, 3, 4].map((seed) =>
			Array.from({ length: 6 }, (_, index) => pairAt(seed, index).join()).join(' ')
		);
		expect(new Set(walks).size).toBeGreaterThan(1);
	});

	it('gives a pair that comes back another density and another order', () => {
		const first = choose(5, 0);
		const next = Array.from({ length: PAIRS }, (_, index) => choose(5, PAIRS + index));
		const second = next.find(
			({ structure, system }) => structure === first.structure && system === first.system
		);
		expect(second).toBeDefined();
		expect(second?.density).not.toBe(first.density);
		expect(second?.order).not.toBe(first.order);
	});

	it('gives a round of ninety ninety different pairs, for any seed', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const pairs = Array.from({ length: 90 }, (_, index) => pairAt(seed, index).join());
				expect(new Set(pairs).size).toBe(90);
			})
		);
	});

	it('shows every structure and every system in as many places as there are of the more', () => {
		const places = Math.max(STRUCTURES.length, SYSTEMS.length);
		const pairs = Array.from({ length: places }, (_, index) => pairAt(7, index));
		expect(new Set(pairs.map(([structure]) => structure)).size).toBe(STRUCTURES.length);
		expect(new Set(pairs.map(([, system]) => system)).size).toBe(SYSTEMS.length);
	});

	it('becomes a direction that a caption can tell', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const directions = Array.from({ length: 90 }, (_, index) =>
					directionOf(choose(seed, index))
				);
				for (const { point, statement } of directions) {
					expect(Object.keys(point)).toEqual(
						expect.arrayContaining(['structure', 'density', 'type', 'colour', 'motion'])
					);
					expect(statement).toMatch(/^(An?|The) /);
				}
			}),
			{ numRuns: 20 }
		);
	});
});

describe('a narrowed repertoire', () => {
	/** Some of the values that pages of the composer have, by dimension. */
	const said = [...STRUCTURES, ...SYSTEMS].flatMap(({ answers }) => Object.entries(answers));
	const values = fc.subarray([...said, ['density', 'calm'], ['density', 'even']] as const, {
		maxLength: 4
	});
	const grouped = values.map((chosen) =>
		Object.fromEntries(
			chosen.map(([key]) => [key, chosen.filter(([k]) => k === key).map(([, value]) => value)])
		)
	);

	it('gives pages that have what is pinned and nothing that is banned, each pair once', () => {
		fc.assert(
			fc.property(seeds, grouped, grouped, (seed, pins, bans) => {
				let repertoire;
				try {
					repertoire = narrowRepertoire({ pins, bans });
				} catch (thrown) {
					expect(thrown).toMatchObject({
						code: 'invalid_input',
						field: expect.stringMatching(/^(pins|bans)\.\w/)
					});
					return;
				}
				const pages = Array.from({ length: pairsOf(repertoire) }, (_, index) =>
					choose(seed, index, repertoire)
				);
				const pairs = pages.map(({ structure, system }) => `${structure.key} ${system.key}`);
				expect(new Set(pairs).size).toBe(pages.length);
				for (const { point } of pages.map(directionOf)) {
					expect(matchesChoices(point, pins)).toBe(true);
					for (const [key, banned] of Object.entries(bans))
						expect(banned).not.toContain(point[key]);
				}
			})
		);
	});

	it('is the whole one where nothing is chosen, or chosen to be anything', () => {
		expect(narrowRepertoire({ pins: { type: [] }, bans: {} })).toEqual(WHOLE);
	});

	it.each([
		['a value no page has', { density: ['calm', 'uneven'] }, {}, 'pins.density'],
		['a value only models make', { framing: ['by-money'] }, {}, 'pins.framing'],
		['a dimension of the brief’s own', { audience: ['clerk'] }, {}, 'pins.audience'],
		['a ban of such a one', {}, { audience: ['clerk'] }, 'bans.audience'],
		[
			'what no page has together',
			{ structure: ['list'], disclosure: ['all-open'] },
			{},
			'pins.structure'
		],
		['everything', {}, { density: ['calm', 'even', 'dense'] }, 'bans.density']
	])('refuses %s', (_, pins, bans, field) => {
		expect(() => narrowRepertoire({ pins, bans })).toThrow(
			expect.objectContaining({ code: 'invalid_input', field, fix: expect.any(String) })
		);
	});
});

describe('what is settled', () => {
	const standing = new Map(
		STANDING_DIMENSIONS.map(({ key, values }) => [key, values.map((value) => value.key)])
	);
	const settling = [...STRUCTURES, ...SYSTEMS].map(({ key, answers }) => [key, answers] as const);

	it.each(settling)('%s stands in the standing dimensions', (_, answers) => {
		for (const [dimension, value] of Object.entries(answers)) {
			expect(standing.get(dimension)).toContain(value);
		}
	});

	it('differs between structures: each value of that dimension has one of its own', () => {
		const answered = STRUCTURES.map(({ answers }) => answers['structure']);
		expect(answered.toSorted()).toEqual(standing.get('structure')?.toSorted());
	});
});
