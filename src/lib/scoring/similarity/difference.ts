/** How far two pictures differ, and where. Pure: pixels in, numbers out, in the browser too. */
import type { Difference, Region, RowSegment } from '#lib/domain/difference.ts';
import { alignRows, alignTops } from './align.ts';
import { RunWriter } from './mask.ts';
import type { Raster } from './raster.ts';
import { bySize, RegionFinder } from './regions.ts';
import type { RowPrints } from './row-prints.ts';
import { markRow, type Rows } from './visible.ts';

/** A picture, and what is remembered of its rows. */
export interface Picture extends Raster {
	prints: RowPrints;
}

/**
 * Compares two pictures after their rows are aligned. Anti-aliased edges do not count. Pictures of different width are compared
 * from the top left, and what only one has counts as different.
 */
export function findDifference(left: Picture, right: Picture): Difference {
	const alignment =
		left.width === right.width
			? alignRows(left.prints, right.prints)
			: alignTops(left.height, right.height);
	const width = Math.max(left.width, right.width);
	const findings: Findings = { mask: new RunWriter(), regions: [], changed: 0, all: 0 };
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
	const [one, other] = [rowsOf(left, segment.left), rowsOf(right, segment.right)];
	let changed = 0;
	for (let row = 0; row < segment.height; row++) {
		const isEqual =
			left.prints.hashes[segment.left + row] === right.prints.hashes[segment.right + row];
		if (isEqual && left.width === right.width) continue;
		const mark = (start: number, end: number): void => {
			findings.mask.mark((y + row) * canvasWidth + start, (y + row) * canvasWidth + end);
			finder.mark(row, start, end);
			changed += end - start;
		};
		markRow(one, other, common, segment.height, row, mark);
		if (common < canvasWidth) mark(common, canvasWidth);
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

function rowsOf({ data, width, height }: Raster, from: number): Rows {
	const words = new Int32Array(data.buffer, data.byteOffset, width * height);
	return { words, stride: width, start: from * width };
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
	let differing = 0;
	for (let row = 0; row < height; row++)
		markRow(rowsOf(a, 0), rowsOf(b, 0), width, height, row, (start, end) => {
			differing += end - start;
		});
	return (differing + all - shared) / all;
}
