/** What an act of marking did, in words. */
import type { Flag, Mark } from '#lib/domain/marks.ts';
import type { MarkSending } from './mark-sending.ts';

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
	return `${capital(what)} on ${where}.`;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** `Vitrine does not answer. Two marks and one undo are kept here …`; null where nothing waits. */
export function keptOf(waiting: readonly Pick<MarkSending, 'kind'>[]): string | null {
	if (waiting.length === 0) return null;
	const undone = waiting.filter(({ kind }) => kind === 'retract').length;
	const kept = [several(waiting.length - undone, 'mark'), several(undone, 'undo')].filter(Boolean);
	const are = waiting.length === 1 ? 'is' : 'are';
	return `Vitrine does not answer. ${capital(kept.join(' and '))} ${are} kept here and sent when it does.`;
}
function several(count: number, what: string): string {
	if (count === 0) return '';
	return count === 1 ? `one ${what}` : `${count} ${what}s`;
}

function wordsOf(mark: Mark): string {
	if (mark.kind === 'flag') return FLAG_WORDS[mark.value];
	if (mark.kind === 'stars') return STAR_WORDS[mark.value] ?? `${mark.value} stars`;
	return mark.value === null ? 'no label' : `${mark.value} label`;
}
