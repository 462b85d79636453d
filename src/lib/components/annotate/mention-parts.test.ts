import { describe, expect, it } from 'vitest';
import { partsOf } from './mention-parts.ts';

const CASES: [text: string, parts: (string | number)[]][] = [
	['As in #12, but calmer.', ['As in ', 12, ', but calmer.']],
	['Variant 3 has it', [3, ' has it']],
	['#1#2', [1, '#2']],
	['(variants 7)', ['(', 7, ')']],
	['#99 is none of ours', ['#99 is none of ours']],
	['#12px, C#3, &#12; and variant 3.5', ['#12px, C#3, &#12; and variant 3.5']],
	['end with #12.', ['end with ', 12, '.']],
	['', []]
];

describe('mentions of variants', () => {
	it.each(CASES)('in %o', (text, wanted) => {
		const parts = partsOf(text, (number) => number <= 12);
		expect(parts.map((part) => part.number ?? part.text)).toEqual(wanted);
		expect(parts.map((part) => part.text).join('')).toBe(text);
	});
});
