/** What a press on a frame does, however the frame is drawn. */
import type { BriefBoard } from '#lib/state/brief-board.svelte.ts';

/**
 * Handlers for the link that covers a frame. The first press lands on the frame, the second opens it; a key opens it at once. With
 * Ctrl or ⌘ a press selects, with Shift all from the focused one to here.
 */
export function framePress(board: BriefBoard, id: () => string) {
	/** Taken before the press itself moves the focus here, which it does before the click is told. */
	let focusedBefore: string | null = null;
	return {
		onpointerdown(): void {
			focusedBefore = board.focusId;
		},
		onclick(event: MouseEvent): void {
			if (event.shiftKey) {
				board.selection.extendTo(id(), focusedBefore ?? id(), board.seen);
			} else if (event.ctrlKey || event.metaKey) {
				board.selection.toggle(id());
			} else if (event.detail === 0 || focusedBefore === id()) {
				// A key, or the second press: it opens, as a link does.
				return;
			}
			event.preventDefault();
			board.focusOn(id());
		},
		onfocus(): void {
			board.focusOn(id());
		}
	};
}
