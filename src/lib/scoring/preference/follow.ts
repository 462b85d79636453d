/** Between two fits: one answer more, at once. */
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

/** The top of the one answer's likelihood times the normal that was, which lies on one line; then its curvature taken up. */
function followPair(
	preference: Preference,
	{ reviewer, left, right, says }: PairAnswer,
	side = preference.side[reviewer] ?? 0
): void {
	const { items, worth, covariance, tie } = preference;
	const beta = preference.reliability[reviewer] ?? RELIABILITY.mean;
	if (beta === 0) return;
	const along = new Float64Array(items);
	for (let item = 0; item < items; item++) {
		along[item] =
			beta * ((covariance[left * items + item] ?? 0) - (covariance[right * items + item] ?? 0));
	}
	const variance = beta * ((along[left] ?? 0) - (along[right] ?? 0));
	const before = beta * ((worth[left] ?? 0) - (worth[right] ?? 0)) + side;
	const score = says === 'tie' ? 0 : says === 'left' ? 0.5 : -0.5;
	let by = 0;
	let bend = 0;
	for (let step = 0; step < NEWTON_STEPS; step++) {
		const up = Math.exp((before + by * variance) / 2);
		const total = up + 1 / up + tie;
		const lead = (up - 1 / up) / total / 2;
		bend = (up + 1 / up) / total / 4 - lead * lead;
		by -= (by - score + lead) / (1 + bend * variance);
	}
	const shrink = bend / (1 + bend * variance);
	for (let row = 0; row < items; row++) {
		const there = along[row] ?? 0;
		worth[row] = (worth[row] ?? 0) + by * there;
		for (let column = 0; column < items; column++) {
			const at = row * items + column;
			covariance[at] = (covariance[at] ?? 0) - shrink * there * (along[column] ?? 0);
		}
	}
}
