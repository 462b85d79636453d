/** What is said of notes. */
import type { Intent, Note, NoteCounts, NoteTarget } from '#lib/domain/note.ts';
import { INTENTS } from '#lib/domain/note.ts';
import { elementWords } from '#lib/state/element-words.ts';
import { lazily } from '../shared/lazily.ts';
import { counted } from '../shared/numbers.ts';

/** The word for each intent, and what it asks for. */
export const INTENT_WORDS: Record<Intent, [word: string, asks: string]> = {
	fix: ['Fix', 'mend this'],
	keep: ['Keep', 'leave this as it is'],
	steal: ['Steal', 'take this over elsewhere'],
	question: ['Question', 'why is this so?']
};

const TIME = lazily(() => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }));
const DAY = lazily(() => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }));

const YEAR = lazily(() => new Intl.DateTimeFormat('en-GB', { year: 'numeric' }));

/** `10:51` of today, `22 Nov, 10:51` of another day, `22 Nov 2025, 10:51` of another year. */
export function whenOf(at: number, now = Date.now()): string {
	const [day, year, time] = [DAY().format(at), YEAR().format(at), TIME().format(at)];
	if (year !== YEAR().format(now)) return `${day} ${year}, ${time}`;
	return day === DAY().format(now) ? time : `${day}, ${time}`;
}

/** What it is pinned on: `button “Tie”`, `a region`, `3 strokes`, `the whole page`. */
export function onWhat(
	{ elementId, region, strokes }: NoteTarget,
	evidence: Note['evidence']
): string {
	if (evidence) {
		return elementWords({ ...evidence, name: evidence.name ?? evidence.quote?.exact ?? null });
	}
	if (elementId !== null) return 'an element';
	if (strokes.length > 0) return counted(strokes.length, 'stroke');
	return region ? 'a region' : 'the whole page';
}

/** What has become of what it is pinned on, where that is worth a word. */
export const ANCHORING_WORDS: Record<Note['anchoring'], string | null> = {
	found: null,
	drifted: 'what it is about has moved or changed',
	orphaned: 'what it is about is not there any more'
};

/** How many are open. */
export function openNotes(counts: NoteCounts): number {
	return INTENTS.reduce((sum, intent) => sum + counts[intent], 0);
}

/** `2 fix, 1 keep`: open notes by intent; empty when there are none. */
export function countsOf(counts: NoteCounts): string {
	return INTENTS.filter((intent) => counts[intent] > 0)
		.map((intent) => `${counts[intent]} ${intent}`)
		.join(', ');
}

/** `2 fix, keep`: the same where there is little room; what there is one of is a word alone. */
export function briefCountsOf(counts: NoteCounts): string {
	return INTENTS.filter((intent) => counts[intent] > 0)
		.map((intent) => (counts[intent] === 1 ? intent : `${counts[intent]} ${intent}`))
		.join(', ');
}
