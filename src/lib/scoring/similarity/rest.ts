/** What of a picture stayed as it was beside what was put into it. Pure: a difference in, numbers out. */
import type { Difference, RowSegment } from '#lib/domain/difference.ts';
import { readRuns } from './mask.ts';

/** Pixels from the left and the top of one of the two pictures. */
interface Hole {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Where something was taken out of the left picture, and put into the right one. */
export interface Holes {
	left: readonly Hole[];
	right: readonly Hole[];
}

export interface Rest {
	/** Of the pixels outside of the holes, those that differ: 0 to 1. */
	share: number;
	/** Boxes of the difference that reach out of the holes, largest first, in the right picture. */
	regions: Hole[];
}

/** A shadow or an outline reaches a little out of what throws it, in pixels. */
const REACH = 2;

/**
 * The difference of two pictures without what lies in the holes. Rows that one picture alone has are no change where a hole
 * makes room for them or takes it, and at the bottom, where they were pushed out of the picture or drawn into it.
 */
export function restOf(difference: Difference, holes: Holes): Rest {
	const { width, alignment, mask } = difference;
	const outside = alignment.map((segment) => isMoved(difference, segment, holes));
	let y = 0;
	const rows: { segment: RowSegment; row: number }[] = [];
	let all = 0;
	for (const [index, segment] of alignment.entries()) {
		for (let row = 0; row < segment.height; row++) {
			rows.push({ segment, row });
			if (outside[index]) continue;
			all += width - coveredIn(segment, row, 0, width, holes);
		}
		y += segment.height;
	}
	const moved = new Set(alignment.filter((_, index) => outside[index]));
	let changed = 0;
	readRuns(mask, (start, end) => {
		for (let at = start; at < end;) {
			const line = Math.floor(at / width);
			const from = at - line * width;
			const to = Math.min(width, end - line * width);
			const { segment, row } = rows[line] ?? {};
			if (segment && row !== undefined && !moved.has(segment))
				changed += to - from - coveredIn(segment, row, from, to, holes);
			at = (line + 1) * width;
		}
	});
	return { share: all === 0 ? 0 : changed / all, regions: regionsOf(difference, moved, holes, y) };
}

/** Whether rows stand in one picture alone because of a hole, or of the end of the other picture. */
function isMoved({ alignment }: Difference, segment: RowSegment, { left, right }: Holes): boolean {
	if (segment.kind === 'shared') return false;
	if (segment === alignment.at(-1)) return left.length + right.length > 0;
	const isRemoved = segment.kind === 'removed';
	const top = isRemoved ? segment.left : segment.right;
	return (isRemoved ? left : right).some(
		(hole) => top + segment.height > hole.y - REACH && top < hole.y + hole.height + REACH
	);
}

/** How many pixels of a piece of a row lie in holes of either picture. */
function coveredIn(
	segment: RowSegment,
	row: number,
	from: number,
	to: number,
	{ left, right }: Holes
): number {
	const spans = [
		...(segment.kind === 'inserted' ? [] : spansAt(left, segment.left + row)),
		...(segment.kind === 'removed' ? [] : spansAt(right, segment.right + row))
	].sort((a, b) => a.from - b.from);
	let covered = 0;
	let reached = from;
	for (const span of spans) {
		const begin = Math.max(reached, span.from);
		const end = Math.min(to, span.to);
		if (end <= begin) continue;
		covered += end - begin;
		reached = end;
	}
	return covered;
}

function spansAt(holes: readonly Hole[], y: number): { from: number; to: number }[] {
	return holes
		.filter(
			(hole) => y >= Math.floor(hole.y) - REACH && y < Math.ceil(hole.y + hole.height) + REACH
		)
		.map((hole) => ({
			from: Math.floor(hole.x) - REACH,
			to: Math.ceil(hole.x + hole.width) + REACH
		}));
}

function regionsOf(
	{ regions, alignment }: Difference,
	moved: ReadonlySet<RowSegment>,
	holes: Holes,
	height: number
): Hole[] {
	const isIn = (box: Hole, all: readonly Hole[]) =>
		all.some(
			(hole) =>
				box.x >= hole.x - REACH &&
				box.y >= hole.y - REACH &&
				box.x + box.width <= hole.x + hole.width + REACH &&
				box.y + box.height <= hole.y + hole.height + REACH
		);
	const bands = bandsOf(alignment, moved);
	return regions.flatMap(({ kind, x, y, width, height: tall, left, right }) => {
		if (kind !== 'changed' && bands.some(({ from, to }) => y >= from && y < to)) return [];
		if (right !== null && isIn({ x, y: right, width, height: tall }, holes.right)) return [];
		if (left !== null && isIn({ x, y: left, width, height: tall }, holes.left)) return [];
		return [{ x, y: right ?? Math.min(height, y), width, height: tall }];
	});
}

function bandsOf(
	alignment: readonly RowSegment[],
	moved: ReadonlySet<RowSegment>
): { from: number; to: number }[] {
	let y = 0;
	return alignment.flatMap((segment) => {
		const band = { from: y, to: y + segment.height };
		y = band.to;
		return moved.has(segment) ? [band] : [];
	});
}
