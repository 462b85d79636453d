/** Evidence as counts in a canonical order: what was said, whatever order it was said in. */
import type { Evidence, OrderAnswer } from './evidence.ts';

/** Cells of pairs, one for each reviewer, item at the left and item at the right that occurs. */
export interface PairCells {
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

export interface Reading {
	reviewer: number;
	scale: Scale;
	item: number;
	level: number;
}

export interface Tally {
	items: number;
	reviewers: number;
	pairs: PairCells;
	/** Best first. */
	orders: { reviewer: number; order: readonly number[] }[];
	readings: Reading[];
}

const SAID = ['left', 'right', 'tie'] as const;

/** @throws {RangeError} for an item, reviewer or level that is not there, or an order that is not one of what was shown */
export function tally(evidence: Evidence): Tally {
	check(evidence);
	const { items, reviewers, orders, marks } = evidence;
	return {
		items,
		reviewers,
		pairs: pairCells(evidence),
		orders: orders.map(({ reviewer, order }) => ({ reviewer, order })).sort(byOrder),
		readings: [...marks, ...barReadings(evidence)].map(plain).sort(byReading)
	};
}

function pairCells({ items, pairs }: Evidence): PairCells {
	const keys = new Float64Array(pairs.length);
	let said = 0;
	for (const { reviewer, left, right, says } of pairs) {
		if (says === 'neither') continue;
		keys[said++] = ((reviewer * items + left) * items + right) * SAID.length + SAID.indexOf(says);
	}
	const sorted = keys.subarray(0, said).sort();
	const cells: PairCells = {
		count: 0,
		reviewer: new Int32Array(said),
		left: new Int32Array(said),
		right: new Int32Array(said),
		leftWins: new Float64Array(said),
		rightWins: new Float64Array(said),
		ties: new Float64Array(said)
	};
	const counts = [cells.leftWins, cells.rightWins, cells.ties];
	let previous = -1;
	for (const key of sorted) {
		const cell = Math.floor(key / SAID.length);
		if (cell !== previous) {
			previous = cell;
			cells.right[cells.count] = cell % items;
			cells.left[cells.count] = Math.floor(cell / items) % items;
			cells.reviewer[cells.count] = Math.floor(cell / items / items);
			cells.count++;
		}
		const count = counts[key - cell * SAID.length];
		if (count) count[cells.count - 1] = (count[cells.count - 1] ?? 0) + 1;
	}
	return cells;
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

function plain({ reviewer, scale, item, level }: Reading): Reading {
	return { reviewer, scale, item, level };
}

function byReading(a: Reading, b: Reading): number {
	const scales = Object.keys(SCALES);
	return (
		a.reviewer - b.reviewer ||
		scales.indexOf(a.scale) - scales.indexOf(b.scale) ||
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
