/** What the works are worth to the people who compared them, and how sure that is. */
import type { Evidence } from './evidence.ts';

/** A fit. Worth is in logits: a reviewer of reliability 1 prefers a work worth one more in 73 of 100 comparisons. */
export interface Preference {
	items: number;
	reviewers: number;
	/** Pairs and orders that went into it. */
	answers: number;
	/** Of each item; their sum is 0. */
	worth: Float64Array;
	/** Of `worth`: `items` × `items`, row by row. */
	covariance: Float64Array;
	/** Of each reviewer: 0 guesses, 1 is usual, 2 the most that is believed. */
	reliability: Float64Array;
	/** Standard deviation of each `reliability`. */
	reliabilitySd: Float64Array;
	/** Of each reviewer, in logits: above 0 prefers what stands left, whatever it is. */
	side: Float64Array;
	/** Weight of a tie between equals, against 1 for each of them (Davidson's ν). */
	tie: number;
	/** Variance of worth among items that was assumed, or found. */
	priorVariance: number;
	/** Rounds of expectation and maximisation until it stood still. */
	rounds: number;
}

export interface FitOptions {
	/** `fixed`: worth ~ N(0, 4). `empirical`: the variance that makes the evidence likeliest, which is near 0 where there is only noise. */
	prior: 'fixed' | 'empirical';
}

/**
 * Always from a cold start and from counts in a canonical order: the same evidence in any order gives the same bytes, and what
 * was taken back, or a reviewer who was left out, has left no trace.
 * @throws {RangeError} for an item, reviewer or level that is not there, or an order that is not one of what was shown
 */
export declare function fit(evidence: Evidence, options?: FitOptions): Preference;
