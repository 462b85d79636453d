/** Evidence as counts in a canonical order: what was said, whatever order it was said in. */
import type { Evidence, OrderAnswer } from './evidence.ts';

/** Cells of pairs, one for each reviewer, item at the left and item at the right that occurs. */
interface PairCells {
	count: number;
	reviewer: Int32Array;
	left: Int32Array;
	right: Int32Array;
	leftWins: Float64Array;
	rightWins: Float64Array;
	ties: Float64Array;
}

/**
 * Scales that place one item by itself, with the thresholds between their levels in logits as they are believed to lie before
 * anything is known. `bar` is the one that `neither` speaks of: level 0 is below it.
 */
export const SCALES = {
	flag: [-1, 1],
	stars: [-2.5, -1.25, 0, 1.25, 2.5],
	bar: [-1]
} as const satisfies Record<string, readonly number[]>;
export type Scale = keyof typeof SCALES;
const SCALE_NAMES = Object.keys(SCALES);

export interface Reading {
	reviewer: number;
	scale: Scale;
	item: number;
	level: number;
}

export interface Tally {
	items: number;
	/** Who has said anything. Everywhere else a reviewer is an index into this: who is silent takes no part. */
	reviewers: readonly number[];
	pairs: PairCells;
	/** Best first. */
	orders: { reviewer: number; order: readonly number[] }[];
	readings: Reading[];
}

/** @throws {RangeError} for an item, reviewer or level that is not there, or an order that is not one of what was shown */
export function tally(evidence: Evidence): Tally {
	check(evidence);
	const { items, orders, marks } = evidence;
	const reviewers = speaking(evidence);
	const indices = new Int32Array(evidence.reviewers);
	for (const [index, reviewer] of reviewers.entries()) indices[reviewer] = index;
	const indexOf = (reviewer: number) => indices[reviewer] ?? 0;
	return {
		items,
		reviewers,
		pairs: pairCells(evidence, indices, reviewers.length),
		orders: orders
			.map(({ reviewer, order }) => ({ reviewer: indexOf(reviewer), order }))
			.sort(byOrder),
		readings: [...marks, ...barReadings(evidence)]
			.map(({ reviewer, scale, item, level }) => ({
				reviewer: indexOf(reviewer),
				scale,
				item,
				level
			}))
			.sort(byReading)
	};
}

/** Reviewers who have said anything, rising. */
function speaking({ reviewers, pairs, orders, marks }: Evidence): number[] {
	const speaks = new Uint8Array(reviewers);
	for (const said of [pairs, orders, marks]) for (const { reviewer } of said) speaks[reviewer] = 1;
	return Array.from({ length: reviewers }, (_, reviewer) => reviewer).filter(
		(reviewer) => speaks[reviewer] === 1
	);
}

function pairCells({ items, pairs }: Evidence, indices: Int32Array, reviewers: number): PairCells {
	const left = new Int32Array(pairs.length);
	const right = new Int32Array(pairs.length);
	const reviewer = new Int32Array(pairs.length);
	const said = new Int32Array(pairs.length);
	let count = 0;
	for (const answer of pairs) {
		if (answer.says === 'neither') continue;
		left[count] = answer.left;
		right[count] = answer.right;
		reviewer[count] = indices[answer.reviewer] ?? 0;
		said[count] = answer.says === 'left' ? 0 : answer.says === 'right' ? 1 : 2;
		count++;
	}
	let order = new Int32Array(count);
	for (let at = 0; at < count; at++) order[at] = at;
	order = sortedBy(right, items, order);
	order = sortedBy(left, items, order);
	order = sortedBy(reviewer, reviewers, order);
	const cells: PairCells = {
		count: 0,
		reviewer: new Int32Array(count),
		left: new Int32Array(count),
		right: new Int32Array(count),
		leftWins: new Float64Array(count),
		rightWins: new Float64Array(count),
		ties: new Float64Array(count)
	};
	const counts = [cells.leftWins, cells.rightWins, cells.ties];
	let cell = -1;
	for (const at of order) {
		if (
			cell < 0 ||
			cells.right[cell] !== right[at] ||
			cells.left[cell] !== left[at] ||
			cells.reviewer[cell] !== reviewer[at]
		) {
			cell++;
			cells.right[cell] = right[at] ?? 0;
			cells.left[cell] = left[at] ?? 0;
			cells.reviewer[cell] = reviewer[at] ?? 0;
		}
		const those = counts[said[at] ?? 0];
		if (those) those[cell] = (those[cell] ?? 0) + 1;
	}
	cells.count = cell + 1;
	return cells;
}

