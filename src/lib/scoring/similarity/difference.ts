/** How far two pictures differ, and where. Pure: pixels in, numbers out, in the browser too. */
import pixelmatch from 'pixelmatch';
import type { Difference, Region, RowSegment } from '#lib/domain/difference.ts';
import { alignRows, alignTops } from './align.ts';
import { RunWriter } from './mask.ts';
import { cutRows, type Raster } from './raster.ts';
import { bySize, RegionFinder } from './regions.ts';
import type { RowPrints } from './row-prints.ts';

/** The least difference in YIQ colour, of 1, that counts: pixelmatch's own default, about what an eye sees. */
const THRESHOLD = 0.1;
/** Whether a pixel is anti-aliased is told from its neighbours and theirs: rows this near have to be looked at with it. */
const NEIGHBOURHOOD = 2;
/** Compared at once at most, so that the canvas stays small; what is around a band is compared twice. */
const BAND_ROWS = 384;
/** Fewer repeated rows are not left out, since what is around a cut is compared twice. */
const LEAST_REPEATED = 8;

/** A picture, and what is remembered of its rows. */
export interface Picture extends Raster {
	prints: RowPrints;
}

/**
 * Compares two pictures after their rows are aligned. Anti-aliased edges do not count. Pictures of different width are compared
 * from the top left, and what only one has counts as different.
 */
export function findDifference(
	left: Picture,
	right: Picture,
	canvas = new DifferenceCanvas()
): Difference {
	const alignment =
		left.width === right.width
			? alignRows(left.prints, right.prints)
			: alignTops(left.height, right.height);
	const width = Math.max(left.width, right.width);
	const findings: Findings = { mask: new RunWriter(), regions: [], changed: 0, all: 0, canvas };
	let y = 0;
	for (const segment of alignment) {
		if (segment.kind === 'shared') compareShared(findings, left, right, segment, y);
		else {
			const side = segment.kind === 'removed' ? left : right;
			addBand(findings, segment, y, side.width, width);
		}
		y += segment.height;
	}
	return {
		width,
		height: y,
		share: findings.all === 0 ? 0 : findings.changed / findings.all,
		alignment,
		regions: findings.regions.sort(bySize),
		mask: findings.mask.finish()
	};
}

interface Findings {
	mask: RunWriter;
	regions: Region[];
	/** Pixels. */
	changed: number;
	all: number;
	canvas: DifferenceCanvas;
}

/** Where differing pixels are drawn. Kept from one comparison to the next, it saves asking for some megabytes each time. */
export class DifferenceCanvas {
	#drawing: Drawing = { words: new Uint32Array(0), pairs: new Float64Array(0) };

	/** @returns so many pixels, all zero, until it is asked again */
	blank(count: number): Drawing {
		if (this.#drawing.words.length < count) {
			// Even, so that each has its pair.
			const words = new Uint32Array(count + (count & 1));
			this.#drawing = { words, pairs: new Float64Array(words.buffer) };
		}
		this.#drawing.words.fill(0, 0, count);
		return this.#drawing;
	}
}

/** Pixels, each one number: not zero where it differs. */
interface Drawing {
	words: Uint32Array<ArrayBuffer>;
	/** The same two by two: half as many to look through where nothing is. */
	pairs: Float64Array<ArrayBuffer>;
}

/** Rows that only one picture has. */
function addBand(
	findings: Findings,
	{ kind, left, right, height }: RowSegment,
	y: number,
	width: number,
	canvasWidth: number
): void {
	for (let row = y; row < y + height; row++)
		findings.mask.mark(row * canvasWidth, row * canvasWidth + width);
	findings.changed += width * height;
	findings.all += width * height;
	const isRemoved = kind === 'removed';
	findings.regions.push({
		kind: isRemoved ? 'removed' : 'inserted',
		x: 0,
		y,
		width,
		height,
		left: isRemoved ? left : null,
		right: isRemoved ? null : right
	});
}

