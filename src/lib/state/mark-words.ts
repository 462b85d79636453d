/** What an act of marking did, in words. */
import type { Flag, Mark } from '#lib/domain/marks.ts';

const FLAG_WORDS: Record<Flag, string> = {
	pick: 'ring',
	reject: 'cross',
	none: 'rubbed out'
};
const STAR_WORDS = ['no stars', 'one star', 'two stars', 'three stars', 'four stars', 'five stars'];

/** `Ring on 12.`, `Three stars on 8 frames.` */
export function saidOf(mark: Mark, variants: readonly { number: number }[]): string {
	const [first] = variants;
	const what = wordsOf(mark);
	const where = variants.length === 1 && first ? String(first.number) : `${variants.length} frames`;
	return `${what.charAt(0).toUpperCase()}${what.slice(1)} on ${where}.`;
}

function wordsOf(mark: Mark): string {
	if (mark.kind === 'flag') return FLAG_WORDS[mark.value];
	if (mark.kind === 'stars') return STAR_WORDS[mark.value] ?? `${mark.value} stars`;
	return mark.value === null ? 'no label' : `${mark.value} label`;
}
