/** When a key press belongs to a view rather than to the control that has the focus. */
import type { Flag } from '#lib/domain/marks.ts';

const TYPING =
	'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]';

/** False while somebody types, has a dialog open, or holds a modifier that belongs to the browser. */
export function isViewKey(event: KeyboardEvent): boolean {
	if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
		return false;
	if (document.querySelector('dialog[open]')) return false;
	return !isInTextField(event);
}

/** Whether it goes to where somebody types. */
export function isInTextField({ target }: Event): boolean {
	return target instanceof Element && target.closest(TYPING) !== null;
}

/** The mark a key makes, and whether one goes on to the next frame after it: with Shift, or while Caps Lock is on. */
export function markOf(event: KeyboardEvent): { flag: Flag; goOn: boolean } | null {
	const flag = MARKS[event.key.toLowerCase()];
	return flag ? { flag, goOn: event.shiftKey || event.getModifierState('CapsLock') } : null;
}

const MARKS: Record<string, Flag> = { p: 'pick', x: 'reject', u: 'none' };

/** Ctrl+Z, or ⌘Z on a Mac, outside of a text field. */
export function isUndo(event: KeyboardEvent): boolean {
	return (
		(event.ctrlKey || event.metaKey) &&
		!event.shiftKey &&
		event.key.toLowerCase() === 'z' &&
		!isInTextField(event)
	);
}

/** True when the focus is in a group whose own arrow keys must be left alone. */
export function isInArrowGroup(event: KeyboardEvent): boolean {
	return (
		event.target instanceof Element &&
		event.target.closest('input[type=radio], input[type=range]') !== null
	);
}

/** Enter and Space on a button or a link press that. */
export function isOnControl({ target }: Event): boolean {
	return target instanceof Element && target.closest('a, button, summary, select') !== null;
}
