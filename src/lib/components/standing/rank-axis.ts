/** Where ranks lie on an axis from 1 to how many there are. In percent of its width; each rank has a cell of its own. */

/** Of a cell, left free on either side of an interval, so that two that follow each other do not touch. */
const CELL_MARGIN = 0.14;

/** The middle of a rank's cell. */
export function rankPosition(rank: number, count: number): number {
	return ((rank - 0.5) / Math.max(1, count)) * 100;
}

/** The bar from one rank to another, both included. */
export function rankBar(
	{ rankLow, rankHigh }: { rankLow: number; rankHigh: number },
	count: number
): { left: number; width: number } {
	const cell = 100 / Math.max(1, count);
	return {
		left: (rankLow - 1 + CELL_MARGIN) * cell,
		width: (rankHigh - rankLow + 1 - 2 * CELL_MARGIN) * cell
	};
}

const STEPS = [1, 5, 10, 20, 50, 100];

/** Ranks that are named on the axis: the first, the last, and round ones between. @param most so many at most, two at least */
export function rankTicks(count: number, most: number): number[] {
	if (count <= most) return Array.from({ length: count }, (_, index) => index + 1);
	const step = STEPS.find((one) => count / one + 1 <= most) ?? count;
	const round: number[] = [];
	for (let rank = step; rank < count - step / 2; rank += step) if (rank > 1) round.push(rank);
	return [1, ...round, count];
}

export type Density = 'roomy' | 'usual' | 'dense';

const ROOMY = 14;
const USUAL = 36;

/** How tall the rows are: few have room, ninety are to be seen on few screens. */
export function densityOf(rows: number): Density {
	return rows <= ROOMY ? 'roomy' : rows <= USUAL ? 'usual' : 'dense';
}

/** Whether two intervals have no rank in common: then they differ by more than chance. */
export function isApart(
	one: { rankLow: number; rankHigh: number },
	other: { rankLow: number; rankHigh: number }
): boolean {
	return one.rankLow > other.rankHigh || one.rankHigh < other.rankLow;
}

/**
 * How often one with it is preferred to one without it, by a usual reviewer: what a difference in logits means.
 * @returns 0 to 1; even is a half
 */
export function preferredShare(logits: number): number {
	return 1 / (1 + Math.exp(-logits));
}
