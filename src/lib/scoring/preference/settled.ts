/** When to stop. */
import type { Preference } from './preference.ts';
import type { TopSize } from './standing.ts';

/** A pair of fits of the same evidence. */
export interface FitPair {
	fixed: Preference;
	empirical: Preference;
}

export interface Verdict {
	top: TopSize;
	/** True where this verdict and the one before both were sure enough. */
	settled: boolean;
	/** Sure enough by itself. */
	sure: boolean;
	/** Probability that the best of all is among the shown top: the lesser of the two fits'. */
	pBestShown: number;
	answers: number;
	why:
		| 'settled'
		| 'too few answers'
		| 'not sure enough'
		| 'only chance so far'
		| 'sure once, asked again';
}

/** Answers between two verdicts that are to agree. */
export const ANSWERS_BETWEEN_FITS = 60;

/**
 * The shortlist is settled when the best is among the shown top with .95 under the fixed prior and under the empirical one (the
 * fixed one alone is sure of itself on pure noise), at two fits `ANSWERS_BETWEEN_FITS` apart.
 * @param previous the verdict of the evidence without its last `ANSWERS_BETWEEN_FITS` answers, or null where there were none
 */
export declare function settled(
	fits: FitPair,
	goal: { top: TopSize; seed: number },
	previous: Verdict | null
): Verdict;

/** About how many more answers settle it, or null where that cannot be told. */
export declare function aboutLeft(
	fits: FitPair,
	goal: { top: TopSize; seed: number }
): { about: number; low: number; high: number } | null;
