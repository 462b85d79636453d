/** Where a picture changed, as a few boxes: what lies near each other is one change. */

export interface Box {
	/** Pixels from the left and the top. */
	x: number;
	y: number;
	width: number;
	height: number;
	/** Changed pixels in it. */
	changed: number;
}

/** Changes are gathered in squares of this side, in pixels: as many as a byte has bits. */
const CELL = 8;
/** Cells that have at most one unchanged cell between them are one change: words of a line, lines of a paragraph. */
const REACH = 2;
/** More boxes than a person looks through; above it, the cells are taken twice as large until there are fewer. */
export const MAX_BOXES = 40;

/** Changed pixels by cell, with the box of each cell's own. */
interface Cells {
	columns: number;
	rows: number;
	changed: Int32Array;
	left: Int32Array;
	top: Int32Array;
	right: Int32Array;
	bottom: Int32Array;
}

/** Gathers changed pixels and puts them together to boxes. */
export class RegionFinder {
	readonly #columns: number;
	readonly #rows: number;
	/** Of each cell: how many of its pixels changed, and a bit for each of its columns and rows in which any did. */
	readonly #changed: Uint8Array;
	readonly #columnBits: Uint8Array;
	readonly #rowBits: Uint8Array;

	constructor(width: number, height: number) {
		this.#columns = Math.ceil(width / CELL);
		this.#rows = Math.ceil(height / CELL);
		const count = this.#columns * this.#rows;
		this.#changed = new Uint8Array(count);
		this.#columnBits = new Uint8Array(count);
		this.#rowBits = new Uint8Array(count);
	}

	/** Marks the pixels of a row from `start` up to and not with `end`, both counted from its left. */
	mark(row: number, start: number, end: number): void {
		const line = Math.floor(row / CELL) * this.#columns;
		const rowBit = 1 << (row % CELL);
		for (let from = start; from < end;) {
			const column = Math.floor(from / CELL);
			const left = column * CELL;
			const to = Math.min(end, left + CELL);
			const cell = line + column;
			this.#changed[cell] = (this.#changed[cell] ?? 0) + to - from;
			const bits = (0xff << (from - left)) & (0xff >> (left + CELL - to));
			this.#columnBits[cell] = (this.#columnBits[cell] ?? 0) | bits;
			this.#rowBits[cell] = (this.#rowBits[cell] ?? 0) | rowBit;
			from = to;
		}
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
		for (const [cell, changed] of this.#changed.entries()) {
			if (changed === 0) continue;
			const [columns, rows] = [this.#columnBits[cell] ?? 0, this.#rowBits[cell] ?? 0];
			const y = Math.floor(cell / this.#columns) * CELL;
			const x = (cell % this.#columns) * CELL;
			const [left, top] = [x + lowestBit(columns), y + lowestBit(rows)];
			cover(cells, cell, changed, left, top, x + bitLength(columns), y + bitLength(rows));
		}
		return cells;
	}
}

const bitLength = (bits: number) => 32 - Math.clz32(bits);
const lowestBit = (bits: number) => 31 - Math.clz32(bits & -bits);

/** Largest first; of equal ones the upper, then the left. */
export function bySize(a: Omit<Box, 'changed'>, b: Omit<Box, 'changed'>): number {
	return b.width * b.height - a.width * a.height || a.y - b.y || a.x - b.x;
}

function emptyCells(columns: number, rows: number): Cells {
	const count = columns * rows;
	return {
		columns,
		rows,
		changed: new Int32Array(count),
		left: new Int32Array(count).fill(0x7fffffff),
		top: new Int32Array(count).fill(0x7fffffff),
		right: new Int32Array(count),
		bottom: new Int32Array(count)
	};
}

function cover(
	cells: Cells,
	cell: number,
	changed: number,
	left: number,
	top: number,
	right: number,
	bottom: number
): void {
	cells.changed[cell] = (cells.changed[cell] ?? 0) + changed;
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
		cover(half, target, changed, left, top, cells.right[cell] ?? 0, cells.bottom[cell] ?? 0);
	}
	return half;
}

/** A box for each set of changed cells of which each has another at most `reach` cells away. */
function connected(cells: Cells, reach: number): Box[] {
	const { columns, rows, changed } = cells;
	const seen = new Uint8Array(changed.length);
	const boxes: Box[] = [];
	for (const [start, count] of changed.entries()) {
		if (count === 0 || seen[start]) continue;
		seen[start] = 1;
		const waiting = [start];
		const edge = { left: Infinity, top: Infinity, right: 0, bottom: 0, changed: 0 };
		for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
			edge.left = Math.min(edge.left, cells.left[cell] ?? 0);
			edge.top = Math.min(edge.top, cells.top[cell] ?? 0);
			edge.right = Math.max(edge.right, cells.right[cell] ?? 0);
			edge.bottom = Math.max(edge.bottom, cells.bottom[cell] ?? 0);
			edge.changed += changed[cell] ?? 0;
			const row = Math.floor(cell / columns);
			const column = cell - row * columns;
			for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
				for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++) {
					const near = y * columns + x;
					if (seen[near] || changed[near] === 0) continue;
					seen[near] = 1;
					waiting.push(near);
				}
			}
		}
		boxes.push({
			x: edge.left,
			y: edge.top,
			width: edge.right - edge.left,
			height: edge.bottom - edge.top,
			changed: edge.changed
		});
	}
	return boxes;
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
		height: Math.max(a.y + a.height, b.y + b.height) - y,
		changed: a.changed + b.changed
	};
}
