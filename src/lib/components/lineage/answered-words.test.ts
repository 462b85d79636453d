import { describe, expect, it } from 'vitest';
import type { AnsweredNote } from '#lib/domain/answered.ts';
import type { NoteAnchor } from '#lib/domain/note.ts';
import { answeredWords, isAnswered } from './answered-words.ts';

const note = (
	intent: AnsweredNote['intent'],
	anchoring: NoteAnchor['anchoring'] | null,
	isChanged = false,
	differs: number | null = null
): AnsweredNote => ({
	noteId: 'n',
	number: 1,
	variantId: 'v',
	of: 12,
	intent,
	author: 'Ines',
	text: 'The date.',
	anchor: anchoring && { noteId: 'n', anchoring, isChanged, elementId: null, box: null },
	differs
});

describe('answeredWords', () => {
	it.each<[AnsweredNote, words: string, answered: boolean | null]>([
		[note('fix', 'found', true, 0.341), 'changed, 34 % of it', true],
		[note('fix', 'found', false, 0), 'as it was', false],
		[note('fix', 'found', false, 0.5), 'changed, 50 % of it', true],
		[note('fix', 'drifted', true), 'found elsewhere, changed', true],
		[note('fix', 'orphaned', true), 'not found', true],
		[note('keep', 'found', false, 0.001), 'kept', true],
		[note('keep', 'found', true, 0.004), 'changed, 1 % of it', false],
		[note('keep', 'orphaned', true), 'lost: not found', false],
		[note('fix', null), '', null]
	])('%#: %o', (one, words, answered) => {
		expect([answeredWords(one), isAnswered(one)]).toEqual([words, answered]);
	});
});
