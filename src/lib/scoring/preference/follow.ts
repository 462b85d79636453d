/** Between two fits: one answer more, at once; and what will be known when answers that are on their way have come. */
import { bestFirst } from './draws.ts';
import type { OrderAnswer, PairAnswer } from './evidence.ts';
import type { Preference } from './preference.ts';
import { RELIABILITY } from './reliability.ts';

const NEWTON_STEPS = 8;

/**
 * The preference after one more answer, by a rank-1 update: near enough to choose the next question by, until the next fit.
 * Reliabilities, sides and ties stay as they were. `neither` changes nothing here, and an order counts as its neighbours' pairs,
 * which is less than it says: the fit reads both whole. A reviewer who has come since the fit is taken for a usual one.
 */
export function follow(preference: Preference, answer: PairAnswer | OrderAnswer): Preference {
	const answers = preference.answers + 1;
	const next = {
		...preference,
		answers,
		worth: preference.worth.slice(),
		covariance: preference.covariance.slice()
	};
	if ('says' in answer) {
		if (answer.says !== 'neither') followPair(next, answer);
		return next;
	}
	for (const [place, right] of answer.order.slice(1).entries()) {
		const left = answer.order[place] ?? right;
		followPair(next, { reviewer: answer.reviewer, left, right, says: 'left' }, 0);
	}
	return next;
}

/** A question that somebody has in hand. */
export interface Pending {
	reviewer: number;
	/** Two or more items. */
	shown: readonly number[];
}

/**
 * The preference as sure as it will be when these are answered, whatever the answers: worths stay where they are. What is asked by
 * it tells most besides them. Orders count as their neighbours' pairs, as in `follow`.
 */
export function foresee(preference: Preference, pending: readonly Pending[]): Preference {
	if (pending.length === 0) return preference;
	const next = { ...preference, covariance: preference.covariance.slice() };
	for (const { reviewer, shown } of pending) {
		const order = bestFirst(next.worth, shown);
		for (const [place, right] of order.slice(1).entries()) {
			const { along, beta, variance } = alongOf(next, reviewer, order[place] ?? right, right);
			const { bend } = slopeAt(beta * lead(next, order[place] ?? right, right), next.tie);
			tighten(next, along, bend / (1 + bend * variance));
		}
	}
	return next;
}

/** The top of the one answer's likelihood times the normal that was, which lies on one line; then its curvature taken up. */
function followPair(
	preference: Preference,
	{ reviewer, left, right, says }: PairAnswer,
	side = preference.side[reviewer] ?? 0
): void {
	const { worth, tie } = preference;
	const { along, beta, variance } = alongOf(preference, reviewer, left, right);
	if (beta === 0) return;
	const before = beta * lead(preference, left, right) + side;
	const score = says === 'tie' ? 0 : says === 'left' ? 0.5 : -0.5;
	let by = 0;
	let bend = 0;
	for (let step = 0; step < NEWTON_STEPS; step++) {
		const slope = slopeAt(before + by * variance, tie);
		bend = slope.bend;
		by -= (by - score + slope.mean) / (1 + bend * variance);
	}
	for (const [item, there] of along.entries()) worth[item] = (worth[item] ?? 0) + by * there;
	tighten(preference, along, bend / (1 + bend * variance));
}

function lead({ worth }: Preference, left: number, right: number): number {
	return (worth[left] ?? 0) - (worth[right] ?? 0);
}

/** How each worth goes with the difference that a reviewer feels, and that difference's variance. */
function alongOf(
	{ items, covariance, reliability }: Preference,
	reviewer: number,
	left: number,
	right: number
): { along: Float64Array; beta: number; variance: number } {
	const beta = reliability[reviewer] ?? RELIABILITY.mean;
	const along = new Float64Array(items);
	for (let item = 0; item < items; item++) {
		along[item] =
			beta * ((covariance[left * items + item] ?? 0) - (covariance[right * items + item] ?? 0));
	}
	return { along, beta, variance: beta * ((along[left] ?? 0) - (along[right] ?? 0)) };
}

/** Of the log-likelihood at a difference: the mean of what is said of it, and the curvature. */
function slopeAt(difference: number, tie: number): { mean: number; bend: number } {
	const up = Math.exp(difference / 2);
	const total = up + 1 / up + tie;
	const mean = (up - 1 / up) / total / 2;
	return { mean, bend: (up + 1 / up) / total / 4 - mean * mean };
}

/** Takes out of the covariance what is known now along one line. */
function tighten({ items, covariance }: Preference, along: Float64Array, shrink: number): void {
	for (let row = 0; row < items; row++) {
		const there = shrink * (along[row] ?? 0);
		for (let column = 0; column < items; column++) {
			const at = row * items + column;
			covariance[at] = (covariance[at] ?? 0) - there * (along[column] ?? 0);
		}
	}
}
