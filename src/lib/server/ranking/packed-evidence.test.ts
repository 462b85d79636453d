import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderAnswer, PairAnswer } from '#lib/scoring/preference/evidence.ts';
import { packAnswers, unpack } from './packed-evidence.ts';

const ITEMS = 500;
const item = fc.nat(ITEMS - 1);
const reviewer = fc.nat(5000);
const pair: fc.Arbitrary<PairAnswer> = fc.record({
	reviewer,
	left: item,
	right: item,
	says: fc.constantFrom('left', 'right', 'tie', 'neither')
});
const order: fc.Arbitrary<OrderAnswer> = fc
	.uniqueArray(item, { minLength: 2, maxLength: 4 })
	.chain((shown) =>
		fc.record({
			reviewer,
			shown: fc.constant(shown),
			order: fc.shuffledSubarray(shown, { minLength: shown.length })
		})
	);
const said = fc.array(fc.oneof(pair, order), { maxLength: 60 });

function packed(answers: readonly (PairAnswer | OrderAnswer)[]) {
	return { items: ITEMS, reviewers: 5001, answers: packAnswers(answers), marks: [] };
}

const pairsOf = (answers: readonly (PairAnswer | OrderAnswer)[]) =>
	answers.filter((answer) => 'says' in answer);
const ordersOf = (answers: readonly (PairAnswer | OrderAnswer)[]) =>
	answers.filter((answer) => 'order' in answer);

describe('packed evidence', () => {
	it('comes out as it went in, pairs and orders each in their order', () => {
		fc.assert(
			fc.property(said, (answers) => {
				const { pairs, orders } = unpack(packed(answers));
				expect(pairs).toEqual(pairsOf(answers));
				expect(orders).toEqual(ordersOf(answers));
			})
		);
	});

	it('gives the first so many of both together', () => {
		fc.assert(
			fc.property(said, fc.nat(70), (answers, count) => {
				const { pairs, orders } = unpack(packed(answers), count);
				expect(pairs).toEqual(pairsOf(answers.slice(0, count)));
				expect(orders).toEqual(ordersOf(answers.slice(0, count)));
			})
		);
	});

	it('keeps how many there are and the marks', () => {
		const marks = [{ reviewer: 0, item: 2, scale: 'stars' as const, level: 4 }];
		const evidence = unpack({ ...packed([]), marks });
		expect(evidence).toEqual({ items: ITEMS, reviewers: 5001, pairs: [], orders: [], marks });
	});

	it('survives the way to a thread', () => {
		const answers: PairAnswer[] = [{ reviewer: 1, left: 0, right: 499, says: 'tie' }];
		expect(unpack(structuredClone(packed(answers))).pairs).toEqual(answers);
	});
});
