/** What a view asks before a mark is made by key or in the tray. */
import type { BriefBoard } from '#lib/state/brief-board.svelte.ts';
import type { MarkDesk } from '#lib/state/mark-desk.svelte.ts';
import { isInSight, landOn } from './land-on.ts';

/**
 * Whether what would be marked is before one's eyes. One frame that was scrolled out of the window is brought back and left as it
 * is, and that is said: the same key again marks it. To mark what nobody sees, or another than the one that is framed, would be
 * found out too late. A selection was made on purpose, and may reach as far as it likes.
 * @param within where its frames lie
 */
export function isBeforeEyes(board: BriefBoard, desk: MarkDesk, within?: ParentNode): boolean {
	const [only, ...others] = board.targets;
	if (!only || others.length > 0 || isInSight(only.id, within)) return true;
	desk.say(`${only.number} was out of sight: here it is. Once more marks it.`);
	void landOn(only.id, within);
	return false;
}
