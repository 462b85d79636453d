/** The logarithm of the posterior of all unknowns of a fit, with its gradient and Hessian. */
import { CUT_SD, SIDE_SD, TIE_PRIOR, type Layout } from './layout.ts';
import { SCALES, type Tally } from './tally.ts';

/** Weight, in readings, of the belief that two thresholds next to each other lie apart; keeps them in order where no reading does. */
const GAP_WEIGHT = 0.5;

export interface Posterior {
	/** Up to a constant. */
	value: number;
	gradient: Float64Array;
	/** The Hessian turned over: `size` × `size`, lower triangle, positive definite. */
	precision: Float64Array;
}

/** What a fit holds fixed while it looks for the rest. */
export interface Given {
	/** Of each reviewer. */
	reliability: Float64Array;
	/** Of worth. */
	priorVariance: number;
}

/**
 * Concave in all unknowns together. A pair is read after Davidson (1970): with d = β (θ_left − θ_right) + γ the answers have the
 * weights e^(d/2), e^(−d/2) and ν. An order is read after Plackett and Luce: again and again the best of those that are left, each
 * with the weight e^(βθ). A mark is read by an ordered logit: P(level ≤ j) = logistic(c_j − βθ).
 */
export function posteriorAt(
	unknowns: Float64Array,
	tally: Tally,
	layout: Layout,
	given: Given
): Posterior {
	const { size } = layout;
	const found: Posterior = {
		value: 0,
		gradient: new Float64Array(size),
		precision: new Float64Array(size * size)
	};
	addPrior(found, unknowns, tally, layout, given);
	addPairs(found, unknowns, tally, layout, given);
	addOrders(found, unknowns, tally, layout, given);
	addReadings(found, unknowns, tally, layout, given);
	return found;
}

type Adding = (
	found: Posterior,
	unknowns: Float64Array,
	tally: Tally,
	layout: Layout,
	given: Given
) => void;

const addPrior: Adding = (found, unknowns, { items }, layout, { priorVariance }) => {
	const normal = (at: number, mean: number, variance: number) => {
		const off = (unknowns[at] ?? 0) - mean;
		found.value -= (off * off) / (2 * variance);
		add(found.gradient, at, -off / variance);
		add(found.precision, at * layout.size + at, 1 / variance);
	};
	for (let item = 0; item < items; item++) normal(layout.worth + item, 0, priorVariance);
	addTiePrior(found, unknowns[layout.tie] ?? 0, layout);
	for (const at of layout.side) if (at >= 0) normal(at, 0, SIDE_SD ** 2);
	for (const starts of layout.cuts) {
		for (const [scale, start] of starts) {
			for (const [cut, mean] of SCALES[scale].entries()) {
				normal(start + cut, mean, CUT_SD ** 2);
				if (cut > 0) addGap(found, unknowns, start + cut, layout.size, GAP_WEIGHT);
			}
		}
	}
};

function addTiePrior(found: Posterior, tieLog: number, { tie, size }: Layout): void {
	const { gradient, precision } = found;
	const all = TIE_PRIOR.ties + TIE_PRIOR.wins;
	const total = 2 + Math.exp(tieLog);
	const chance = Math.exp(tieLog) / total;
	found.value += TIE_PRIOR.ties * tieLog - all * Math.log(total);
	add(gradient, tie, TIE_PRIOR.ties - all * chance);
	add(precision, tie * size + tie, all * chance * (1 - chance));
}

const addPairs: Adding = (found, unknowns, { pairs }, layout, { reliability }) => {
	const { size, worth, tie } = layout;
	const { gradient, precision } = found;
	const tieLog = unknowns[tie] ?? 0;
	const tieWeight = Math.exp(tieLog);
	let value = 0;
	let tieSlope = 0;
	let tieSquare = 0;
	for (let cell = 0; cell < pairs.count;) {
		const reviewer = pairs.reviewer[cell] ?? 0;
		const left = worth + (pairs.left[cell] ?? 0);
		const side = layout.side[reviewer] ?? 0;
		const sideBy = unknowns[side] ?? 0;
		const beta = reliability[reviewer] ?? 0;
		const square = beta * beta;
		// Cells are sorted: what belongs to their reviewer and left item is summed here and added once.
		let slopes = 0;
		let bends = 0;
		let tieBends = 0;
		do {
			const right = worth + (pairs.right[cell] ?? 0);
			const leftWins = pairs.leftWins[cell] ?? 0;
			const rightWins = pairs.rightWins[cell] ?? 0;
			const ties = pairs.ties[cell] ?? 0;
			const all = leftWins + rightWins + ties;
			const d = beta * ((unknowns[left] ?? 0) - (unknowns[right] ?? 0)) + sideBy;
			const up = Math.exp(d / 2);
			const down = 1 / up;
			const total = up + down + tieWeight;
			const share = 1 / total;
			const pTie = tieWeight * share;
			const lead = ((up - down) * share) / 2;
			const score = (leftWins - rightWins) / 2;
			value += score * d + ties * tieLog - all * Math.log(total);
			const slope = score - all * lead;
			const bend = all * ((1 - pTie) / 4 - lead * lead);
			const tieBend = -all * lead * pTie;

			slopes += slope;
			bends += bend;
			tieBends += tieBend;
			tieSlope += ties - all * pTie;
			tieSquare += all * pTie * (1 - pTie);
			const row = right * size;
			add(gradient, right, -beta * slope);
			add(precision, row + right, square * bend);
			add(precision, left > right ? left * size + right : row + left, -square * bend);
			add(precision, row + side, -beta * bend);
			add(precision, row + tie, -beta * tieBend);
			cell++;
		} while (
			cell < pairs.count &&
			pairs.reviewer[cell] === reviewer &&
			pairs.left[cell] === left - worth
		);
		add(gradient, left, beta * slopes);
		add(gradient, side, slopes);
		add(precision, left * size + left, square * bends);
		add(precision, left * size + side, beta * bends);
		add(precision, left * size + tie, beta * tieBends);
		add(precision, side * size + side, bends);
		add(precision, tie * size + side, tieBends);
	}
	found.value += value;
	add(gradient, tie, tieSlope);
	add(precision, tie * size + tie, tieSquare);
};

