/** What to ask next. */
import type { Preference } from './preference.ts';
import type { TopSize } from './standing.ts';

/** Where a sitting is: all that the choice depends on besides the fit. */
export interface Asking {
	/** Who is asked. */
	reviewer: number;
	/** How often each item has been shown to anyone. */
	shown: ArrayLike<number>;
	/** What this reviewer saw last: not asked again at once. */
	last: readonly number[];
	/** Items that are not to be shown (deleted). */
	excluded: ReadonlySet<number>;
	top: TopSize;
}

export interface NextPair {
	left: number;
	right: number;
	/** Chosen by chance alone, so that reviewers can be judged. */
	audit: boolean;
}

/** The pair that tells most, or null where fewer than two items are left. */
export declare function nextPair(
	preference: Preference,
	asking: Asking,
	random: () => number
): NextPair | null;

/** As `nextPair`, for an order of up to four; null where fewer than two items are left. */
export declare function nextFour(
	preference: Preference,
	asking: Asking,
	random: () => number
): { shown: number[]; audit: boolean } | null;
