/** How far worth spreads: what the answers cannot tell apart from how reliable everybody is. */
import type { FitOptions } from './preference.ts';
import type { Given } from './posterior.ts';
import { RELIABILITY } from './reliability.ts';

/** Worth ~ N(0, 4) unless it is asked otherwise. */
export const PRIOR_VARIANCE = 4;
/** An empirical variance is looked for between these. */
const LEAST_VARIANCE = 1e-4;
const MOST_VARIANCE = 100;
/** No step of the logarithm of the scale is longer. */
const LONGEST_STEP = 0.7;
const NEWTON_STEPS = 12;

export interface Rescaled {
	/** From now on. */
	given: Given;
	/** What worth is to be divided by. */
	scale: number;
	/** Of the logarithm of the scale: how far nobody can tell whether worth lies wide or people answer clearly. */
	variance: number;
}

/**
 * All reliabilities times s and all worth over s give the same answers, so expectation and maximisation by reliabilities alone
 * creep along that line. One more unknown, the scale itself, lets them stride (PX-EM of Liu, Rubin and Wu 1998): the s that the
 * priors like best, and, where the prior variance is empirical, the variance that goes with it.
 * @param worth of each item, not centred, with its covariance
 */
export function rescale(
	given: Given,
	worth: Float64Array,
	covariance: Float64Array,
	prior: FitOptions['prior']
): Rescaled {
	const items = worth.length;
	let squares = 0;
	let trace = 0;
	for (let item = 0; item < items; item++) {
		squares += (worth[item] ?? 0) ** 2;
		trace += covariance[item * items + item] ?? 0;
	}
	if (prior === 'fixed') {
		const found = likelierScale(given.reliability, items, (squares + trace) / given.priorVariance);
		return { ...found, given: scaled(given, found.scale, given.priorVariance) };
	}
	// The fixed point of MacKay (1992): squares over how many of the items the evidence has settled.
	const settled = items - trace / given.priorVariance;
	const variance = settled > 0 ? squares / settled : LEAST_VARIANCE;
	const found = likelierScale(given.reliability, 0, 0);
	const within = Math.max(LEAST_VARIANCE, Math.min(MOST_VARIANCE, variance / found.scale ** 2));
	return { ...found, given: scaled(given, found.scale, within) };
}

function scaled({ reliability }: Given, scale: number, priorVariance: number): Given {
	const { least, most } = RELIABILITY;
	return {
		reliability: reliability.map((beta) => Math.max(least, Math.min(most, beta * scale))),
		priorVariance
	};
}

/**
 * The top of −n log s − t / 2s² − Σ (sβ − mean)² / 2sd² by Newton's method in log s.
 * @param squares t: expected Σθ² over its prior variance
 */
function likelierScale(
	reliability: Float64Array,
	items: number,
	squares: number
): Omit<Rescaled, 'given'> {
	const { mean, sd } = RELIABILITY;
	let sum = 0;
	let sumOfSquares = 0;
	for (const beta of reliability) {
		sum += (beta * mean) / sd ** 2;
		sumOfSquares += (beta / sd) ** 2;
	}
	let log = 0;
	let bend = 0;
	for (let step = 0; step < NEWTON_STEPS; step++) {
		const scale = Math.exp(log);
		const slope = -items + squares / scale ** 2 + scale * sum - scale ** 2 * sumOfSquares;
		bend = (2 * squares) / scale ** 2 - scale * sum + 2 * scale ** 2 * sumOfSquares;
		const by = slope / Math.max(bend, Math.abs(slope) / LONGEST_STEP, Number.MIN_VALUE);
		log += Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, by));
	}
	return { scale: Math.exp(log), variance: bend > 0 ? 1 / bend : 0 };
}
