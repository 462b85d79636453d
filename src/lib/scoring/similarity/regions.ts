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
export const CELL = 8;
/** Cells that have at most one unchanged cell between them are one change: words of a line, lines of a paragraph. */
const REACH = 2;
/** More boxes than a person looks through; above it, the cells are taken twice as large until there are fewer. */
export const MAX_BOXES = 40;

/** Changed pixels by cell. */
interface Cells {
	columns: number;
	rows: number;
	/** How many of each. */
	changed: Uint8Array | Int32Array;
	/** Makes the box around a patch large enough for those of a cell. */
	widen(patch: Edges, cell: number): void;
}

interface Edges {
	left: number;
	top: number;
	right: number;
	bottom: number;
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
		for (let from = start; from < end;) {
			const left = from - (from % CELL);
			const to = Math.min(end, left + CELL);
			this.markCell(row, left, (0xff << (from - left)) & (0xff >> (left + CELL - to)));
			from = to;
		}
	}

	/**
	 * Marks pixels of a row in one cell.
	 * @param left the cell's first pixel, a multiple of CELL
	 * @param bits a bit for each pixel of the cell, the lowest for the first
	 */
	markCell(row: number, left: number, bits: number): void {
		const cell = Math.floor(row / CELL) * this.#columns + left / CELL;
		this.#changed[cell] = (this.#changed[cell] ?? 0) + countBits(bits);
		this.#columnBits[cell] = (this.#columnBits[cell] ?? 0) | bits;
		this.#rowBits[cell] = (this.#rowBits[cell] ?? 0) | (1 << (row % CELL));
	}

	/** The boxes, none of which meet, largest first. */
	boxes(): Box[] {
		let cells: Cells = this.#cells();
		let found = connected(cells, REACH);
		while (found.length > MAX_BOXES) {
			cells = coarser(cells);
			found = connected(cells, 1);
		}
		return mergeMeeting(found).sort(bySize);
	}

	#cells(): Cells {
		const [columns, columnBits, rowBits] = [this.#columns, this.#columnBits, this.#rowBits];
		return {
			columns,
			rows: this.#rows,
			changed: this.#changed,
			widen(patch, cell) {
				const [inColumns, inRows] = [columnBits[cell] ?? 0, rowBits[cell] ?? 0];
				const y = Math.floor(cell / columns) * CELL;
				const x = (cell % columns) * CELL;
				patch.left = Math.min(patch.left, x + lowestBit(inColumns));
				patch.top = Math.min(patch.top, y + lowestBit(inRows));
				patch.right = Math.max(patch.right, x + bitLength(inColumns));
				patch.bottom = Math.max(patch.bottom, y + bitLength(inRows));
			}
		};
	}
}

/** How many bits of a byte are set. */
function countBits(byte: number): number {
	const pairs = byte - ((byte >> 1) & 0x55);
	const nibbles = (pairs & 0x33) + ((pairs >> 2) & 0x33);
	return (nibbles + (nibbles >> 4)) & 0x0f;
}

const bitLength = (bits: number) => 32 - Math.clz32(bits);
const lowestBit = (bits: number) => 31 - Math.clz32(bits & -bits);

/** Largest first; of equal ones the upper, then the left. */
export function bySize(a: Omit<Box, 'changed'>, b: Omit<Box, 'changed'>): number {
	return b.width * b.height - a.width * a.height || a.y - b.y || a.x - b.x;
}

/** Four cells become one. */
function coarser(cells: Cells): Cells {
	const columns = Math.ceil(cells.columns / 2);
	const rows = Math.ceil(cells.rows / 2);
	const changed = new Int32Array(columns * rows);
	const edges = new Map<number, Edges>();
	for (let cell = 0; cell < cells.changed.length; cell++) {
		const count = cells.changed[cell] ?? 0;
		if (count === 0) continue;
		const row = Math.floor(cell / cells.columns);
		const target = (row >> 1) * columns + ((cell - row * cells.columns) >> 1);
		changed[target] = (changed[target] ?? 0) + count;
		const around = edges.get(target) ?? nowhere();
		cells.widen(around, cell);
		edges.set(target, around);
	}
	return {
		columns,
		rows,
		changed,
		widen(patch, cell) {
			const around = edges.get(cell);
			if (around) widen(patch, around);
		}
	};
}

/** Around nothing. Whole numbers only: with one that is none, each change of an edge would take memory. */
function nowhere(): Edges {
	return { left: 0x3fffffff, top: 0x3fffffff, right: 0, bottom: 0 };
}

function widen(edges: Edges, { left, top, right, bottom }: Edges): void {
	edges.left = Math.min(edges.left, left);
	edges.top = Math.min(edges.top, top);
	edges.right = Math.max(edges.right, right);
	edges.bottom = Math.max(edges.bottom, bottom);
}

/** Changed cells of one row, with at most the reach between one and the next. */
interface Run {
	first: number;
	last: number;
	patch: Patch;
}

/** What belongs together so far. */
interface Patch extends Edges {
	changed: number;
	/** What it has become part of. */
	whole: Patch | null;
}

/** A box for each set of changed cells of which each has another at most `reach` cells away. */
function connected(cells: Cells, reach: number): Box[] {
	const patches: Patch[] = [];
	const above: Run[][] = [];
	for (let row = 0; row < cells.rows; row++) {
		const runs = runsOf(cells, row, reach);
		for (const { patch } of runs) patches.push(patch);
		for (const others of above) joinNear(runs, others, reach);
		above.unshift(runs);
		above.length = Math.min(above.length, reach);
	}
	return patches
		.filter(({ whole }) => whole === null)
		.map(({ left, top, right, bottom, changed }) => ({
			x: left,
			y: top,
			width: right - left,
			height: bottom - top,
			changed
		}));
}

function runsOf(cells: Cells, row: number, reach: number): Run[] {
	const runs: Run[] = [];
	let run: Run | null = null;
	for (let column = 0; column < cells.columns; column++) {
		const cell = row * cells.columns + column;
		const changed = cells.changed[cell] ?? 0;
		if (changed === 0) continue;
		if (run === null || column - run.last > reach) {
			run = { first: column, last: column, patch: { ...nowhere(), changed: 0, whole: null } };
			runs.push(run);
		}
		run.last = column;
		run.patch.changed += changed;
		cells.widen(run.patch, cell);
	}
	return runs;
}

/** Runs of two rows, each from left to right, become one patch where they are near. */
function joinNear(runs: Run[], others: Run[], reach: number): void {
	let at = 0;
	let other = 0;
	for (;;) {
		const [run, near] = [runs[at], others[other]];
		if (!run || !near) return;
		if (run.first - near.last <= reach && near.first - run.last <= reach)
			join(wholeOf(run.patch), wholeOf(near.patch));
		if (run.last < near.last) at++;
		else other++;
	}
}

function wholeOf(patch: Patch): Patch {
	let whole = patch;
	while (whole.whole) whole = whole.whole;
	return whole;
}

function join(part: Patch, whole: Patch): void {
	if (part === whole) return;
	widen(whole, part);
	whole.changed += part.changed;
	part.whole = whole;
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