function compareShared(
	findings: Findings,
	left: Picture,
	right: Picture,
	segment: RowSegment,
	y: number
): void {
	const common = Math.min(left.width, right.width);
	const canvasWidth = Math.max(left.width, right.width);
	const finder = new RegionFinder(canvasWidth, segment.height);
	let changed = 0;
	const mark = (row: number, start: number, end: number) => {
		findings.mask.mark((y + row) * canvasWidth + start, (y + row) * canvasWidth + end);
		finder.mark(row, start, end);
		changed += end - start;
	};
	for (const { from, rows, repeated } of differingBands(left.prints, right.prints, segment)) {
		const first = Math.max(0, from - NEIGHBOURHOOD);
		const last = Math.min(segment.height, from + rows + NEIGHBOURHOOD);
		const drawing = drawDiffering(
			findings.canvas,
			cutRows(left, segment.left + first, last - first, common),
			cutRows(right, segment.right + first, last - first, common)
		);
		for (let row = from; row < from + rows + repeated; row++) {
			const drawn = Math.min(row, from + rows - 1) - first;
			if (drawing) readRow(drawing, drawn * common, common, row, mark);
			if (common < canvasWidth) mark(row, common, canvasWidth);
		}
	}
	findings.changed += changed;
	findings.all += canvasWidth * segment.height;
	if (changed === 0) return;
	for (const { x, y: top, width, height } of finder.boxes()) {
		findings.regions.push({
			kind: 'changed',
			x,
			y: y + top,
			width,
			height,
			left: segment.left + top,
			right: segment.right + top
		});
	}
}

interface Band {
	/** Counted from the top of the segment. */
	from: number;
	/** None has more than `BAND_ROWS`. */
	rows: number;
	/** So many rows after it differ where its last one does, and need not be looked at. */
	repeated: number;
}

/** Rows that differ; all others are equal. */
function differingBands(left: RowPrints, right: RowPrints, segment: RowSegment): Band[] {
	const { height } = segment;
	const bands: Band[] = [];
	const hashOf = {
		left: left.hashes.subarray(segment.left),
		right: right.hashes.subarray(segment.right)
	};
	const isLikeAbove = (row: number) =>
		hashOf.left[row] === hashOf.left[row - 1] && hashOf.right[row] === hashOf.right[row - 1];
	/** From here to the row that is looked at, all are alike in each picture. */
	let alikeFrom = 0;
	for (let row = 0; row < height; row++) {
		if (!isLikeAbove(row)) alikeFrom = row;
		if (hashOf.left[row] === hashOf.right[row]) continue;
		const band = goesOn(bands.at(-1), row) ?? { from: row, rows: 0, repeated: 0 };
		if (band.rows === 0) bands.push(band);
		band.rows = row + 1 - band.from;
		if (row - alikeFrom !== NEIGHBOURHOOD) continue;
		// What is around the next rows is what is around this one, until the end of those that are alike comes near.
		let end = row + 1;
		while (end < height && isLikeAbove(end)) end++;
		const repeated = end - NEIGHBOURHOOD - (row + 1);
		if (repeated < LEAST_REPEATED) continue;
		band.repeated = repeated;
		row += repeated;
	}
	return bands;
}

/** The band, where a row that differs is near enough to be compared with it. */
function goesOn(band: Band | undefined, row: number): Band | undefined {
	if (!band || band.repeated > 0 || row - band.from >= BAND_ROWS) return undefined;
	return row - (band.from + band.rows) <= 2 * NEIGHBOURHOOD ? band : undefined;
}

/** @returns null when no pixel differs */
function drawDiffering(canvas: DifferenceCanvas, left: Raster, right: Raster): Drawing | null {
	const { width, height } = left;
	const drawing = canvas.blank(width * height);
	const output = new Uint8Array(drawing.words.buffer, 0, left.data.length);
	const options = { threshold: THRESHOLD, diffMask: true };
	const count = pixelmatch(left.data, right.data, output, width, height, options);
	return count === 0 ? null : drawing;
}

/** Calls `mark` for each run of a row in which all pixels are drawn. @param start the row's first pixel on the canvas */
function readRow(
	{ words, pairs }: Drawing,
	start: number,
	width: number,
	row: number,
	mark: (row: number, start: number, end: number) => void
): void {
	const end = start + width;
	let at = start;
	while (at < end) {
		if (words[at] === 0) {
			at++;
			// What is drawn is opaque, which no zero is among floating-point numbers.
			if ((at & 1) === 0) while (at + 1 < end && pairs[at >> 1] === 0) at += 2;
			continue;
		}
		const first = at;
		while (at < end && words[at] !== 0) at++;
		mark(row, first - start, at - start);
	}
}

/**
 * The share of pixels, 0 to 1, in which two pictures visibly differ when both are laid on each other from the top left. Where
 * one is taller or wider, what only it has counts as different. Anti-aliased edges do not count.
 */
export function differingShare(a: Raster, b: Raster): number {
	const width = Math.min(a.width, b.width);
	const height = Math.min(a.height, b.height);
	const shared = width * height;
	const all = a.width * a.height + b.width * b.height - shared;
	if (all === 0) return 0;
	const differing =
		shared === 0
			? 0
			: pixelmatch(
					cutRows(a, 0, height, width).data,
					cutRows(b, 0, height, width).data,
					undefined,
					width,
					height,
					{ threshold: THRESHOLD }
				);
	return (differing + all - shared) / all;
}
