/** Where a picture changed, as a few boxes: what lies near each other is one change. */

export interface Box {
	/** Pixels from the left and the top. */
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Changes are gathered in squares of this side, in pixels: as many as a byte has bits, so that positions are told apart by shifts. */
const CELL = 8;
/** Cells that have at most one unchanged cell between them are one change: words of a line, lines of a paragraph. */
const REACH = 2;
/** More boxes than a person looks through; above it, the cells are taken twice as large until there are fewer. */
export const MAX_BOXES = 40;

/** Cells in which pixels changed, with the box of each one's own. */
interface Cells {
	columns: number;
	rows: number;
	/** 1 where any changed. */
	changed: Uint8Array;
	left: Int32Array;
	top: Int32Array;
	right: Int32Array;
	bottom: Int32Array;
}

/** Gathers changed pixels and puts them together to boxes. */
export class RegionFinder {
	readonly #columns: number;
	readonly #rows: number;
	/** Of each cell: a bit for each of its columns and rows in which any pixel changed. */
	readonly #columnBits: Uint8Array;
	readonly #rowBits: Uint8Array;

	constructor(width: number, height: number) {
		this.#columns = Math.ceil(width / CELL);
		this.#rows = Math.ceil(height / CELL);
		const count = this.#columns * this.#rows;
		this.#columnBits = new Uint8Array(count);
		this.#rowBits = new Uint8Array(count);
	}

	/** Marks the pixels of a row from `start` up to and not with `end`, both counted from its left. */
	mark(row: number, start: number, end: number): void {
		const line = (row >> 3) * this.#columns;
		const rowBit = 1 << (row & 7);
		const first = line + (start >> 3);
		const last = line + ((end - 1) >> 3);
		const fromStart = 0xff << (start & 7);
		const upToEnd = 0xff >> (7 - ((end - 1) & 7));
		if (first === last) this.#cover(first, fromStart & upToEnd, rowBit);
		else {
			this.#cover(first, fromStart, rowBit);
			for (let cell = first + 1; cell < last; cell++) this.#cover(cell, 0xff, rowBit);
			this.#cover(last, upToEnd, rowBit);
		}
	}

	#cover(cell: number, columns: number, row: number): void {
		this.#columnBits[cell] = (this.#columnBits[cell] ?? 0) | columns;
		this.#rowBits[cell] = (this.#rowBits[cell] ?? 0) | row;
	}

	/** The boxes, none of which meet, largest first. */
	boxes(): Box[] {
		let cells = this.#gathered();
		let found = connected(cells, REACH);
		while (found.length > MAX_BOXES) {
			cells = coarser(cells);
			found = connected(cells, 1);
		}
		return mergeMeeting(found).sort(bySize);
	}

	#gathered(): Cells {
		const cells = emptyCells(this.#columns, this.#rows);
		let cell = 0;
		for (let row = 0; row < this.#rows; row++) {
			for (let column = 0; column < this.#columns; column++, cell++) {
				const rows = this.#rowBits[cell] ?? 0;
				if (rows === 0) continue;
				const columns = this.#columnBits[cell] ?? 0;
				const [x, y] = [column * CELL, row * CELL];
				const [left, top] = [x + lowestBit(columns), y + lowestBit(rows)];
				cover(cells, cell, left, top, x + bitLength(columns), y + bitLength(rows));
			}
		}
		return cells;
	}
}

const bitLength = (bits: number) => 32 - Math.clz32(bits);
const lowestBit = (bits: number) => 31 - Math.clz32(bits & -bits);

/** Largest first; of equal ones the upper, then the left. */
export function bySize(a: Box, b: Box): number {
	return b.width * b.height - a.width * a.height || a.y - b.y || a.x - b.x;
}

function emptyCells(columns: number, rows: number): Cells {
	const count = columns * rows;
	return {
		columns,
		rows,
		changed: new Uint8Array(count),
		left: new Int32Array(count).fill(0x7fffffff),
		top: new Int32Array(count).fill(0x7fffffff),
		right: new Int32Array(count),
		bottom: new Int32Array(count)
	};
}

function cover(
	cells: Cells,
	cell: number,
	left: number,
	top: number,
	right: number,
	bottom: number
): void {
	cells.changed[cell] = 1;
	if (left < (cells.left[cell] ?? 0)) cells.left[cell] = left;
	if (top < (cells.top[cell] ?? 0)) cells.top[cell] = top;
	if (right > (cells.right[cell] ?? 0)) cells.right[cell] = right;
	if (bottom > (cells.bottom[cell] ?? 0)) cells.bottom[cell] = bottom;
}

