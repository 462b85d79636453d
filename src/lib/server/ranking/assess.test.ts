import { describe, expect, it } from 'vitest';
import { answersIn, type Evidence } from '#lib/scoring/preference/evidence.ts';
import { evenWorth, makeEvidence, type Made } from '#lib/scoring/preference/evidence-for-tests.ts';
import { fit } from '#lib/scoring/preference/preference.ts';
import { answersBetween, assess, assessWhole, type RankingJob } from './assess.ts';
import { packAnswers, type PackedEvidence } from './packed-evidence.ts';

const ITEMS = 8;
const GOAL = { top: 3, seed: 20 } as const;

function pack({ pairs, orders, ...evidence }: Evidence): PackedEvidence {
	const { items, reviewers, marks } = evidence;
	return { items, reviewers, answers: packAnswers([...pairs, ...orders]), marks: [...marks] };
}

function made(more: Partial<Made> = {}): Evidence {
	const worth = evenWorth(ITEMS, 3, 2);
	return makeEvidence({ worth, clarity: [1, 1], pairs: 200, seed: 7, ...more });
}

const outlookAt = (evidence: Evidence, count: number) =>
	assess({ evidence: pack({ ...evidence, pairs: evidence.pairs.slice(0, count) }), goal: GOAL }).outlook; // prettier-ignore

function wholeOf(evidence: Evidence, more: Partial<RankingJob> = {}) {
	return assessWhole({
		evidence: pack(evidence),
		goal: GOAL,
		groups: [],
		opposed: [],
		shared: [],
		...more
	});
}

describe('the verdict', () => {
	it('is not sure of anything without an answer', () => {
		const { outlook } = assess({ evidence: pack(made({ pairs: 0 })), goal: GOAL });
		expect(outlook).toMatchObject({ at: 0, aboutLeft: null });
		expect(outlook.verdict).toMatchObject({ settled: false, sure: false, why: 'not sure' });
	});

	it('is settled by two that are sure in a row, and by none that is sure once', () => {
		const evidence = made();
		// Verdicts are made at 10, 20, 30 … answers, and hold until the next.
		const verdicts = Array.from({ length: 20 }, (_, at) => outlookAt(evidence, 10 * (at + 1)));
		const whys = verdicts.map(({ verdict }) => verdict?.why ?? '');
		const sure = verdicts.map(({ verdict }) => verdict?.sure === true);
		for (const [at, { verdict, aboutLeft }] of verdicts.entries()) {
			const isSettled = sure[at] === true && sure[at - 1] === true;
			expect(verdict?.settled, whys.join()).toBe(isSettled);
			expect(whys[at] === 'settled').toBe(isSettled);
			expect(whys[at] === 'sure once').toBe(sure[at] === true && !isSettled);
			expect(aboutLeft === 0).toBe(isSettled);
		}
		expect(whys.at(-1)).toBe('settled');
		expect(whys[0]).not.toBe('settled');
		expect(whys).toContain('sure once');
	});

	it('holds until the next is due, and says then how many are missing to it', () => {
		const evidence = made();
		const first = Array.from({ length: 20 }, (_, at) => 10 * (at + 1)).find(
			(count) => outlookAt(evidence, count).verdict?.why === 'sure once'
		);
		const once = first ?? 0;
		expect(outlookAt(evidence, once).aboutLeft).toBe(10);
		const later = outlookAt(evidence, once + 7);
		expect(later).toMatchObject({ at: once + 7, aboutLeft: 3 });
		expect(later.verdict).toEqual(outlookAt(evidence, once).verdict);
	});

	it('is the same for the same answers, whenever it is asked', () => {
		const evidence = pack(made({ orders: 20, flags: true }));
		expect(assess({ evidence, goal: GOAL })).toEqual(assess({ evidence, goal: GOAL }));
	});

	it('is not reached by people who all guess', () => {
		const seeds = Array.from({ length: 8 }, (_, at) => at + 1);
		const whys = seeds.map((seed) => {
			const guesses = made({ clarity: [0, 0, 0], pairs: 200, worth: evenWorth(12, 0, 1), seed });
			return assess({ evidence: pack(guesses), goal: GOAL }).outlook.verdict?.why;
		});
		expect(whys.filter((why) => why === 'settled')).toHaveLength(0);
	});

	it('looks at works that are left alone', () => {
		const evidence = made();
		const worth = evenWorth(ITEMS, 3, 2);
		const best = worth.indexOf(Math.max(...worth));
		const goal = { ...GOAL, excluded: new Set([best]) };
		const { places, outlook } = wholeOf(evidence, { goal });
		expect(places.map(({ item }) => item)).not.toContain(best);
		expect(places).toHaveLength(ITEMS - 1);
		expect(outlook.verdict?.settled).toBe(true);
	});
});

describe('answers from one verdict to the next', () => {
	it('are as many as there are works, ten at least and sixty at most, and a fiftieth of many', () => {
		expect([2, 8, 10, 24, 60, 90, 500].map((items) => answersBetween(0, items))).toEqual([
			10, 10, 10, 24, 60, 60, 60
		]);
		expect(answersBetween(3000, 90)).toBe(60);
		expect(answersBetween(5000, 90)).toBe(100);
		expect(answersBetween(100_000, 90)).toBe(2000);
	});
});

