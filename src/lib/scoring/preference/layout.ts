/** Where each unknown of a fit lies in the vector of them all. */
import { SCALES, type Scale, type Tally } from './tally.ts';

/** Thresholds, given away: how far from where they are believed to lie they may be found, as a standard deviation in logits. */
export const CUT_SD = 1.5;
/** Of a reviewer's preference for a side, in logits. */
export const SIDE_SD = 0.5;
/** What is believed of ν, as if so many comparisons of equals had been seen already. */
export const TIE_PRIOR = { ties: 0.5, wins: 3 };

/**
 * First what belongs to one reviewer alone (side, thresholds), then ν, then the worth of every item: in this order the envelope of
 * the Hessian is small blocks and one dense end, and the end of its inverse is the covariance of worth with all else left open.
 */
export interface Layout {
	size: number;
	/** Of each reviewer who has said anything, or −1 for one who has answered no pair. */
	side: Int32Array;
	/** Of each reviewer and scale, where the first threshold lies; none for a scale not used. */
	cuts: ReadonlyMap<Scale, number>[];
	tie: number;
	/** Of item 0. */
	worth: number;
	/** Of each row of the Hessian, the first column that is not zero. */
	first: Int32Array;
}

export function layOut({ items, reviewers, pairs, readings }: Tally): Layout {
	const side = new Int32Array(reviewers.length).fill(-1);
	for (let cell = 0; cell < pairs.count; cell++) side[pairs.reviewer[cell] ?? 0] = 0;
	const used = reviewers.map(() => new Set<Scale>());
	for (const { reviewer, scale } of readings) used[reviewer]?.add(scale);

	const first: number[] = [];
	const cuts = used.map((scales, reviewer) => {
		const start = first.length;
		if (side[reviewer] === 0) {
			side[reviewer] = start;
			first.push(start);
		}
		const starts = new Map<Scale, number>();
		for (const scale of scales) {
			starts.set(scale, first.length);
			for (let cut = 0; cut < SCALES[scale].length; cut++) first.push(start);
		}
		return starts;
	});
	const tie = first.length;
	first.push(0);
	const worth = first.length;
	for (let item = 0; item < items; item++) first.push(0);
	return { size: first.length, side, cuts, tie, worth, first: Int32Array.from(first) };
}

/** Every unknown where it would lie if all items were worth the same and nothing were known of them. */
export function startOf(layout: Layout, { pairs }: Tally): Float64Array {
	const unknowns = new Float64Array(layout.size);
	for (const starts of layout.cuts) {
		for (const [scale, start] of starts) unknowns.set(SCALES[scale], start);
	}
	let { ties, wins } = TIE_PRIOR;
	for (let cell = 0; cell < pairs.count; cell++) {
		ties += pairs.ties[cell] ?? 0;
		wins += (pairs.leftWins[cell] ?? 0) + (pairs.rightWins[cell] ?? 0);
	}
	unknowns[layout.tie] = Math.log((2 * ties) / wins);
	return unknowns;
}