/** Four cells become one. */
function coarser(cells: Cells): Cells {
	const half = emptyCells(Math.ceil(cells.columns / 2), Math.ceil(cells.rows / 2));
	for (const [cell, changed] of cells.changed.entries()) {
		if (changed === 0) continue;
		const row = Math.floor(cell / cells.columns);
		const target = (row >> 1) * half.columns + ((cell - row * cells.columns) >> 1);
		const [left, top] = [cells.left[cell] ?? 0, cells.top[cell] ?? 0];
		cover(half, target, left, top, cells.right[cell] ?? 0, cells.bottom[cell] ?? 0);
	}
	return half;
}

/** Changed cells of one row of cells, with no more than `reach - 1` unchanged ones between two. */
interface Run {
	first: number;
	last: number;
	left: number;
	top: number;
	right: number;
	bottom: number;
	/** Another run of the same set; itself for the one that stands for the set. */
	of: Run;
}

/** A box for each set of changed cells of which each has another at most `reach` cells away. */
function connected(cells: Cells, reach: number): Box[] {
	const above: Run[][] = [];
	const all: Run[] = [];
	for (let row = 0; row < cells.rows; row++) {
		const runs = runsOf(cells, row, reach);
		for (const upper of above) join(upper, runs, reach);
		if (above.push(runs) > reach) above.shift();
		all.push(...runs);
	}
	const sets = new Map<Run, Run>();
	for (const run of all) {
		const set = setOf(run);
		const box = sets.get(set);
		if (box) grow(box, run);
		else sets.set(set, { ...run });
	}
	return [...sets.values()].map(({ left, top, right, bottom }) => ({
		x: left,
		y: top,
		width: right - left,
		height: bottom - top
	}));
}

function runsOf({ columns, changed, ...edges }: Cells, row: number, reach: number): Run[] {
	const runs: Run[] = [];
	let run: Run | undefined;
	for (let column = 0, cell = row * columns; column < columns; column++, cell++) {
		if (changed[cell] === 0) continue;
		const own = {
			left: edges.left[cell] ?? 0,
			top: edges.top[cell] ?? 0,
			right: edges.right[cell] ?? 0,
			bottom: edges.bottom[cell] ?? 0
		};
		if (run && column - run.last <= reach) {
			run.last = column;
			grow(run, own);
		} else {
			const begun: Omit<Run, 'of'> = { first: column, last: column, ...own };
			run = Object.assign(begun, { of: begun as Run });
			runs.push(run);
		}
	}
	return runs;
}

function grow(run: Run, by: Pick<Run, 'left' | 'top' | 'right' | 'bottom'>): void {
	run.left = Math.min(run.left, by.left);
	run.top = Math.min(run.top, by.top);
	run.right = Math.max(run.right, by.right);
	run.bottom = Math.max(run.bottom, by.bottom);
}

/** Puts those of two rows into one set that come near each other. Both are from left to right. */
function join(upper: readonly Run[], lower: readonly Run[], reach: number): void {
	let from = 0;
	for (const run of lower) {
		while ((upper[from]?.last ?? Infinity) + reach < run.first) from++;
		for (let at = from; at < upper.length; at++) {
			const other = upper[at];
			if (!other || other.first > run.last + reach) break;
			setOf(run).of = setOf(other);
		}
	}
}

/** Who stands for a run's set. What is passed on the way is told the way, so that it is short the next time. */
function setOf(run: Run): Run {
	let set = run;
	while (set.of !== set) {
		set.of = set.of.of;
		set = set.of;
	}
	return set;
}

/** Boxes around bent shapes can lie over each other; those that do become one. */
function mergeMeeting(boxes: Box[]): Box[] {
	const apart: Box[] = [];
	for (const box of boxes) {
		let whole = box;
		// What has grown may meet what it did not before.
		for (let at = 0; at < apart.length;) {
			const other = apart[at];
			if (!other || !meet(whole, other)) {
				at++;
				continue;
			}
			apart.splice(at, 1);
			whole = around(whole, other);
			at = 0;
		}
		apart.push(whole);
	}
	return apart;
}

function meet(a: Box, b: Box): boolean {
	return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function around(a: Box, b: Box): Box {
	const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
	return {
		x,
		y,
		width: Math.max(a.x + a.width, b.x + b.width) - x,
		height: Math.max(a.y + a.height, b.y + b.height) - y
	};
}
