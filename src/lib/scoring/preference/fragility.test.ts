import { describe, expect, it } from 'vitest';
import { bestFirst } from './draws.ts';
import type { Evidence, PairAnswer } from './evidence.ts';
import { evenWorth, makeEvidence } from './evidence-for-tests.ts';
import { fragility } from './fragility.ts';
import { fit } from './preference.ts';

const wins = (left: number, right: number, times: number): PairAnswer[] =>
	Array.from({ length: times }, () => ({ reviewer: 0, left, right, says: 'left' }));
const two = (pairs: PairAnswer[]): Evidence => ({ items: 2, reviewers: 1, pairs, orders: [], marks: [] }); // prettier-ignore

describe('fragility', () => {
	it('of seven wins to four is four, after which it is four to three the other way', () => {
		const evidence = two([...wins(0, 1, 7), ...wins(1, 0, 4)]);
		const found = fragility(evidence, fit(evidence));
		expect(found?.winner).toBe(1);
		expect(found?.answers).toHaveLength(4);
		expect(found?.answers.every((answer) => 'says' in answer && answer.left === 0)).toBe(true);
	});

	it('is true: without those answers the other one wins', () => {
		const evidence = makeEvidence({
			worth: evenWorth(8, 2, 2),
			clarity: [1, 0.8],
			pairs: 120,
			orders: 15,
			seed: 4
		});
		const preference = fit(evidence);
		const all = evidence.pairs.map((_, item) => item).slice(0, evidence.items);
		const found = fragility(evidence, preference);
		const gone = new Set(found?.answers);
		const { worth } = fit({
			...evidence,
			pairs: evidence.pairs.filter((pair) => !gone.has(pair)),
			orders: evidence.orders.filter((order) => !gone.has(order))
		});
		expect(bestFirst(worth, all)[0]).toBe(found?.winner);
		expect(found?.winner).not.toBe(bestFirst(preference.worth, all)[0]);
		expect(gone.size).toBeLessThan(40);
	});

	it('has nothing to say of one item or of no answers', () => {
		expect(fragility(two([]), fit(two([])))).toBeNull();
		const evidence = two(wins(0, 1, 3));
		expect(fragility(evidence, fit(evidence), new Set([1]))).toBeNull();
	});
});
