import { describe, expect, it } from 'vitest';
import type { PairAnswer } from './evidence.ts';
import { evenWorth, makeEvidence } from './evidence-for-tests.ts';
import { fit, type Preference } from './preference.ts';
import { standing } from './standing.ts';

/** Items known this well, each by itself. */
function known(worth: number[], sd: number): Preference {
	const items = worth.length;
	const preference = fit({ items, reviewers: 1, pairs: [], orders: [], marks: [] });
	const covariance = new Float64Array(items * items);
	for (let item = 0; item < items; item++) covariance[item * items + item] = sd * sd;
	return { ...preference, worth: Float64Array.from(worth), covariance, scaleVariance: 0 };
}

describe('standing', () => {
	it('gives two whose difference is normal the chances of a normal', () => {
		// The difference has mean 1 and variance 2: P = Φ(1/√2) = .7602.
		const [first, second] = standing(known([0.5, -0.5], 1), { draws: 20_000, seed: 3 });
		expect(first?.pTop[1]).toBeCloseTo(0.76, 1.7);
		expect((first?.pTop[1] ?? 0) + (second?.pTop[1] ?? 0)).toBeCloseTo(1, 12);
		expect(first).toMatchObject({ item: 0, rank: 1, rankLow: 1, rankHigh: 2, pTop: { 3: 1 } });
		expect(first?.low).toBeCloseTo(0.5 - 1.96, 12);
	});

	it('is sure of an order that one person alone gives again and again, whatever the scale', () => {
		const pairs = Array.from({ length: 30 }, (): PairAnswer[] => [
			{ reviewer: 0, left: 0, right: 1, says: 'left' },
			{ reviewer: 0, left: 2, right: 1, says: 'right' },
			{ reviewer: 0, left: 0, right: 2, says: 'left' }
		]).flat();
		const evidence = { items: 3, reviewers: 1, pairs, orders: [], marks: [] };
		const preference = fit(evidence, { prior: 'empirical' });
		expect(preference.scaleVariance).toBeGreaterThan(0.1);
		const [first] = standing(preference, { seed: 5 });
		expect(first).toMatchObject({ item: 0, rank: 1, rankLow: 1, rankHigh: 1 });
		expect(first?.pTop[1]).toBeGreaterThan(0.975);
	});

	it('is the same for the same seed, and its chances add up to how many places there are', () => {
		const evidence = makeEvidence({ worth: evenWorth(12, 2, 1), clarity: [1, 1], pairs: 80, seed: 2 });
		const places = standing(fit(evidence), { seed: 7 });
		expect(standing(fit(evidence), { seed: 7 })).toEqual(places);
		for (const top of [1, 3, 5] as const) {
			expect(places.reduce((sum, { pTop }) => sum + pTop[top], 0)).toBeCloseTo(top, 9);
		}
		expect(places.map(({ rank }) => rank).sort((a, b) => a - b)).toEqual(places.map((_, at) => at + 1)); // prettier-ignore
		for (const { rank, rankLow, rankHigh } of places) {
			expect(rankLow).toBeLessThanOrEqual(rank);
			expect(rankHigh).toBeGreaterThanOrEqual(rank);
		}
	}); // prettier-ignore

	it('gives no place to what is excluded, and ranks the others among themselves', () => {
		const places = standing(known([3, 2, 1], 0.01), { seed: 1, excluded: new Set([0]) });
		expect(places.map(({ item, rank, rankHigh }) => [item, rank, rankHigh])).toEqual([[1, 1, 1], [2, 2, 2]]); // prettier-ignore
	});

	it('has nothing to say of nothing, and everything of one', () => {
		expect(standing(known([], 1), { seed: 1 })).toEqual([]);
		expect(standing(known([0], 1), { seed: 1 })).toMatchObject([{ rank: 1, pTop: { 1: 1 } }]);
	});
});