const addOrders: Adding = (found, unknowns, { orders }, { size, worth }, { reliability }) => {
	for (const { reviewer, order } of orders) {
		const beta = reliability[reviewer] ?? 0;
		for (let place = 0; place < order.length - 1; place++) {
			const left = order.slice(place);
			const { shares, logTotal } = sharesOf(
				left.map((item) => beta * (unknowns[worth + item] ?? 0))
			);
			found.value += beta * (unknowns[worth + (order[place] ?? 0)] ?? 0) - logTotal;
			for (const [one, item] of left.entries()) {
				const share = shares[one] ?? 0;
				add(found.gradient, worth + item, beta * ((one === 0 ? 1 : 0) - share));
				for (const [other, second] of left.entries()) {
					if (second > item) continue;
					const bend = (one === other ? share : 0) - share * (shares[other] ?? 0);
					add(found.precision, (worth + item) * size + worth + second, beta * beta * bend);
				}
			}
		}
	}
};

/** e^x of each over their sum, and the logarithm of that sum. */
export function sharesOf(values: readonly number[]): { shares: number[]; logTotal: number } {
	const most = Math.max(...values);
	const weights = values.map((value) => Math.exp(value - most));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	return { shares: weights.map((weight) => weight / total), logTotal: most + Math.log(total) };
}

const addReadings: Adding = (found, unknowns, { readings }, layout, { reliability }) => {
	const { size, worth, cuts } = layout;
	for (const { reviewer, scale, item, level } of readings) {
		const beta = reliability[reviewer] ?? 0;
		const start = cuts[reviewer]?.get(scale) ?? 0;
		const at = worth + item;
		const bound = (cut: number, sign: 1 | -1) => {
			const off = sign * ((unknowns[cut] ?? 0) - beta * (unknowns[at] ?? 0));
			const { log, slope, bend } = logLogistic(off);
			found.value += log;
			add(found.gradient, cut, sign * slope);
			add(found.gradient, at, -sign * beta * slope);
			add(found.precision, cut * size + cut, bend);
			add(found.precision, at * size + cut, -beta * bend);
			add(found.precision, at * size + at, beta * beta * bend);
		};
		const isLowest = level === 0;
		const isHighest = level === SCALES[scale].length;
		if (!isHighest) bound(start + level, 1);
		if (!isLowest) bound(start + level - 1, -1);
		if (!isLowest && !isHighest) addGap(found, unknowns, start + level, size, 1);
	}
};

/** log logistic(x), its derivative and its second derivative turned over. */
export function logLogistic(x: number): { log: number; slope: number; bend: number } {
	const small = Math.exp(-Math.abs(x));
	const log = Math.min(x, 0) - Math.log1p(small);
	const slope = (x > 0 ? small : 1) / (1 + small);
	return { log, slope, bend: slope * (1 - slope) };
}

/**
 * The part of an ordered logit that knows nothing of the item: log(1 − e^−gap) between a threshold and the one before it. With it
 * F(b) − F(a) = F(b) F(−a) (1 − e^(a−b)) falls apart into terms of one logistic each.
 */
function addGap(
	found: Posterior,
	unknowns: Float64Array,
	upper: number,
	size: number,
	weight: number
): void {
	const gap = (unknowns[upper] ?? 0) - (unknowns[upper - 1] ?? 0);
	if (!(gap > 0)) {
		found.value = -Infinity;
		return;
	}
	const rest = -Math.expm1(-gap);
	found.value += weight * Math.log(rest);
	const slope = (weight * (1 - rest)) / rest;
	const bend = slope / rest;
	add(found.gradient, upper, slope);
	add(found.gradient, upper - 1, -slope);
	add(found.precision, upper * size + upper, bend);
	add(found.precision, (upper - 1) * size + upper - 1, bend);
	add(found.precision, upper * size + upper - 1, -bend);
}

function add(array: Float64Array, at: number, by: number): void {
	array[at] = (array[at] ?? 0) + by;
}
