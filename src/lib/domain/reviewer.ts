/** Who marks. One person, on desk and phone alike, need not say so; a browser can say that somebody else does. */
import { z } from 'zod';

/** Who marks when nobody has said who they are. */
export const LOCAL_REVIEWER = 'local';

/** Holds the name of whoever marks in a browser, percent-encoded. Set by the page, read by the server. */
export const REVIEWER_COOKIE = 'vitrine-reviewer';

export const MAX_REVIEWER_CHARS = 40;

/** The name that is kept with each mark. */
export const ReviewerName = z
	.string()
	.trim()
	.min(1, 'says no name')
	.max(MAX_REVIEWER_CHARS)
	.regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, 'has signs that are not seen');

/** Somebody who has marked variants of a brief. */
export interface ReviewerPicks {
	name: string;
	/** Variants picked. */
	picks: number;
}

/** Who a cookie says marks; what is no name says nobody. */
export function reviewerOf(cookie: string | undefined): string {
	try {
		const read = ReviewerName.safeParse(decodeURIComponent(cookie ?? ''));
		return read.success ? read.data : LOCAL_REVIEWER;
	} catch {
		return LOCAL_REVIEWER;
	}
}
