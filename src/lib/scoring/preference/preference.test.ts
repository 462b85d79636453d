import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, shuffled } from '#lib/domain/random.ts';
import { answersIn, ofReviewers, type Evidence, type PairAnswer } from './evidence.ts';
import { evenWorth, makeEvidence } from './evidence-for-tests.ts';
import { fit, varianceOf, type Preference } from './preference.ts';
import { SD_95 } from './standing.ts';

const NOTHING: Evidence = { items: 3, reviewers: 1, pairs: [], orders: [], marks: [] };

const smallEvidence = fc
	.record({
		seed: fc.nat(),
		pairs: fc.integer({ min: 0, max: 25 }),
		orders: fc.integer({ min: 0, max: 4 }),
		flags: fc.boolean()
	})
	.map((drawn) => makeEvidence({ worth: evenWorth(6, 2, 1), clarity: [1, 0.5, 0], tie: 0.5, ...drawn })); // prettier-ignore

function reordered(evidence: Evidence, seed: number): Evidence {
	const random = createRandom(seed);
	return {
		...evidence,
		pairs: shuffled(evidence.pairs, random),
		orders: shuffled(evidence.orders, random),
		marks: shuffled(evidence.marks, random)
	};
}

/** Without the answer at `at` of all pairs, then orders. */
function without(evidence: Evidence, at: number): Evidence {
	return {
		...evidence,
		pairs: evidence.pairs.toSpliced(at, 1),
		orders: evidence.orders.toSpliced(Math.max(0, at - evidence.pairs.length), at < evidence.pairs.length ? 0 : 1) // prettier-ignore
	};
}

describe('fit', () => {
	it('gives the same bytes for the same evidence in any order', () => {
		fc.assert(
			fc.property(smallEvidence, fc.nat(), (evidence, seed) => {
				expect(fit(reordered(evidence, seed))).toEqual(fit(evidence));
			}),
			{ numRuns: 25 }
		);
	});

	it('keeps no trace of what was taken back, whatever was fitted in between', () => {
		fc.assert(
			fc.property(smallEvidence, fc.nat(), (evidence, seed) => {
				const count = answersIn(evidence);
				fc.pre(count > 0);
				const kept = without(evidence, seed % count);
				const before = fit(kept);
				fit(evidence);
				expect(answersIn(kept)).toBe(count - 1);
				expect(fit(reordered(kept, seed))).toEqual(before);
			}),
			{ numRuns: 20 }
		);
	});

	it('keeps no trace of a reviewer who is left out', () => {
		fc.assert(
			fc.property(smallEvidence, (evidence) => {
				const left = fit(ofReviewers(evidence, [0, 2]));
				const renamed = <T extends { reviewer: number }>(said: readonly T[]): T[] =>
					said
						.filter(({ reviewer }) => reviewer !== 1)
						.map((answer) => ({ ...answer, reviewer: answer.reviewer / 2 }));
				const never = fit({
					...evidence,
					reviewers: 2,
					pairs: renamed(evidence.pairs),
					orders: renamed(evidence.orders),
					marks: renamed(evidence.marks)
				});
				expect(left.worth).toEqual(never.worth);
				expect(left.covariance).toEqual(never.covariance);
				expect([left.reliability[0], left.reliability[2]]).toEqual([...never.reliability]);
			}),
			{ numRuns: 20 }
		);
	});

	const wellFormed = ({ worth, covariance, reliability, items }: Preference) => {
		expect([...worth, ...covariance, ...reliability].every(Number.isFinite)).toBe(true);
		expect(worth.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 9);
		for (let item = 0; item < items; item++) {
			expect(covariance[item * items + item]).toBeGreaterThanOrEqual(-1e-12);
		}
	};
	const pairsSaying = (says: PairAnswer['says'], count: number) =>
		Array.from({ length: count }, (_, at) => ({ reviewer: 0, left: at % 3, right: (at + 1) % 3, says })); // prettier-ignore

	it.each<[string, Evidence]>([
		['no items', { ...NOTHING, items: 0 }],
		['one item', { ...NOTHING, items: 1 }],
		['no reviewers', { ...NOTHING, reviewers: 0 }],
		['no answers', NOTHING],
		['two items', { ...NOTHING, items: 2, pairs: [{ reviewer: 0, left: 0, right: 1, says: 'left' }] }],
		['only ties', { ...NOTHING, pairs: pairsSaying('tie', 30) }],
		['only neither', { ...NOTHING, pairs: pairsSaying('neither', 30) }],
		['answers that contradict each other', { ...NOTHING, pairs: [...pairsSaying('left', 30), ...pairsSaying('right', 30)] }],
		['a circle', { ...NOTHING, pairs: pairsSaying('left', 300) }],
		['a reviewer without answers', { ...NOTHING, reviewers: 4, pairs: pairsSaying('left', 9) }],
		['ten thousand of one opinion', { ...NOTHING, pairs: Array.from({ length: 10_000 }, () => ({ reviewer: 0, left: 2, right: 0, says: 'left' as const })) }],
		['marks alone', { ...NOTHING, marks: [0, 1, 2].map((item) => ({ reviewer: 0, item, scale: 'stars' as const, level: 5 })) }]
	])('is well formed for %s', (_, evidence) => {
		for (const prior of ['fixed', 'empirical'] as const) wellFormed(fit(evidence, { prior }));
	}); // prettier-ignore

	it.each<[string, Partial<Evidence>]>([
		['an item that is not there', { pairs: [{ reviewer: 0, left: 0, right: 3, says: 'tie' }] }],
		['a reviewer that is not there', { pairs: [{ reviewer: 1, left: 0, right: 1, says: 'tie' }] }],
		['an item against itself', { pairs: [{ reviewer: 0, left: 1, right: 1, says: 'tie' }] }],
		['an order of other items', { orders: [{ reviewer: 0, shown: [0, 1], order: [0, 2] }] }],
		['an order with an item twice', { orders: [{ reviewer: 0, shown: [0, 1], order: [0, 0] }] }],
		['stars that are not given', { marks: [{ reviewer: 0, item: 0, scale: 'stars', level: 6 }] }]
	])('refuses %s', (_, evidence) => {
		expect(() => fit({ ...NOTHING, ...evidence })).toThrow(RangeError);
	});
});

