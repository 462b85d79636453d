/** Between two fits: one answer more, at once. */
import type { OrderAnswer, PairAnswer } from './evidence.ts';
import type { Preference } from './preference.ts';

/**
 * The preference after one more answer, by a rank-1 update: near enough to choose the next question by, until the next fit.
 * Reliabilities, sides and ties stay as they were; `neither` changes nothing here.
 */
export declare function follow(
	preference: Preference,
	answer: PairAnswer | OrderAnswer
): Preference;
