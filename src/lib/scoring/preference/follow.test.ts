import { describe, expect, it } from 'vitest';
import type { Evidence, OrderAnswer, PairAnswer } from './evidence.ts';
import { evenWorth, makeEvidence } from './evidence-for-tests.ts';
import { follow, foresee } from './follow.ts';
import { fit } from './preference.ts';

const EVIDENCE: Evidence = makeEvidence({
	worth: evenWorth(10, 2, 4),
	clarity: [1, 1, 1],
	tie: 0.4,
	pairs: 150,
	seed: 5
});

describe('follow', () => {
	it.each<PairAnswer['says']>(['left', 'right', 'tie'])('after %s lies where a fit lies', (says) => {
		const answer: PairAnswer = { reviewer: 1, left: 2, right: 7, says };
		const followed = follow(fit(EVIDENCE), answer);
		const fitted = fit({ ...EVIDENCE, pairs: [...EVIDENCE.pairs, answer] });
		expect(followed.answers).toBe(fitted.answers);
		for (const [item, worth] of followed.worth.entries()) {
			expect(Math.abs(worth - (fitted.worth[item] ?? NaN))).toBeLessThan(0.1);
		}
		for (const [at, entry] of followed.covariance.entries()) {
			expect(Math.abs(entry - (fitted.covariance[at] ?? NaN))).toBeLessThan(0.04);
		}
	}); // prettier-ignore

	it('after an order moves its items that way, and knows them better', () => {
		const before = fit(EVIDENCE);
		const answer: OrderAnswer = { reviewer: 0, shown: [1, 5, 8, 9], order: [9, 1, 8, 5] };
		const after = follow(before, answer);
		const lead = (of: Float64Array) => (of[9] ?? 0) - (of[5] ?? 0);
		expect(lead(after.worth)).toBeGreaterThan(lead(before.worth));
		for (const item of answer.shown) {
			const at = item * before.items + item;
			expect(after.covariance[at]).toBeLessThan(before.covariance[at] ?? 0);
		}
	});

	it('leaves what it was given as it was, and learns nothing from a coin or from neither', () => {
		const before = fit(EVIDENCE);
		const coin = { ...before, reliability: Float64Array.of(0, 0, 0) };
		const answer: PairAnswer = { reviewer: 0, left: 0, right: 1, says: 'left' };
		expect(follow(coin, answer).worth).toEqual(before.worth);
		expect(follow(before, { ...answer, says: 'neither' }).worth).toEqual(before.worth);
		follow(before, answer);
		expect(before).toEqual(fit(EVIDENCE));
	});
});

describe('foresee', () => {
	it('is as sure as after the answer, and leaves worths where they are', () => {
		const before = fit(EVIDENCE);
		const { worth, covariance } = foresee(before, [{ reviewer: 1, shown: [7, 2] }]);
		expect(worth).toEqual(before.worth);
		const answers = (['left', 'right'] as const).map((says) =>
			follow(before, { reviewer: 1, left: 2, right: 7, says })
		);
		for (const [at, entry] of covariance.entries()) {
			const [one = NaN, other = NaN] = answers.map((after) => after.covariance[at]);
			expect(Math.abs(entry - (one + other) / 2)).toBeLessThan(0.01);
		}
		const variance = 2 * before.items + 2;
		expect(covariance[variance]).toBeLessThan(before.covariance[variance] ?? 0);
	});

	it('counts an order, and nothing that a coin says', () => {
		const before = fit(EVIDENCE);
		const { covariance } = foresee(before, [{ reviewer: 0, shown: [1, 5, 8, 9] }]);
		for (const item of [1, 5, 8, 9]) {
			const at = item * before.items + item;
			expect(covariance[at]).toBeLessThan(before.covariance[at] ?? 0);
		}
		const coin = { ...before, reliability: Float64Array.of(0, 0, 0) };
		expect(foresee(coin, [{ reviewer: 0, shown: [0, 1] }])).toEqual(coin);
		expect(before).toEqual(fit(EVIDENCE));
	});
});