describe('what a fit finds', () => {
	const worth = evenWorth(20, 2.5, 5);

	it('is the worth that is there, within its intervals', () => {
		let covered = 0;
		for (let seed = 0; seed < 6; seed++) {
			const evidence = makeEvidence({ worth, clarity: [1, 1.2, 0.8, 0], pairs: 240, seed });
			const found = fit(evidence);
			covered += worth.filter((value, item) => {
				const sd = Math.sqrt(varianceOf(found, item));
				return Math.abs(value - (found.worth[item] ?? 0)) < SD_95 * sd;
			}).length;
		}
		expect(covered / (6 * worth.length)).toBeGreaterThan(0.88);
		expect(covered / (6 * worth.length)).toBeLessThan(0.995);
	});

	it('is how reliable everybody is: who answers at random falls', () => {
		const evidence = makeEvidence({ worth, clarity: [1, 1, 1, 0], pairs: 480, seed: 2 });
		const { reliability } = fit(evidence);
		expect(reliability[3]).toBeLessThan(0.3);
		expect(Math.min(...reliability.slice(0, 3))).toBeGreaterThan(0.6);
	});

	it('is who prefers a side, and how often things are tied', () => {
		const evidence = makeEvidence({ worth, clarity: [1, 1], side: 0.8, tie: 0.6, pairs: 1200, seed: 6 });
		const { side, tie } = fit(evidence);
		expect(side[0]).toBeCloseTo(0.8, 0);
		expect(side[1]).toBeGreaterThan(0.5);
		expect(tie).toBeGreaterThan(0.45);
		expect(tie).toBeLessThan(0.75);
	}); // prettier-ignore

	it('counts flags: what is picked is worth more, and `none` lies between', () => {
		const marks = [2, 1, 0].map((level, item) => ({ reviewer: 0, item, scale: 'flag' as const, level })); // prettier-ignore
		const { worth: found } = fit({ ...NOTHING, marks });
		expect(found[0]).toBeGreaterThan(found[1] ?? NaN);
		expect(found[1]).toBeGreaterThan(found[2] ?? NaN);
	});

	it('reads `neither` as both being poor, and a tie as both being alike', () => {
		const with3 = (says: PairAnswer['says']) =>
			fit({
				...NOTHING,
				pairs: [
					{ reviewer: 0, left: 0, right: 1, says },
					{ reviewer: 0, left: 2, right: 1, says: 'left' }
				]
			}).worth;
		const [first = 0, second = 0, third = 0] = with3('neither');
		expect(first).toBeLessThan(third);
		expect(second).toBeLessThan(third);
		const tied = with3('tie');
		expect(tied[0]).toBeGreaterThan(first);
	});

	it('has a small prior variance where there is only noise, if it may look for one', () => {
		const variance = (clarity: number[]) =>
			fit(makeEvidence({ worth, clarity, pairs: 600, seed: 3 }), { prior: 'empirical' }).priorVariance;
		expect(variance([0, 0, 0])).toBeLessThan(0.2);
		expect(variance([1, 1, 1])).toBeGreaterThan(1);
	}); // prettier-ignore
});
