/** Where an arrow key leads among frames of different sizes: to what a person sees there. */

export interface Box {
	left: number;
	top: number;
	width: number;
	height: number;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

const DIRECTIONS: Record<string, Direction> = {
	ArrowLeft: 'left',
	ArrowRight: 'right',
	ArrowUp: 'up',
	ArrowDown: 'down'
};

/** Undefined for any other key. */
export function directionOf(key: string): Direction | undefined {
	return DIRECTIONS[key];
}

/**
 * The index to go to from `from`. Left and right go through the boxes in the order given, which is the order they are read in.
 * Up and down go to the next row of boxes, those that overlap the nearest one in height, and there to the box whose middle is
 * nearest `x`.
 * @param boxes in CSS pixels, from any one origin
 * @param x the middle to aim at; that of the box one starts from when left out
 * @returns null where nothing lies that way
 */
export function nextByDirection(
	boxes: readonly Box[],
	from: number,
	direction: Direction,
	x?: number
): number | null {
	const start = boxes[from];
	if (!start) return null;
	if (direction === 'left') return from > 0 ? from - 1 : null;
	if (direction === 'right') return from < boxes.length - 1 ? from + 1 : null;
	const aim = x ?? start.left + start.width / 2;
	const sign = direction === 'down' ? 1 : -1;
	/** How far beyond the edge of the start its near edge lies; boxes beside it overlap it. */
	const beyond = ({ top, height }: Box) =>
		sign > 0 ? top - (start.top + start.height) : start.top - (top + height);
	const SLACK = 1;
	const ahead = [...boxes.entries()].filter(([, box]) => beyond(box) >= -SLACK);
	const nearest = ahead.reduce<Box | null>(
		(best, [, box]) => (best === null || beyond(box) < beyond(best) ? box : best),
		null
	);
	if (nearest === null) return null;
	const overlaps = ({ top, height }: Box) =>
		top < nearest.top + nearest.height && top + height > nearest.top;
	const [next] = ahead
		.filter(([, box]) => overlaps(box))
		.map(([index, box]) => ({ index, off: Math.abs(box.left + box.width / 2 - aim) }))
		.sort((a, b) => a.off - b.off || a.index - b.index);
	return next?.index ?? null;
}
