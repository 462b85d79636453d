import { describe, expect, it } from 'vitest';
import { polarising, reliabilityOf, splitHalf } from './agreement.ts';
import { ofReviewers, type Evidence, type PairAnswer } from './evidence.ts';
import { evenWorth, makeEvidence } from './evidence-for-tests.ts';
import { fit } from './preference.ts';

const WORTH = evenWorth(12, 2.5, 9);
const made = (clarity: number[], pairs: number, seed = 1) =>
	makeEvidence({ worth: WORTH, clarity, pairs, seed });

describe('splitHalf', () => {
	it('is high where people follow the same order and low where they guess', () => {
		expect(splitHalf(made([1.5, 1.5, 1.5], 600), 1)).toBeGreaterThan(0.85);
		expect(splitHalf(made([0, 0, 0], 600), 1)).toBeLessThan(0.45);
	});

	it('does not depend on the order of the answers, and says nothing of a few', () => {
		const evidence = made([1, 1], 60);
		const turned = { ...evidence, pairs: evidence.pairs.toReversed() };
		expect(splitHalf(turned, 4)).toBe(splitHalf(evidence, 4));
		expect(splitHalf(made([1], 19), 1)).toBeNull();
	});
});

describe('reliabilityOf', () => {
	it('tells who guesses, and who presses the left key', () => {
		const evidence = made([1, 1, 1], 450);
		const pairs = evidence.pairs.map((pair): PairAnswer => pair.reviewer === 2 ? { ...pair, says: 'left' } : pair); // prettier-ignore
		const [first, , last] = reliabilityOf(fit({ ...evidence, pairs }), { ...evidence, pairs });
		expect(first?.low).toBeGreaterThan(0.4);
		expect(last?.high).toBeLessThan(0.4);
		expect(last?.leftShare).toBe(1);
		expect(first?.leftShare).toBeGreaterThan(0.35);
	});

	it('believes the usual of who is silent', () => {
		const evidence: Evidence = { ...made([1, 1], 30), reviewers: 3 };
		expect(reliabilityOf(fit(evidence), evidence)[2]).toMatchObject({ reliability: 1, leftShare: null }); // prettier-ignore
	});
});

describe('polarising', () => {
	const differing = (evidence: Evidence, groups: number[][]) =>
		polarising(groups.map((reviewers) => fit(ofReviewers(evidence, reviewers))));

	it('finds the item that one group likes and the other does not', () => {
		const likes = made([1, 1], 300, 3);
		const other = makeEvidence({
			worth: WORTH.map((worth, item) => (item === 4 ? -worth - 3 * Math.sign(worth) : worth)),
			clarity: [1, 1],
			pairs: 300,
			seed: 4
		});
		const both: Evidence = {
			...likes,
			reviewers: 4,
			pairs: [...likes.pairs, ...other.pairs.map((pair) => ({ ...pair, reviewer: pair.reviewer + 2 }))] // prettier-ignore
		};
		const [first] = differing(both, [[0, 1], [2, 3]]); // prettier-ignore
		expect(first?.item).toBe(4);
		expect(first?.low).toBeGreaterThan(0);
		expect(first?.more).toBe((WORTH[4] ?? 0) > 0 ? 0 : 1);
		expect(first?.rankMore).toBeLessThan(first?.rankLess ?? 0);
	});

	it('finds hardly any where groups agree', () => {
		const groups = [[0, 1], [2, 3]]; // prettier-ignore
		expect(differing(made([1, 1, 1, 1], 600), groups).length).toBeLessThan(3);
		expect(differing(made([1, 1], 0), groups)).toEqual([]);
	});
});
