/** The keys that select, the same wherever several frames are seen. */
import type { BriefBoard } from '#lib/state/brief-board.svelte.ts';
import { isPressing, isSelectAll, isViewKey } from '../shared/keyboard.ts';

/** Selects what a key asks for: all that are seen, or the focused one or not. @returns whether it was such a key */
export function selectByKey(event: KeyboardEvent, board: BriefBoard): boolean {
	if (isSelectAll(event)) board.selection.all(board.seen);
	else if (!isViewKey(event)) return false;
	else if (event.key === ' ' && event.shiftKey && !isPressing(event) && board.focus)
		board.selection.toggle(board.focus.id);
	else return false;
	event.preventDefault();
	return true;
}
