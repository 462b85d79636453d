/**
 * Which rows of two pictures belong together, so that a band put into a page counts as that band and not as everything below it.
 * Rows that occur once in each picture and in the same order are anchors (patience diff, Bram Cohen); each grows up and down over
 * equal rows. What is between anchors is compared from the top, or with one cut where that fits clearly better. Rows that move and
 * come back, as one column of several does, are left where they were when less of the picture differs so.
 */
import type { RowSegment } from '#lib/domain/difference.ts';
import { PROFILE_COLUMNS, type RowPrints } from './row-prints.ts';

/** So many different rows have to agree before they may move against each other; a line of text has about twelve. */
const LEAST_DISTINCT = 8;
/** A cut into a gap has to leave at most this share of the difference in brightness that is there without it. */
const CLEARLY_BETTER = 0.5;

/** Brightness of a column in a row differs visibly from here on. */
const VISIBLE = 2;
/** What a row that only one picture has costs; a shared row costs the share of its columns that differ. */
const BAND_ROW_COST = 0.5;

interface Block {
	left: number;
	right: number;
	height: number;
}

/** Both pictures as segments from the top, which together have every row of each once. Swapping the pictures swaps the sides. */
export function alignRows(left: RowPrints, right: RowPrints): RowSegment[] {
	// Ties are broken one way only, whichever side a picture is on.
	if (comesBefore(right.hashes, left.hashes)) return alignRows(right, left).map(swapped);
	const from = { left: 0, right: 0 };
	const to = { left: left.hashes.length, right: right.hashes.length };
	const blocks = findBlocks(left.hashes, right.hashes, from, to).filter(
		(block) => block.left === block.right || isTelling(left.hashes, block)
	);
	const segments: RowSegment[] = [];
	let at = from;
	for (const block of [...blocks, { ...to, height: 0 }]) {
		fillGap(segments, left, right, at, block);
		push(segments, { kind: 'shared', ...block });
		at = { left: block.left + block.height, right: block.right + block.height };
	}
	return withoutDetours(segments, left, right);
}

/** Both from the top; what only one has is at the end. */
export function alignTops(leftHeight: number, rightHeight: number): RowSegment[] {
	const segments: RowSegment[] = [];
	pushGap(segments, { left: 0, right: 0 }, { left: leftHeight, right: rightHeight }, null);
	return segments;
}

interface Place {
	left: number;
	right: number;
}

function comesBefore(a: Float64Array, b: Float64Array): boolean {
	if (a.length !== b.length) return a.length < b.length;
	const at = a.findIndex((hash, row) => hash !== b[row]);
	return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
}

function swapped({ kind, left, right, height }: RowSegment): RowSegment {
	const kinds = { shared: 'shared', removed: 'inserted', inserted: 'removed' } as const;
	return { kind: kinds[kind], left: right, right: left, height };
}

/** Runs of equal rows in order, none of which crosses another. */
function findBlocks(left: Float64Array, right: Float64Array, from: Place, to: Place): Block[] {
	const blocks: Block[] = [];
	let at = from;
	const grow = (anchor: Place): void => {
		if (anchor.left < at.left || anchor.right < at.right) return;
		let up = 0;
		while (
			anchor.left - up > at.left &&
			anchor.right - up > at.right &&
			left[anchor.left - up - 1] === right[anchor.right - up - 1]
		)
			up++;
		let down = 0;
		while (
			anchor.left + down < to.left &&
			anchor.right + down < to.right &&
			left[anchor.left + down] === right[anchor.right + down]
		)
			down++;
		if (up + down === 0) return;
		blocks.push({ left: anchor.left - up, right: anchor.right - up, height: up + down });
		at = { left: anchor.left + down, right: anchor.right + down };
	};
	grow(from);
	for (const anchor of longestChain(uniquePairs(left, right, at, to))) grow(anchor);
	// The ends of both pages, where nothing unique is left.
	let tail = 0;
	while (
		to.left - tail > at.left &&
		to.right - tail > at.right &&
		left[to.left - tail - 1] === right[to.right - tail - 1]
	)
		tail++;
	if (tail > 0) blocks.push({ left: to.left - tail, right: to.right - tail, height: tail });
	return blocks;
}

