import { describe, expect, it } from 'vitest';
import { aboutLeft } from './about-left.ts';
import type { Evidence } from './evidence.ts';
import { evenWorth, makeEvidence } from './evidence-for-tests.ts';
import { fit } from './preference.ts';
import { settled, type FitPair, type Goal, type Verdict } from './settled.ts';

const GOAL: Goal = { top: 3, seed: 1 };
const SURE: Verdict = { top: 3, settled: false, sure: true, pBestShown: 0.97, why: 'sure once' };

const bothOf = (evidence: Evidence): FitPair => ({
	fixed: fit(evidence),
	empirical: fit(evidence, { prior: 'empirical' })
});
const made = (clarity: number[], pairs: number, seed = 2) =>
	makeEvidence({ worth: evenWorth(12, 3, 7), clarity, pairs, seed });

describe('settled', () => {
	it('is not said before two fits are sure, one after the other, of the same top', () => {
		const fits = bothOf(made([1, 1], 400));
		expect(settled(fits, GOAL, null)).toMatchObject({ settled: false, sure: true, why: 'sure once' }); // prettier-ignore
		expect(settled(fits, GOAL, { ...SURE, sure: false }).settled).toBe(false);
		expect(settled(fits, GOAL, { ...SURE, top: 1 }).settled).toBe(false);
		expect(settled(fits, GOAL, SURE)).toMatchObject({ settled: true, why: 'settled' });
	});

	it('is not said of nothing, nor of guesses', () => {
		expect(settled(bothOf(made([1], 0)), GOAL, SURE)).toMatchObject({ settled: false, why: 'not sure' }); // prettier-ignore
		for (let seed = 1; seed < 4; seed++) {
			expect(settled(bothOf(made([0, 0, 0], 500, seed)), GOAL, SURE).settled).toBe(false);
		}
	});

	it('asks less of a larger top, and leaves out what is excluded', () => {
		const fits = bothOf(made([1, 1], 60));
		const chance = (goal: Goal) => settled(fits, goal, null).pBestShown;
		expect(chance({ top: 1, seed: 1 })).toBeLessThan(chance({ top: 3, seed: 1 }));
		expect(chance({ top: 3, seed: 1 })).toBeLessThanOrEqual(chance({ top: 5, seed: 1 }));
		const excluded = new Set([3, 4, 5, 6, 7, 8, 9, 10, 11]);
		expect(chance({ top: 3, seed: 1, excluded })).toBe(1);
	});
});

describe('aboutLeft', () => {
	it('falls as more is known, and cannot be told before every item has had an answer', () => {
		const left = (pairs: number) => aboutLeft(bothOf(made([1, 1], pairs)), { top: 1, seed: 1 });
		expect(left(8)).toBeNull();
		const [early, late] = [left(100), left(300)];
		expect(late?.about).toBeLessThan(early?.about ?? Infinity);
		expect(early?.low).toBeLessThanOrEqual(early?.about ?? 0);
		expect(aboutLeft(bothOf(made([1, 1], 100)), { top: 1, seed: 1 })).toEqual(early);
	});

	it('cannot be told where everybody guesses', () => {
		expect(aboutLeft(bothOf(made([0, 0, 0], 500)), { top: 1, seed: 1 })).toBeNull();
	});
});
