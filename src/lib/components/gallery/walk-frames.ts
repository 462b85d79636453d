/** Walking from frame to frame: the marks' focus and the keyboard's go together. */
import type { BriefBoard } from '#lib/state/brief-board.svelte.ts';
import { amongElements, nextByKey } from '../shared/next-by-direction.ts';
import { landOn } from './land-on.ts';

/** @param within where its frame lies */
export function goToFrame(board: BriefBoard, variantId: string, within?: ParentNode): void {
	board.focusOn(variantId);
	void landOn(variantId, within);
}

/**
 * Goes where a key leads among the frames within, by what is seen there.
 * @param isExtending the selection reaches as far as one goes
 * @returns whether it is a key that moves
 */
export function walkFrames(
	board: BriefBoard,
	key: string,
	{ within, isExtending }: { within: ParentNode; isExtending: boolean }
): boolean {
	const links = [...within.querySelectorAll<HTMLElement>('[data-frame]')];
	const from = links.find((link) => link.dataset['frame'] === board.focusId) ?? null;
	const to = nextByKey(key, from, links, amongElements(links));
	const id = to?.dataset['frame'];
	if (id !== undefined) {
		if (isExtending && board.focus) board.selection.extendTo(id, board.focus.id, board.seen);
		goToFrame(board, id, within);
	}
	return to !== undefined;
}
