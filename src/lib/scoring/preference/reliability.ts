/** How much each reviewer's answers follow what the works are worth: the outer half of the fit. */
import { factorise } from './cholesky.ts';
import type { Layout } from './layout.ts';
import { logLogistic, sharesOf } from './posterior.ts';
import { SEVEN_POINTS, THREE_POINTS } from './quadrature.ts';
import { SCALES, type Reading, type Tally } from './tally.ts';

/** Reliability is believed to be N(1, .5²), within [0, 2]: who answers at random is 0. */
export const RELIABILITY = { mean: 1, sd: 0.5, least: 0, most: 2 };
/** No step is longer: far from the top a parabola through here says little of it. */
const LONGEST_STEP = 0.5;

/** Below this standard deviation in logits a logistic is straight enough for three points. */
const STRAIGHT = 0.5;

/** Of each reviewer: the derivative of the expected log-posterior by reliability, and its second derivative turned over. */
interface Slopes {
	slope: Float64Array;
	bend: Float64Array;
}

/** Where worth lies, so far. */
export interface Worth {
	/** All unknowns of the fit. */
	unknowns: Float64Array;
	/** Of worth, not centred: items × items. */
	covariance: Float64Array;
}

/**
 * One step of expectation and maximisation for each reviewer. Worth is unknown here: the likelihood of reliability is averaged over
 * its posterior. At its single best value instead, chance orders would look like agreement, and a coin would get a reliability above 1.
 * @returns the new reliabilities and the information (1 / variance) about each, with worth known
 */
export function improveReliability(
	reliability: Float64Array,
	tally: Tally,
	layout: Layout,
	worth: Worth
): { reliability: Float64Array; information: Float64Array } {
	const { mean, sd, least, most } = RELIABILITY;
	const slopes: Slopes = {
		slope: reliability.map((beta) => (mean - beta) / sd ** 2),
		bend: reliability.map(() => 1 / sd ** 2)
	};
	addPairs(slopes, reliability, tally, layout, worth);
	addOrders(slopes, reliability, tally, layout, worth);
	for (const reading of tally.readings) addReading(slopes, reliability, reading, layout, worth);
	const next = reliability.map((beta, reviewer) => {
		const step = (slopes.slope[reviewer] ?? 0) / (slopes.bend[reviewer] ?? 1);
		const short = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
		return Math.max(least, Math.min(most, beta + short));
	});
	return { reliability: next, information: slopes.bend };
}

function addPairs(
	{ slope, bend }: Slopes,
	reliability: Float64Array,
	{ items, pairs }: Tally,
	layout: Layout,
	{ unknowns, covariance }: Worth
): void {
	const tieWeight = Math.exp(unknowns[layout.tie] ?? 0);
	for (let cell = 0; cell < pairs.count; cell++) {
		const reviewer = pairs.reviewer[cell] ?? 0;
		const left = pairs.left[cell] ?? 0;
		const right = pairs.right[cell] ?? 0;
		const beta = reliability[reviewer] ?? 0;
		const score = ((pairs.leftWins[cell] ?? 0) - (pairs.rightWins[cell] ?? 0)) / 2;
		const all =
			(pairs.leftWins[cell] ?? 0) + (pairs.rightWins[cell] ?? 0) + (pairs.ties[cell] ?? 0);
		const mean = (unknowns[layout.worth + left] ?? 0) - (unknowns[layout.worth + right] ?? 0);
		const variance =
			(covariance[left * items + left] ?? 0) +
			(covariance[right * items + right] ?? 0) -
			2 * (covariance[left * items + right] ?? 0);
		const sd = Math.sqrt(Math.max(0, variance));

		const side = unknowns[layout.side[reviewer] ?? 0] ?? 0;
		let expected = 0;
		let curve = 0;
		const { nodes, weights } = beta * sd < STRAIGHT ? THREE_POINTS : SEVEN_POINTS;
		for (let node = 0; node < nodes.length; node++) {
			const difference = mean + sd * (nodes[node] ?? 0);
			const up = Math.exp((beta * difference + side) / 2);
			const down = 1 / up;
			const share = 1 / (up + down + tieWeight);
			const lead = ((up - down) * share) / 2;
			const moment = (weights[node] ?? 0) * difference;
			expected += moment * lead;
			curve += moment * difference * (((up + down) * share) / 4 - lead * lead);
		}
		slope[reviewer] = (slope[reviewer] ?? 0) + score * mean - all * expected;
		bend[reviewer] = (bend[reviewer] ?? 0) + all * curve;
	}
}

