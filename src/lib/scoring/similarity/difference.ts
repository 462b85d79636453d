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
/** Compared at once: what is drawn of so many rows of a desktop is still near the processor when it is read. */
const BAND_ROWS = 96;

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

/** Where differing pixels are drawn. Kept from one comparison to the next, it saves asking for five megabytes each time. */
export class DifferenceCanvas {
	#words = new Uint32Array(0);

	/** @returns so many pixels, all zero; who draws on them sets them back to zero */
	pixels(count: number): Uint32Array<ArrayBuffer> {
		if (this.#words.length < count) this.#words = new Uint32Array(count);
		return this.#words.subarray(0, count);
	}
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
	for (const { from, rows } of differingBands(left.prints, right.prints, segment)) {
		const first = Math.max(0, from - NEIGHBOURHOOD);
		const last = Math.min(segment.height, from + rows + NEIGHBOURHOOD);
		const words = pixelsThatDiffer(
			findings.canvas,
			cutRows(left, segment.left + first, last - first, common),
			cutRows(right, segment.right + first, last - first, common)
		);
		for (let row = from; row < from + rows; row++) {
			if (words)
				markRow(words, (row - first) * common, common, (start, end) => mark(row, start, end));
			if (common < canvasWidth) mark(row, common, canvasWidth);
		}
		// Of the rows around it the next band has the say.
		words?.fill(0, 0, (from - first) * common);
		words?.fill(0, (from + rows - first) * common);
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

/** Runs of rows that differ, none longer than `BAND_ROWS`, counted from the top of the segment; all others are equal. */
function differingBands(
	left: RowPrints,
	right: RowPrints,
	segment: RowSegment
): { from: number; rows: number }[] {
	const bands: { from: number; rows: number }[] = [];
	for (let row = 0; row < segment.height; row++) {
		if (left.hashes[segment.left + row] === right.hashes[segment.right + row]) continue;
		const last = bands.at(-1);
		const gap = last ? row - (last.from + last.rows) : Infinity;
		if (last && gap <= 2 * NEIGHBOURHOOD && row - last.from < BAND_ROWS)
			last.rows = row + 1 - last.from;
		else bands.push({ from: row, rows: 1 });
	}
	return bands;
}

/** One number a pixel, not zero where it differs; null when none does. */
function pixelsThatDiffer(
	canvas: DifferenceCanvas,
	left: Raster,
	right: Raster
): Uint32Array | null {
	const { width, height } = left;
	const words = canvas.pixels(width * height);
	const output = new Uint8Array(words.buffer, 0, words.byteLength);
	const options = { threshold: THRESHOLD, diffMask: true };
	return pixelmatch(left.data, right.data, output, width, height, options) === 0 ? null : words;
}

/** Calls `mark` for each run that is not zero, counted from `start`, and sets it to zero. */
function markRow(
	words: Uint32Array,
	start: number,
	width: number,
	mark: (start: number, end: number) => void
): void {
	const end = start + width;
	for (let at = start; at < end; at++) {
		if (words[at] === 0) continue;
		const first = at;
		while (at < end && words[at] !== 0) words[at++] = 0;
		mark(first - start, at - start);
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
