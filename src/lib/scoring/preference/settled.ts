/** When to stop. */
import { bestFirst, drawWorth, itemsLeft } from './draws.ts';
import type { Preference } from './preference.ts';
import type { TopSize } from './standing.ts';

/** Of the best being among the shown top. */
export const SURE = 0.95;
const DRAWS = 1000;

/** Answers between two verdicts that are to agree. */
export const ANSWERS_BETWEEN_FITS = 60;

/** Two fits of the same evidence. */
export interface FitPair {
	fixed: Preference;
	empirical: Preference;
}

export interface Goal {
	top: TopSize;
	seed: number;
	/** Items that are out of the race (deleted). */
	excluded?: ReadonlySet<number>;
}

export interface Verdict {
	top: TopSize;
	/** True where this verdict and the one before were both sure. */
	settled: boolean;
	/** Sure by itself. */
	sure: boolean;
	/** Probability that the best of all is among the shown top: the lesser of the two fits'. */
	pBestShown: number;
	/** `noise`: the fixed prior is sure, but not the empirical one, to which the answers look like chance. */
	why: 'settled' | 'sure once' | 'noise' | 'not sure';
}

/**
 * The shortlist is settled when the best is among the shown top with .95 both under the fixed prior and under the empirical one
 * (the fixed one alone is sure of itself on pure noise), at two fits `ANSWERS_BETWEEN_FITS` apart.
 * @param previous the verdict on the evidence without its last `ANSWERS_BETWEEN_FITS` answers, or null where there are fewer
 */
export function settled(
	{ fixed, empirical }: FitPair,
	goal: Goal,
	previous: Verdict | null
): Verdict {
	const { top } = goal;
	const byFixed = bestAmongShown(fixed, goal);
	const byEmpirical = bestAmongShown(empirical, goal);
	const pBestShown = Math.min(byFixed, byEmpirical);
	const sure = fixed.answers > 0 && pBestShown >= SURE;
	const isSettled = sure && previous?.sure === true && previous.top === top;
	return {
		top,
		settled: isSettled,
		sure,
		pBestShown,
		why: isSettled ? 'settled' : sure ? 'sure once' : byFixed >= SURE ? 'noise' : 'not sure'
	};
}

/** Probability that the best of all is among the `top` with the highest means. */
function bestAmongShown(preference: Preference, { top, seed, excluded }: Goal): number {
	const { items, worth } = preference;
	const left = itemsLeft(preference, excluded);
	const shown = new Set(bestFirst(worth, left).slice(0, top));
	const drawn = drawWorth(preference, DRAWS, seed);
	let among = 0;
	for (let draw = 0; draw < DRAWS; draw++) {
		const start = draw * items;
		let best = -1;
		let most = -Infinity;
		for (const item of left) {
			const value = drawn[start + item] ?? 0;
			if (value <= most) continue;
			most = value;
			best = item;
		}
		if (shown.has(best)) among++;
	}
	return among / DRAWS;
}
