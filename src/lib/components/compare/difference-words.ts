/** What a measured difference says, in words. */
import type { Region } from '#lib/domain/difference.ts';
import { grouped } from '../shared/numbers.ts';

/** `38.2 %`. Only what is all or nothing is said to be. @param share 0 to 1 */
export function shareOf(share: number): string {
	if (share === 0) return '0 %';
	if (share < 0.0005) return 'under 0.1 %';
	if (share >= 0.9995 && share < 1) return 'over 99.9 %';
	return share === 1 ? '100 %' : `${(share * 100).toFixed(1)} %`;
}

/** `Changed, 240 × 32 px, 410 px from the top`. @param select and candidate: their numbers */
export function placeOf(
	{ kind, width, height, left, right }: Region,
	select: number,
	candidate: number
): string {
	const what =
		kind === 'changed' ? 'Changed' : `Only in ${kind === 'removed' ? select : candidate}`;
	const top = right ?? left ?? 0;
	const where = top === 0 ? 'at the top' : `${grouped(top)} px from the top`;
	return `${what}, ${grouped(width)} × ${grouped(height)} px, ${where}`;
}

/**
 * How tall two pages are, in screens: what is photographed is one screen of each.
 * @param heights in pixels, of the page on the left and on the right; null where it was not measured
 * @param screen in pixels
 */
export function heightsOf(heights: [number | null, number | null], screen: number): string {
	const [left, right] = heights;
	if (left === null || right === null) return '';
	const screens = (height: number) => (height / screen).toFixed(1);
	if (Math.max(left, right) <= screen) return 'Both pages are one screen tall.';
	return screens(left) === screens(right)
		? `Both pages are ${screens(left)} screens tall.`
		: `The pages are ${screens(left)} and ${screens(right)} screens tall.`;
}