/** By the third-degree cubature of Arasaratnam and Haykin (2009): 2k points for an order of k. */
function addOrders(
	{ slope, bend }: Slopes,
	reliability: Float64Array,
	{ items, orders }: Tally,
	layout: Layout,
	{ unknowns, covariance }: Worth
): void {
	for (const { reviewer, order } of orders) {
		const size = order.length;
		const root = new Float64Array(size * size);
		for (const [row, one] of order.entries()) {
			for (const [column, other] of order.entries()) {
				root[row * size + column] = covariance[one * items + other] ?? 0;
			}
		}
		factorise(root, size);
		for (let point = 0; point < 2 * size; point++) {
			const column = point >> 1;
			const sign = point % 2 === 0 ? 1 : -1;
			const values = order.map((item, row) => {
				const off = row < column ? 0 : sign * Math.sqrt(size) * (root[row * size + column] ?? 0);
				return (unknowns[layout.worth + item] ?? 0) + off;
			});
			const terms = orderSlopes(values, reliability[reviewer] ?? 0);
			slope[reviewer] = (slope[reviewer] ?? 0) + terms.slope / (2 * size);
			bend[reviewer] = (bend[reviewer] ?? 0) + terms.bend / (2 * size);
		}
	}
}

/** Of the log-probability of an order, by reliability, with the worth of its items, best first. */
function orderSlopes(values: readonly number[], beta: number): { slope: number; bend: number } {
	let slope = 0;
	let bend = 0;
	for (let place = 0; place < values.length - 1; place++) {
		const left = values.slice(place);
		const { shares } = sharesOf(left.map((value) => beta * value));
		const mean = left.reduce((sum, value, at) => sum + value * (shares[at] ?? 0), 0);
		slope += (values[place] ?? 0) - mean;
		bend += left.reduce((sum, value, at) => sum + (value - mean) ** 2 * (shares[at] ?? 0), 0);
	}
	return { slope, bend };
}

function addReading(
	{ slope, bend }: Slopes,
	reliability: Float64Array,
	{ reviewer, scale, item, level }: Reading,
	layout: Layout,
	{ unknowns, covariance }: Worth
): void {
	const beta = reliability[reviewer] ?? 0;
	const start = layout.cuts[reviewer]?.get(scale) ?? 0;
	const mean = unknowns[layout.worth + item] ?? 0;
	const items = unknowns.length - layout.worth;
	const sd = Math.sqrt(covariance[item * items + item] ?? 0);
	const { nodes, weights } = SEVEN_POINTS;
	for (let node = 0; node < nodes.length; node++) {
		const value = mean + sd * (nodes[node] ?? 0);
		const weight = weights[node] ?? 0;
		if (level < SCALES[scale].length) {
			const terms = logLogistic((unknowns[start + level] ?? 0) - beta * value);
			slope[reviewer] = (slope[reviewer] ?? 0) - weight * value * terms.slope;
			bend[reviewer] = (bend[reviewer] ?? 0) + weight * value * value * terms.bend;
		}
		if (level > 0) {
			const terms = logLogistic(beta * value - (unknowns[start + level - 1] ?? 0));
			slope[reviewer] = (slope[reviewer] ?? 0) + weight * value * terms.slope;
			bend[reviewer] = (bend[reviewer] ?? 0) + weight * value * value * terms.bend;
		}
	}
}
