import { describe, expect, it } from 'vitest';
import { createRandom } from '#lib/domain/random.ts';
import { gainOf, nextFour, nextPair, type Asking } from './choose.ts';
import { evenWorth, makeEvidence } from './evidence-for-tests.ts';
import { fit, type Preference } from './preference.ts';

const NOBODY = new Set<number>();

function asking(shown: readonly number[], more: Partial<Asking> = {}): Asking {
	return { reviewer: 0, shown, avoid: [], excluded: NOBODY, top: 3, ...more };
}

/** How often each pair is chosen, as "lower,higher". */
function choices(preference: Preference, by: Asking, times: number, seed = 1): Map<string, number> {
	const random = createRandom(seed);
	const found = new Map<string, number>();
	for (let turn = 0; turn < times; turn++) {
		const next = nextPair(preference, by, random);
		const key = [next?.left ?? 0, next?.right ?? 0].sort((a, b) => a - b).join(',');
		found.set(key, (found.get(key) ?? 0) + 1);
	}
	return found;
}

const nothing = (items: number) => fit({ items, reviewers: 1, pairs: [], orders: [], marks: [] });

describe('nextPair', () => {
	it('shows every item twice before any a third time', () => {
		const random = createRandom(3);
		const shown = new Array<number>(9).fill(0);
		for (let turn = 0; turn < 9; turn++) {
			const next = nextPair(nothing(9), asking(shown), random);
			for (const item of [next?.left ?? 0, next?.right ?? 0]) shown[item] = (shown[item] ?? 0) + 1;
		}
		expect(Math.max(...shown)).toBeLessThanOrEqual(3);
		expect(Math.min(...shown)).toBeGreaterThanOrEqual(1);
		expect(shown.reduce((sum, times) => sum + times, 0)).toBe(18);
	});

	it('asks about the edge of the best more than about the rest, and by chance once in ten', () => {
		const worth = evenWorth(16, 4, 2);
		const preference = fit(makeEvidence({ worth, clarity: [1, 1], pairs: 400, seed: 3 }));
		const best = new Set(worth.map((_, item) => item).sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0)).slice(0, 7)); // prettier-ignore
		const random = createRandom(5);
		const turns = Array.from({ length: 400 }, () =>
			nextPair(preference, asking(new Array<number>(16).fill(2)), random)
		).filter((next) => next !== null);
		const audits = turns.filter(({ audit }) => audit);
		expect(audits.length).toBeGreaterThan(20);
		expect(audits.length).toBeLessThan(65);
		const atEdge = turns.filter(({ left, right, audit }) => !audit && best.has(left) && best.has(right)); // prettier-ignore
		expect(atEdge.length / (turns.length - audits.length)).toBeGreaterThan(0.9);
		const left = turns.filter(({ left, right }) => left < right).length;
		expect(left / turns.length).toBeGreaterThan(0.4);
		expect(left / turns.length).toBeLessThan(0.6);
	});

	it('never asks a reviewer for the same pair twice running, nor shows what is excluded', () => {
		const preference = fit(makeEvidence({ worth: evenWorth(5, 1, 2), clarity: [1], pairs: 30, seed: 3 })); // prettier-ignore
		const by = asking([9, 9, 9, 9, 9], { avoid: [[3, 1]], excluded: new Set([0]) });
		const found = choices(preference, by, 300);
		expect(found.has('1,3')).toBe(false);
		expect([...found.keys()].some((key) => key.includes('0'))).toBe(false);
		expect(choices(nothing(2), asking([5, 5], { avoid: [[0, 1]] }), 5)).toEqual(
			new Map([['0,1', 5]])
		);
	});

	it('asks for others before the same pair again, even where no others are seen as seldom', () => {
		const found = choices(nothing(5), asking([1, 1, 2, 2, 2], { avoid: [[1, 0]] }), 100);
		expect(found.has('0,1')).toBe(false);
		// Of three pairs all are in hand: the one that is farthest comes again.
		const hand = [[0, 1], [2, 1], [0, 2]]; // prettier-ignore
		expect(choices(nothing(3), asking([4, 4, 4], { avoid: hand }), 20)).toEqual(new Map([['0,2', 20]])); // prettier-ignore
	});

	it('has nothing to ask about fewer than two', () => {
		expect(nextPair(nothing(0), asking([]), createRandom(1))).toBeNull();
		expect(nextPair(nothing(1), asking([0]), createRandom(1))).toBeNull();
		expect(nextFour(nothing(2), asking([0, 0], { excluded: new Set([1]) }), createRandom(1))).toBeNull(); // prettier-ignore
	});

	it('asks everything alike of one whose answers are chance', () => {
		const coin = { ...nothing(4), reliability: Float64Array.of(0) };
		const found = choices(coin, asking([2, 2, 2, 2]), 600);
		expect(found.size).toBe(6);
		expect(Math.min(...found.values())).toBeGreaterThan(60);
	});
});

describe('nextFour', () => {
	it('shows four different ones, or as many as there are', () => {
		const random = createRandom(2);
		const preference = fit(makeEvidence({ worth: evenWorth(9, 2, 2), clarity: [1], pairs: 60, seed: 3 })); // prettier-ignore
		for (const seen of [0, 1, 5]) {
			const next = nextFour(preference, asking(new Array<number>(9).fill(seen)), random);
			expect(new Set(next?.shown).size).toBe(4);
		}
		expect(nextFour(nothing(3), asking([7, 7, 7]), random)?.shown.toSorted()).toEqual([0, 1, 2]);
		const fresh = nextFour(preference, asking([0, 0, 0, 0, 5, 5, 5, 5, 5]), random);
		expect(fresh?.shown.toSorted()).toEqual([0, 1, 2, 3]);
	});
});

describe('nextFour, with an order in hand', () => {
	it.each([
		['all are seen enough', [5, 5, 5, 5, 5]],
		['these alone are seen seldom', [1, 1, 1, 1, 2]]
	])('asks for another where there are five, when %s', (_, shown) => {
		const random = createRandom(9);
		for (let turn = 0; turn < 50; turn++) {
			const next = nextFour(nothing(5), asking(shown, { avoid: [[3, 1, 0, 2]] }), random);
			expect(new Set(next?.shown).size).toBe(4);
			expect(next?.shown).toContain(4);
		}
	});

	it('asks for the same where there are four', () => {
		const next = nextFour(nothing(4), asking([5, 5, 5, 5], { avoid: [[3, 1, 0, 2]] }), createRandom(1)); // prettier-ignore
		expect(next?.shown.toSorted()).toEqual([0, 1, 2, 3]);
	});
});

describe('gainOf', () => {
	it('is the mutual information of answer and difference, by brute force', () => {
		const entropy = (p: number) => (p <= 0 || p >= 1 ? 0 : -p * Math.log(p) - (1 - p) * Math.log(1 - p)); // prettier-ignore
		for (const mean of [0, 1, -2, 4]) {
			for (const sd of [0, 0.3, 1, 2]) {
				let [weights, chance, known] = [0, 0, 0];
				for (let x = -8; x <= 8; x += 0.01) {
					const weight = Math.exp((-x * x) / 2);
					const p = 1 / (1 + Math.exp(-(mean + sd * x)));
					weights += weight;
					chance += weight * p;
					known += weight * entropy(p);
				}
				expect(gainOf(mean, sd)).toBeCloseTo(entropy(chance / weights) - known / weights, 2);
			}
		}
	});
});
