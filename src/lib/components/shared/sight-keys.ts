/** The keys by which a picture is moved and zoomed. */
import type { Side, SightDesk } from '#lib/state/sight.svelte.ts';
import { isInArrowGroup } from './keyboard.ts';

/** Of a window, for one press. */
const STRIDE = 0.12;
const PAGE = 0.9;

const MOVES: Record<string, [across: number, down: number]> = {
	ArrowUp: [0, -STRIDE],
	ArrowDown: [0, STRIDE],
	',': [-STRIDE, 0],
	'.': [STRIDE, 0],
	// With Shift, as most keyboards have it.
	'<': [-STRIDE, 0],
	'>': [STRIDE, 0],
	PageUp: [0, -PAGE],
	PageDown: [0, PAGE]
};

/**
 * @param alone the side that Shift moves; null where there is one picture
 * @returns whether the key was one of these
 */
export function sightKey(event: KeyboardEvent, desk: SightDesk, alone: Side | null): boolean {
	const move = MOVES[event.key];
	if (move) {
		if (isInArrowGroup(event)) return false;
		const side = event.shiftKey || desk.isOneSided ? alone : null;
		// Where the picture ends, the page goes on.
		if (desk.page(...move, side)) event.preventDefault();
		return true;
	}
	if (event.key === '+' || event.key === '=') desk.zoomIn();
	else if (event.key === '-') desk.zoomOut();
	else if (event.key.toLowerCase() === 'z') desk.toggleTrueSize();
	else return false;
	return true;
}
