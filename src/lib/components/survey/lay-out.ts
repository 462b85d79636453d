/** How many columns show so many pictures largest. Pure. */
import type { Size } from '#lib/state/sight-math.ts';

interface Cells {
	count: number;
	/** Width over height of a picture. */
	ratio: number;
	/** What stands above and below a picture, and between columns, in pixels. */
	beside: Size;
}

/**
 * The number of columns, 1 to `count`, at which pictures in a window of this size are largest. Of equals, the one with fewer rows, and
 * of those the one with fewer columns.
 */
export function columnsFor(window: Size, { count, ratio, beside }: Cells): number {
	let best = { columns: 1, rows: Infinity, width: 0 };
	for (let columns = 1; columns <= count; columns++) {
		const rows = Math.ceil(count / columns);
		const room = window.width / columns - beside.width;
		const height = window.height / rows - beside.height;
		const width = Math.min(room, height * ratio);
		const isLarger = width > best.width + 0.5;
		const isFlatter = width > best.width - 0.5 && rows < best.rows;
		if (isLarger || isFlatter) best = { columns, rows, width };
	}
	return best.columns;
}

/** The index an arrow key leads to; the same where there is none. */
export function stepIn(
	index: number,
	key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown',
	columns: number,
	count: number
): number {
	const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key];
	const next = index + by;
	if (next >= 0 && next < count) return next;
	// From above a row that is not full, one comes down to its end.
	const isAboveLast = Math.floor(index / columns) < Math.floor((count - 1) / columns);
	return key === 'ArrowDown' && isAboveLast ? count - 1 : index;
}