/** Rows that occur once on each side, by their place on the left. */
function uniquePairs(left: Float64Array, right: Float64Array, from: Place, to: Place): Place[] {
	const placesOf = (hashes: Float64Array, start: number, end: number) => {
		const places = new Map<number, number>();
		for (let row = start; row < end; row++) {
			const hash = hashes[row] ?? 0;
			places.set(hash, places.has(hash) ? -1 : row);
		}
		return places;
	};
	const onRight = placesOf(right, from.right, to.right);
	const pairs: Place[] = [];
	for (const [hash, row] of placesOf(left, from.left, to.left)) {
		const other = onRight.get(hash) ?? -1;
		if (row >= 0 && other >= 0) pairs.push({ left: row, right: other });
	}
	return pairs.sort((a, b) => a.left - b.left);
}

/** The longest run of pairs that also rises on the right (patience sorting). */
function longestChain(pairs: Place[]): Place[] {
	const ends: number[] = [];
	const before: number[] = [];
	for (const [index, pair] of pairs.entries()) {
		let low = 0;
		let high = ends.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const end = pairs[ends[middle] ?? 0];
			if (end && end.right < pair.right) low = middle + 1;
			else high = middle;
		}
		before[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
		ends[low] = index;
	}
	const chain: Place[] = [];
	for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
		const pair = pairs[index];
		if (pair) chain.push(pair);
	}
	return chain.reverse();
}

function isTelling(left: Float64Array, { left: from, height }: Block): boolean {
	return new Set(left.subarray(from, from + height)).size >= LEAST_DISTINCT;
}

/** Puts the rows between two blocks together. */
function fillGap(
	segments: RowSegment[],
	left: RowPrints,
	right: RowPrints,
	from: Place,
	to: Place
): void {
	const cut = bestCut(left.profiles, right.profiles, from, to);
	pushGap(segments, from, to, cut);
}

/**
 * After how many rows of a gap the longer side has its extra ones, or null for at the end: where brightness differs least when
 * the rows before are compared from the top and those after from the bottom.
 */
function bestCut(left: Uint8Array, right: Uint8Array, from: Place, to: Place): number | null {
	const common = Math.min(to.left - from.left, to.right - from.right);
	if (common === 0 || to.left - from.left === to.right - from.right) return null;
	const fromTop = (row: number) => rowDistance(left, right, from.left + row, from.right + row);
	const fromBottom = (row: number) =>
		rowDistance(left, right, to.left - common + row, to.right - common + row);
	// All from the bottom at first; then one row after another goes over to the top.
	let cost = 0;
	for (let row = 0; row < common; row++) cost += fromBottom(row);
	let least = cost;
	let cut = 0;
	let top = 0;
	for (let row = 0; row < common; row++) {
		const here = fromTop(row);
		top += here;
		cost += here - fromBottom(row);
		if (cost <= least) {
			least = cost;
			cut = row + 1;
		}
	}
	return least < top * CLEARLY_BETTER ? cut : null;
}

/**
 * Segments that lead away from a place and back to it, or to the end, are replaced by a straight comparison where that costs
 * less. What stays is looked through for detours of its own.
 */
function withoutDetours(segments: RowSegment[], left: RowPrints, right: RowPrints): RowSegment[] {
	const kept: RowSegment[] = [];
	for (let at = 0; at < segments.length; at++) {
		const first = segments[at];
		if (!first) break;
		if (first.kind === 'shared') {
			push(kept, first);
			continue;
		}
		const back = returnOf(segments, at);
		const detour = segments.slice(at, back + 1);
		const straight = straightened(detour);
		if (costOf(straight, left, right) <= costOf(detour, left, right)) {
			for (const segment of straight) push(kept, segment);
		} else {
			push(kept, first);
			const closes = detour.length > 1 && shiftOf(detour) === 0;
			const inner = segments.slice(at + 1, closes ? back : back + 1);
			for (const segment of withoutDetours(inner, left, right)) push(kept, segment);
			const last = segments[back];
			if (closes && last) push(kept, last);
		}
		at = back;
	}
	return kept;
}

