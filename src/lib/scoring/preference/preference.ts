/** What the works are worth to the people who compared them, and how sure that is. */
import { factorise, inverseOfLast, solve } from './cholesky.ts';
import { answersIn, type Evidence } from './evidence.ts';
import { layOut, startOf, type Layout } from './layout.ts';
import { posteriorAt, type Given } from './posterior.ts';
import { improveReliability, RELIABILITY } from './reliability.ts';
import { PRIOR_VARIANCE, rescale } from './scale.ts';
import { tally, type Tally } from './tally.ts';

/** A fit. Worth is in logits: a reviewer of reliability 1 prefers a work worth one more in 73 of 100 comparisons. */
export interface Preference {
	items: number;
	reviewers: number;
	/** Pairs and orders that went into it. */
	answers: number;
	/** Of each item; their sum is 0. */
	worth: Float64Array;
	/** Of `worth` at the scale that was found: `items` × `items`, row by row. */
	covariance: Float64Array;
	/** Of the logarithm of that scale. It moves all of `worth` together and leaves every rank as it is. */
	scaleVariance: number;
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

/** A fit stands still when no reliability moves by more than this, nor the logarithm of the prior variance. */
const STILL = 5e-3;
const MOST_ROUNDS = 60;
/**
 * Newton's method ends with the step that promises less than this in log-posterior: a hundredth of a standard deviation, after
 * which what is left is far below that. While reliabilities still move, it ends before one that promises less than `ROUGH_PROMISE`.
 */
const PROMISE = 1e-4;
const ROUGH_PROMISE = 1;
const ROUGH_MOVE = 0.2;
const MOST_STEPS = 50;
/** A share of Newton's step that is not worth halving again. */
const SHORTEST = 1e-6;

/**
 * Always from a cold start and from counts in a canonical order: the same evidence in any order gives the same bytes, and what
 * was taken back, or a reviewer who was left out, has left no trace.
 *
 * Worth, sides, thresholds and ties are found together by Newton's method, which is safe because their posterior is concave.
 * Reliability (and the prior variance, where it is empirical) is found around that by expectation and maximisation over the
 * Laplace posterior of worth.
 * @throws {RangeError} for an item, reviewer or level that is not there, or an order that is not one of what was shown
 */
export function fit(evidence: Evidence, { prior }: FitOptions = { prior: 'fixed' }): Preference {
	const counts = tally(evidence);
	const layout = layOut(counts);
	let given: Given = {
		reliability: new Float64Array(counts.reviewers.length).fill(RELIABILITY.mean),
		priorVariance: PRIOR_VARIANCE
	};
	let unknowns = startOf(layout, counts);
	let covariance: Float64Array = new Float64Array();
	let information: Float64Array = new Float64Array();
	let scaleVariance = 0;
	let rounds = 0;
	for (let moved = Infinity; moved > STILL && rounds < MOST_ROUNDS; rounds++) {
		const top = climb(unknowns, counts, layout, given, moved > ROUGH_MOVE);
		unknowns = top.unknowns;
		covariance = inverseOfLast(top.factor, layout.size, layout.worth);
		const better = improveReliability(given.reliability, counts, layout, { unknowns, covariance });
		information = better.information;
		const before = given;
		const rescaled = rescale(
			{ ...given, reliability: better.reliability },
			unknowns.subarray(layout.worth),
			covariance,
			prior
		);
		given = rescaled.given;
		scaleVariance = rescaled.variance;
		unknowns = unknowns.map((value, at) => (at < layout.worth ? value : value / rescaled.scale));
		moved = moveBetween(before, given);
	}
	const forAll = (found: ArrayLike<number>, silent: number) => {
		const all = new Float64Array(evidence.reviewers).fill(silent);
		for (const [index, reviewer] of counts.reviewers.entries())
			all[reviewer] = found[index] ?? silent;
		return all;
	};
	return {
		items: evidence.items,
		reviewers: evidence.reviewers,
		answers: answersIn(evidence),
		...centred(unknowns.subarray(layout.worth), covariance),
		scaleVariance,
		reliability: forAll(given.reliability, RELIABILITY.mean),
		reliabilitySd: forAll(
			given.reliability.map((beta, index) =>
				Math.sqrt(1 / (information[index] ?? 1) + beta * beta * scaleVariance)
			),
			RELIABILITY.sd
		),
		side: forAll(
			Array.from(layout.side, (at) => unknowns[at] ?? 0),
			0
		),
		tie: Math.exp(unknowns[layout.tie] ?? 0),
		priorVariance: given.priorVariance,
		rounds
	};
}

/** The top of the posterior with what is given, and the factor of its precision there. */
function climb(
	start: Float64Array,
	counts: Tally,
	layout: Layout,
	given: Given,
	isRough: boolean
): { unknowns: Float64Array; factor: Float64Array } {
	let unknowns = start;
	let here = posteriorAt(unknowns, counts, layout, given);
	for (let steps = 0; ; steps++) {
		factorise(here.precision, layout.size, layout.first);
		const step = here.gradient.slice();
		solve(here.precision, layout.size, step);
		const promise = step.reduce((sum, by, at) => sum + by * (here.gradient[at] ?? 0), 0);
		if (isRough && promise < ROUGH_PROMISE) return { unknowns, factor: here.precision };
		let length = 1;
		const tryStep = () => unknowns.map((value, at) => value + length * (step[at] ?? 0));
		let next = tryStep();
		if (promise < PROMISE || steps === MOST_STEPS)
			return { unknowns: next, factor: here.precision };
		let there = posteriorAt(next, counts, layout, given);
		// Concave, so a step that is short enough gains; one too short to matter has met the limits of arithmetic.
		while (!(there.value >= here.value) && length > SHORTEST) {
			length /= 2;
			next = tryStep();
			there = posteriorAt(next, counts, layout, given);
		}
		if (!(there.value >= here.value)) return { unknowns, factor: here.precision };
		unknowns = next;
		here = there;
	}
}

/** The farthest that a reliability has moved, or the logarithm of the prior variance. */
function moveBetween(before: Given, after: Given): number {
	return before.reliability.reduce(
		(most, from, reviewer) => Math.max(most, Math.abs((after.reliability[reviewer] ?? 0) - from)),
		Math.abs(Math.log(after.priorVariance / before.priorVariance))
	);
}

/** How far the worth of an item, in logits, may be off: what is not known of the scale comes to what is not known at it. */
export function varianceOf(
	{ items, worth, covariance, scaleVariance }: Preference,
	item: number
): number {
	return (covariance[item * items + item] ?? 0) + scaleVariance * (worth[item] ?? 0) ** 2;
}

/** Worth as seen from its mean, because only differences have been asked for. */
function centred(
	found: Float64Array,
	covariance: Float64Array
): Pick<Preference, 'worth' | 'covariance'> {
	const items = found.length;
	const mean = found.reduce((sum, value) => sum + value, 0) / items;
	const worth = found.map((value) => value - mean);
	const means = new Float64Array(items);
	let grandMean = 0;
	for (let row = 0; row < items; row++) {
		for (let column = 0; column < items; column++) {
			means[row] = (means[row] ?? 0) + (covariance[row * items + column] ?? 0) / items;
		}
		grandMean += (means[row] ?? 0) / items;
	}
	const centre = covariance.slice();
	for (let row = 0; row < items; row++) {
		for (let column = 0; column < items; column++) {
			const at = row * items + column;
			const off = grandMean - (means[row] ?? 0) - (means[column] ?? 0);
			centre[at] = (covariance[at] ?? 0) + off;
		}
	}
	return { worth, covariance: centre };
}
