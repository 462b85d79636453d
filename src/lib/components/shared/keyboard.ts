/** When a key press belongs to a view rather than to the control that has the focus. */
import { LABELS, MAX_STARS, type Mark } from '#lib/domain/marks.ts';
import { hasLetterKeys } from '#lib/state/preferences.svelte.ts';

const TYPING =
	'input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]';

/** False while somebody types, has a dialog open, holds a modifier that belongs to the browser, or does without letters as keys. */
export function isViewKey(event: KeyboardEvent): boolean {
	if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
		return false;
	if (document.querySelector('dialog[open]')) return false;
	// These keys stay: they move, open and leave as they do everywhere, and lead to where the others are switched on again.
	const isLetter = event.key.length === 1 && event.key !== ' ' && event.key !== '?';
	return !isInTextField(event) && (!isLetter || hasLetterKeys());
}

/** Whether it goes to where somebody types. */
export function isInTextField({ target }: Event): boolean {
	return target instanceof Element && target.closest(TYPING) !== null;
}

/** The mark a key makes, and whether one goes on to the next frame after it: with Shift, or while Caps Lock is on. */
export function markOf(event: KeyboardEvent): { mark: Mark; goOn: boolean } | null {
	const mark = FLAG_KEYS[event.key.toLowerCase()] ?? digitMark(event);
	return mark ? { mark, goOn: event.shiftKey || event.getModifierState('CapsLock') } : null;
}

const FLAG_KEYS: Record<string, Mark> = {
	p: { kind: 'flag', value: 'pick' },
	x: { kind: 'flag', value: 'reject' },
	u: { kind: 'flag', value: 'none' }
};
const FIRST_LABEL_KEY = 6;

/** 0 to 5 are stars, 6 to 9 labels. With Shift a key writes something else, so the key itself is asked then. */
function digitMark({ key, code, shiftKey }: KeyboardEvent): Mark | null {
	const digit = /^\d$/.test(key) ? key : shiftKey ? /^Digit(\d)$/.exec(code)?.[1] : undefined;
	if (digit === undefined) return null;
	const value = Number(digit);
	if (value <= MAX_STARS) return { kind: 'stars', value };
	return { kind: 'label', value: LABELS[value - FIRST_LABEL_KEY] ?? null };
}

/** Ctrl+Z, or ⌘Z on a Mac, outside of a text field. */
export function isUndo(event: KeyboardEvent): boolean {
	return (
		(event.ctrlKey || event.metaKey) &&
		!event.shiftKey &&
		event.key.toLowerCase() === 'z' &&
		!isInTextField(event)
	);
}

/** Ctrl+A, or ⌘A on a Mac, outside of a text field. */
export function isSelectAll(event: KeyboardEvent): boolean {
	return (
		(event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && !isInTextField(event)
	);
}

/** True when the focus is in a group whose own arrow keys must be left alone. */
export function isInArrowGroup(event: KeyboardEvent): boolean {
	return (
		event.target instanceof Element &&
		event.target.closest('input[type=radio], input[type=range]') !== null
	);
}

/** Space on a button or a field presses that; on a link it does nothing by itself. */
export function isPressing({ key, target }: KeyboardEvent): boolean {
	return (
		key === ' ' &&
		target instanceof Element &&
		target.closest('button, summary, select, input') !== null
	);
}

/** Enter and Space on a button or a link press that. */
export function isOnControl({ target }: Event): boolean {
	return target instanceof Element && target.closest('a, button, summary, select') !== null;
}
