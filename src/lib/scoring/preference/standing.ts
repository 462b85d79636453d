/** Places with intervals: what people are shown instead of logits. */
import type { Preference } from './preference.ts';

/** Where one item stands. */
export interface Place {
	item: number;
	/** Worth in logits, with the 95 % interval. */
	mean: number;
	low: number;
	high: number;
	/** 1 is best, by mean; and the 95 % interval of the true rank. */
	rank: number;
	rankLow: number;
	rankHigh: number;
	/** Probability of being among the best 1, 3 and 5. */
	pTop: Record<TopSize, number>;
}

export type TopSize = 1 | 3 | 5;

/** Every item's place, by item (`[i].item === i`), from `draws` (1,000) seeded draws. */
export declare function standing(
	preference: Preference,
	options: { draws?: number; seed: number }
): Place[];
