/** What became of a note in a variant that was asked to answer it. */
import type { AnsweredNote } from '#lib/domain/answered.ts';

/** Less than this is not seen. */
const SEEN = 0.002;

/** `changed, 34 % of it`, `kept`, `as it was`, `not found`; empty where nobody has looked. */
export function answeredWords({ intent, anchor, differs }: AnsweredNote): string {
	if (anchor === null) return '';
	if (anchor.anchoring === 'orphaned') return intent === 'keep' ? 'lost: not found' : 'not found';
	const share =
		differs === null || differs <= SEEN
			? ''
			: `, ${Math.max(1, Math.round(differs * 100))} % of it`;
	const moved = anchor.anchoring === 'drifted' ? 'found elsewhere, ' : '';
	const isChanged = anchor.isChanged || (differs !== null && differs > SEEN);
	if (isChanged) return `${moved}changed${share}`;
	return intent === 'keep' ? 'kept' : 'as it was';
}

/** Whether it came out as it was asked for: what was to be mended has changed, what was to stay has not. Null where that cannot be told. */
export function isAnswered(note: AnsweredNote): boolean | null {
	const { intent, anchor, differs } = note;
	if (anchor === null) return null;
	const isChanged = anchor.isChanged || (differs ?? 0) > SEEN || anchor.anchoring === 'orphaned';
	return intent === 'keep' ? !isChanged : isChanged;
}
