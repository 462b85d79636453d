/** The standing as a picture to take along: where everything in it lies, in CSS pixels, before anything is drawn. */
import { densityOf, rankBar, rankPosition, rankTicks, type Density } from './rank-axis.ts';
import type { StandingRow } from './standing-rows.ts';
import { chance, rankRange } from './standing-words.ts';

export interface StandingPicture {
	/** Of the brief. */
	title: string;
	/** By what it is, and when: `The standing overall, 22 November 2026`. */
	about: string;
	headline: string;
	/** What stands under it, as sentences. */
	sentences: string[];
	/** Best first. */
	rows: StandingRow[];
	top: number;
	settled: boolean;
	/** Whose own places are in wax; empty where nobody’s are. */
	hand: string;
}

export const PICTURE_WIDTH = 1200;
const MARGIN = 40;
const HEAD = 222;
const FOOT = 40;
const ROWS: Record<Density, { height: number; thumb: number; dot: number }> = {
	roomy: { height: 44, thumb: 36, dot: 7 },
	usual: { height: 34, thumb: 28, dot: 6 },
	dense: { height: 24, thumb: 20, dot: 5 }
};
/** Of the axis, left and right. */
const PLOT = { left: 360, right: 820 };
const MOST_TICKS = 20;
const MOST_CELL = 110;
/** Safari draws nothing on a canvas of more pixels. */
const MOST_PIXELS = 16_000_000;

export interface PictureRow {
	row: StandingRow;
	/** Of its middle. */
	y: number;
	bar: { left: number; width: number };
	place: number;
	mine: number | null;
	range: string;
	share: string;
	/** Its thumb. */
	thumb: { x: number; y: number; width: number; height: number };
}

export interface PictureLayout {
	width: number;
	height: number;
	/** Pixels of the canvas for each of these. */
	scale: number;
	margin: number;
	/** Of the axis and what it spans. */
	plot: { left: number; right: number; top: number; bottom: number };
	ticks: { rank: number; x: number }[];
	/** Right edge of what is looked for; null where that is all of them. */
	topEdge: number | null;
	/** Of the line under what is settled; null where nothing is. */
	settledY: number | null;
	dot: number;
	rows: PictureRow[];
}

export function layOutPicture({ rows, top, settled }: StandingPicture): PictureLayout {
	const count = rows.length;
	const { height: rowHeight, thumb, dot } = ROWS[densityOf(count)];
	const right = Math.min(PLOT.right, PLOT.left + count * MOST_CELL);
	const at = (share: number): number => PLOT.left + ((right - PLOT.left) * share) / 100;
	const height = HEAD + count * rowHeight + FOOT;
	const hasTop = top < count;
	return {
		width: PICTURE_WIDTH,
		height,
		scale: PICTURE_WIDTH * height * 4 <= MOST_PIXELS ? 2 : 1,
		margin: MARGIN,
		plot: { left: PLOT.left, right, top: HEAD, bottom: HEAD + count * rowHeight },
		ticks: rankTicks(count, MOST_TICKS).map((rank) => ({
			rank,
			x: at(rankPosition(rank, count))
		})),
		topEdge: hasTop ? at((top / count) * 100) : null,
		settledY: hasTop && settled ? HEAD + top * rowHeight : null,
		dot,
		rows: rows.map((row, index) => {
			const y = HEAD + (index + 0.5) * rowHeight;
			const bar = rankBar(row, count);
			return {
				row,
				y,
				bar: { left: at(bar.left), width: at(bar.left + bar.width) - at(bar.left) },
				place: at(rankPosition(row.rank, count)),
				mine: row.mine === null ? null : at(rankPosition(row.mine, count)),
				range: rankRange(row),
				share: chance(row.inTop),
				thumb: { x: MARGIN, y: y - thumb / 2, width: thumb * 1.6, height: thumb }
			};
		})
	};
}
