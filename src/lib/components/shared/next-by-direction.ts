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

/**
 * What a key leads to from `from`: an arrow to what `next` finds, Home and End to the first and the last. From nowhere an arrow
 * leads to the first.
 * @param all in the order in which they are read
 * @returns null where nothing lies that way, undefined for any other key
 */
export function nextByKey<T>(
	key: string,
	from: T | null,
	all: readonly T[],
	next: (from: T, direction: Direction) => T | null
): T | null | undefined {
	const direction = DIRECTIONS[key];
	if (!direction && key !== 'Home' && key !== 'End') return undefined;
	if (direction && from !== null) return next(from, direction);
	return (key === 'End' ? all.at(-1) : all[0]) ?? null;
}

/** For `nextByKey`: what a person sees in that direction. */
export function amongElements<T extends Element>(all: readonly T[]) {
	return (from: T, direction: Direction): T | null => {
		const boxes = all.map((element) => (element.closest('li') ?? element).getBoundingClientRect());
		const to = nextByDirection(boxes, all.indexOf(from), direction);
		return to === null ? null : (all[to] ?? null);
	};
}

/**
 * The index to go to from `from`. Left and right go through the boxes in the order given, which is the order they are read in.
 * Up and down go to the next row of boxes, those that overlap the nearest one in height, and there to the box whose middle is
 * nearest that of the box one starts from.
 * @param boxes in CSS pixels, from any one origin
 * @returns null where nothing lies that way
 */
export function nextByDirection(
	boxes: readonly Box[],
	from: number,
	direction: Direction
): number | null {
	const start = boxes[from];
	if (!start) return null;
	if (direction === 'left') return from > 0 ? from - 1 : null;
	if (direction === 'right') return from < boxes.length - 1 ? from + 1 : null;
	const aim = start.left + start.width / 2;
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