describe('what is left', () => {
	it('cannot be told with fewer answers than works', () => {
		expect(outlookAt(made(), ITEMS - 1).aboutLeft).toBeNull();
	});

	it('is a number above none until it is settled, and at most ten times what there is', () => {
		const evidence = made({ worth: evenWorth(12, 2, 3), pairs: 240 });
		let told = 0;
		for (let count = 40; count <= 240; count += 20) {
			const { verdict, aboutLeft } = outlookAt(evidence, count);
			if (aboutLeft === null) continue;
			told++;
			if (verdict?.settled) expect(aboutLeft).toBe(0);
			else {
				expect(aboutLeft).toBeGreaterThan(0);
				expect(aboutLeft).toBeLessThanOrEqual(10 * count);
			}
		}
		expect(told).toBeGreaterThan(5);
	});
});

describe('the whole standing', () => {
	it('names a winner who really wins without so many answers', () => {
		for (const seed of [1, 2, 3]) {
			const evidence = made({ seed, worth: evenWorth(ITEMS, 1.5, seed), pairs: 90, orders: 10 });
			const { places, fragility } = wholeOf(evidence);
			const winner = places.find(({ rank }) => rank === 1)?.item ?? -1;
			const { answers, winner: other } = fragility ?? { answers: NaN, winner: NaN };
			expect(other).not.toBe(winner);
			expect(answers).toBeGreaterThan(0);
			expect(answers).toBeLessThanOrEqual(answersIn(evidence));
			expect(canOvertake(evidence, { winner, other, answers })).toBe(true);
		}
	});

	it('has no such winner where marks alone decide, and where nobody answered', () => {
		expect(wholeOf(made({ pairs: 0 })).fragility).toBeNull();
		expect(wholeOf(made({ pairs: 0, flags: true })).fragility).toBeNull();
	});

	it('has the standing of each group, and tells who of the opposed ranks a work higher', () => {
		const worth = evenWorth(ITEMS, 3, 2);
		const ours = makeEvidence({ worth, clarity: [1], pairs: 120, seed: 1 });
		const theirs = makeEvidence({ worth: worth.map((value) => -value), clarity: [1], pairs: 120, seed: 2 }); // prettier-ignore
		const pairs = [...ours.pairs, ...theirs.pairs.map((pair) => ({ ...pair, reviewer: 1 }))];
		const evidence = { ...ours, reviewers: 2, pairs };
		const { standings, polarising } = wholeOf(evidence, {
			groups: [[0, 1], [0], [1]],
			opposed: [2, 1]
		});
		expect(standings).toHaveLength(3);
		const best = worth.indexOf(Math.max(...worth));
		const rankIn = (group: number) => standings[group]?.find(({ item }) => item === best)?.rank;
		expect(rankIn(1)).toBeLessThan(3);
		expect(rankIn(2)).toBeGreaterThan(ITEMS - 2);
		const found = polarising.find(({ item }) => item === best);
		// Places in `groups`, not in `opposed`.
		expect(found).toMatchObject({ more: 1, less: 2 });
	});

	it('counts an answer once for a value that both works have', () => {
		const evidence: Evidence = {
			items: 4,
			reviewers: 1,
			pairs: [
				{ reviewer: 0, left: 0, right: 1, says: 'left' },
				{ reviewer: 0, left: 2, right: 3, says: 'left' }
			],
			orders: [{ reviewer: 0, shown: [0, 1, 2, 3], order: [0, 1, 2, 3] }],
			marks: []
		};
		const shared = [
			{ label: 'both', items: [0, 1] },
			{ label: 'none', items: [] }
		];
		expect(wholeOf(evidence, { shared }).attributes.map(({ answers }) => answers)).toEqual([2, 0]);
	});
});

/** Whether some `answers` answers can be taken out after which `other` stands first: those most for the winner over the other. */
function canOvertake(
	evidence: Evidence,
	{ winner, other, answers }: { winner: number; other: number; answers: number }
): boolean {
	// The test's own way, one answer after another: always the one without which the lead is least.
	let rest = evidence;
	for (let gone = 0; gone < answers; gone++) {
		const leadOf = (tried: Evidence) => {
			const { worth } = fit(tried);
			return (worth[winner] ?? 0) - (worth[other] ?? 0);
		};
		const tries = [
			...rest.pairs.map((pair) => ({ ...rest, pairs: rest.pairs.filter((one) => one !== pair) })),
			...rest.orders.map((order) => ({ ...rest, orders: rest.orders.filter((one) => one !== order) })) // prettier-ignore
		];
		rest = tries.map((tried) => ({ tried, lead: leadOf(tried) })).sort((a, b) => a.lead - b.lead)[0]?.tried ?? rest; // prettier-ignore
	}
	const { worth } = fit(rest);
	return worth.every((value, item) => item === other || value <= (worth[other] ?? 0));
}
