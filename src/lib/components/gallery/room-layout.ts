/** How the rooms of a sheet lie: which frames in which order, and how large, so that they are seen at once if they can be. */
import type { Flag } from '#lib/domain/marks.ts';

export const MIN_ROOM_FRAME = 64;
export const MAX_ROOM_FRAME = 320;
/** What a pick is wider than the others by. */
export const PICK_GROWTH = 1.5;
/** A reject, shrunk to a line, with the space beside it. */
export const LINE_PITCH = 7;
/** The same in a hand, where a finger slides along them. */
export const FINGER_PITCH = 12;
/** The least width of what is pressed, in CSS pixels. */
export const LEAST_TARGET = 24;

/** In CSS pixels; as Rooms.svelte sets them. */
export const FRAME_GAP = 6;
const ROOM_PADDING = FRAME_GAP / 2;
const ROOM_GAP = { row: 12, column: 24 };
/** The name over a strip. */
const ROOM_HEAD = 26;
/** Below this a frame has no room for a label that can be read. */
export const SMALL_ROOM_FRAME = 132;
/** What a frame is higher than its window by, without a label and with one. */
const EDGES = { small: 33, labelled: 92 };

const ORDER: Record<Flag, number> = { pick: 0, none: 1, reject: 2 };

/** Picks first, rejects last; otherwise as they were. */
export function byFlag<V extends { flag: Flag }>(variants: readonly V[]): V[] {
	return variants.toSorted((a, b) => ORDER[a.flag] - ORDER[b.flag]);
}

/** How many frames of each kind a room has. */
export interface RoomLoad {
	picks: number;
	plain: number;
	rejects: number;
}

/**
 * The largest width of an unmarked frame at which all rooms lie within a height; the least one there is where none does. Rooms
 * stand beside each other as long as there is room, and break their frames over rows when they are wider than the table.
 * @param width of the table in CSS pixels, as is `height`
 */
export function fittingWidth(rooms: readonly RoomLoad[], width: number, height: number): number {
	const STEP = 4;
	for (let frame = MAX_ROOM_FRAME; frame > MIN_ROOM_FRAME; frame -= STEP)
		if (heightOf(rooms, frame, width) <= height) return frame;
	return MIN_ROOM_FRAME;
}

/** The height in CSS pixels that rooms take on a table so wide, with unmarked frames so wide. */
export function heightOf(rooms: readonly RoomLoad[], frame: number, width: number): number {
	let total = 0;
	let rowHeight = 0;
	let rowWidth = 0;
	for (const room of rooms) {
		const inner = width - 2 * ROOM_PADDING;
		const { natural, rows } = measure(room, frame, inner);
		const own = Math.min(width, natural + 2 * ROOM_PADDING);
		const edges = frame < SMALL_ROOM_FRAME ? EDGES.small : EDGES.labelled;
		const tallest = (room.picks > 0 ? PICK_GROWTH : 1) * frame * (10 / 16) + edges;
		const high = ROOM_HEAD + rows * tallest + (rows - 1) * FRAME_GAP;
		if (rowWidth > 0 && rowWidth + ROOM_GAP.column + own > width) {
			total += rowHeight + ROOM_GAP.row;
			rowHeight = 0;
			rowWidth = 0;
		}
		rowWidth += (rowWidth > 0 ? ROOM_GAP.column : 0) + own;
		rowHeight = Math.max(rowHeight, high);
	}
	return total + rowHeight;
}

function measure(
	{ picks, plain, rejects }: RoomLoad,
	frame: number,
	inner: number
): { natural: number; rows: number } {
	const widths = [
		...Array.from({ length: picks }, () => frame * PICK_GROWTH),
		...Array.from({ length: plain }, () => frame),
		...(rejects > 0 ? [Math.max(frame / 2, rejects * LINE_PITCH)] : [])
	];
	let rows = 1;
	let row = 0;
	let natural = 0;
	for (const width of widths) {
		natural += (natural > 0 ? FRAME_GAP : 0) + width;
		if (row > 0 && row + FRAME_GAP + width > inner) {
			rows++;
			row = 0;
		}
		row += (row > 0 ? FRAME_GAP : 0) + width;
	}
	return { natural: Math.max(natural, frame), rows };
}