/** Indices by their keys, equal ones in the order that they had: time with the count, whatever the order was. */
function sortedBy(keys: Int32Array, buckets: number, order: Int32Array): Int32Array<ArrayBuffer> {
	const next = new Int32Array(buckets + 1);
	for (const at of order) {
		const key = keys[at] ?? 0;
		next[key + 1] = (next[key + 1] ?? 0) + 1;
	}
	for (let bucket = 1; bucket <= buckets; bucket++) {
		next[bucket] = (next[bucket] ?? 0) + (next[bucket - 1] ?? 0);
	}
	const sorted = new Int32Array(order.length);
	for (const at of order) {
		const key = keys[at] ?? 0;
		const place = next[key] ?? 0;
		sorted[place] = at;
		next[key] = place + 1;
	}
	return sorted;
}

/**
 * What `neither` says: both lie below a bar of the reviewer's own, and what the same reviewer has preferred elsewhere lies above
 * it. Each item is read once for each reviewer, by what was said of it more often, because one look at it after another is not
 * fresh evidence of where it stands. Reviewers who have never said it show no bar.
 */
function barReadings({ pairs, items }: Evidence): Reading[] {
	const saysNeither = new Set(
		pairs.filter(({ says }) => says === 'neither').map(({ reviewer }) => reviewer)
	);
	if (saysNeither.size === 0) return [];
	const balance = new Map<number, number>();
	const add = (reviewer: number, item: number, by: number) => {
		const key = reviewer * items + item;
		balance.set(key, (balance.get(key) ?? 0) + by);
	};
	for (const { reviewer, left, right, says } of pairs) {
		if (!saysNeither.has(reviewer) || says === 'tie') continue;
		if (says !== 'right') add(reviewer, left, says === 'left' ? 1 : -1);
		if (says !== 'left') add(reviewer, right, says === 'right' ? 1 : -1);
	}
	return [...balance]
		.filter(([, by]) => by !== 0)
		.map(([key, by]) => ({
			reviewer: Math.floor(key / items),
			scale: 'bar',
			item: key % items,
			level: by > 0 ? 1 : 0
		}));
}

function byReading(a: Reading, b: Reading): number {
	return (
		a.reviewer - b.reviewer ||
		SCALE_NAMES.indexOf(a.scale) - SCALE_NAMES.indexOf(b.scale) ||
		a.item - b.item ||
		a.level - b.level
	);
}

type Ordered = Pick<OrderAnswer, 'reviewer' | 'order'>;

function byOrder(a: Ordered, b: Ordered): number {
	const differs = a.order.findIndex((item, at) => item !== b.order[at]);
	return (
		a.reviewer - b.reviewer ||
		a.order.length - b.order.length ||
		(differs < 0 ? 0 : (a.order[differs] ?? 0) - (b.order[differs] ?? 0))
	);
}

function check({ items, reviewers, pairs, orders, marks }: Evidence): void {
	const among = (value: number, count: number, what: string) => {
		if (!Number.isInteger(value) || value < 0 || value >= count) {
			throw new RangeError(`There is no ${what} ${value} among ${count}.`);
		}
	};
	for (const { reviewer, left, right } of pairs) {
		among(reviewer, reviewers, 'reviewer');
		among(left, items, 'item');
		among(right, items, 'item');
		if (left === right) throw new RangeError(`Item ${left} was compared with itself.`);
	}
	for (const { reviewer, shown, order } of orders) {
		among(reviewer, reviewers, 'reviewer');
		for (const item of order) among(item, items, 'item');
		const isSame = new Set(order).size === order.length && shown.every((i) => order.includes(i));
		if (!isSame || shown.length !== order.length) {
			throw new RangeError(`${order.join(', ')} is not an order of ${shown.join(', ')}.`);
		}
	}
	for (const { reviewer, item, scale, level } of marks) {
		among(reviewer, reviewers, 'reviewer');
		among(item, items, 'item');
		among(level, SCALES[scale].length + 1, `level of ${scale}`);
	}
}