/** By how many rows the right side is ahead after these. */
function shiftOf(segments: RowSegment[]): number {
	const shifts = { shared: 0, inserted: 1, removed: -1 };
	return segments.reduce((sum, { kind, height }) => sum + shifts[kind] * height, 0);
}

/** The first segment after which both sides stand to each other as before the one at `start`; the last one where none does. */
function returnOf(segments: RowSegment[], start: number): number {
	let shift = 0;
	for (let at = start; at < segments.length; at++) {
		shift += shiftOf(segments.slice(at, at + 1));
		if (shift === 0) return at;
	}
	return segments.length - 1;
}

/** The same rows compared from the first on. */
function straightened(segments: RowSegment[]): RowSegment[] {
	const [from] = segments;
	if (!from) return [];
	const rowsOf = (without: RowSegment['kind']) =>
		segments.reduce((sum, { kind, height }) => sum + (kind === without ? 0 : height), 0);
	const to = { left: from.left + rowsOf('inserted'), right: from.right + rowsOf('removed') };
	const straight: RowSegment[] = [];
	pushGap(straight, from, to, null);
	return straight;
}

/** About how many rows differ. */
function costOf(segments: RowSegment[], left: RowPrints, right: RowPrints): number {
	let cost = 0;
	for (const segment of segments) {
		if (segment.kind !== 'shared') {
			cost += segment.height * BAND_ROW_COST;
			continue;
		}
		for (let row = 0; row < segment.height; row++)
			cost += differingColumns(
				left.profiles,
				right.profiles,
				segment.left + row,
				segment.right + row
			);
	}
	return cost;
}

/** The share of a row's columns in which brightness differs. */
function differingColumns(
	left: Uint8Array,
	right: Uint8Array,
	leftRow: number,
	rightRow: number
): number {
	let differing = 0;
	for (let column = 0; column < PROFILE_COLUMNS; column++) {
		const a = left[leftRow * PROFILE_COLUMNS + column] ?? 0;
		const b = right[rightRow * PROFILE_COLUMNS + column] ?? 0;
		if (Math.abs(a - b) >= VISIBLE) differing++;
	}
	return differing / PROFILE_COLUMNS;
}

function rowDistance(
	left: Uint8Array,
	right: Uint8Array,
	leftRow: number,
	rightRow: number
): number {
	let sum = 0;
	for (let column = 0; column < PROFILE_COLUMNS; column++) {
		const a = left[leftRow * PROFILE_COLUMNS + column] ?? 0;
		const b = right[rightRow * PROFILE_COLUMNS + column] ?? 0;
		sum += Math.abs(a - b);
	}
	return sum;
}

function pushGap(segments: RowSegment[], from: Place, to: Place, cut: number | null): void {
	const [leftRows, rightRows] = [to.left - from.left, to.right - from.right];
	const common = Math.min(leftRows, rightRows);
	const before = cut ?? common;
	const [removed, inserted] = [leftRows - common, rightRows - common];
	push(segments, { kind: 'shared', left: from.left, right: from.right, height: before });
	const middle = { left: from.left + before, right: from.right + before };
	push(segments, { kind: 'removed', ...middle, height: removed });
	push(segments, { kind: 'inserted', ...middle, height: inserted });
	push(segments, {
		kind: 'shared',
		left: middle.left + removed,
		right: middle.right + inserted,
		height: common - before
	});
}

/** Adds a segment, or lengthens the last one where it goes on. */
function push(segments: RowSegment[], { kind, left, right, height }: RowSegment): void {
	if (height === 0) return;
	const last = segments.at(-1);
	const goesOn =
		last?.kind === kind &&
		(kind === 'inserted' || last.left + last.height === left) &&
		(kind === 'removed' || last.right + last.height === right);
	if (last && goesOn) last.height += height;
	else segments.push({ kind, left, right, height });
}
