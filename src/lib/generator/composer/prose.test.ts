import { describe, expect, it } from 'vitest';
import { opening, plain, readProse, sentences, splitBullet } from './prose.ts';

describe('readProse', () => {
	it.each([
		['', []],
		[
			'one\ntwo\n\nthree',
			[
				{ kind: 'paragraph', text: 'one two' },
				{ kind: 'paragraph', text: 'three' }
			]
		],
		[
			'# Head\ntext',
			[
				{ kind: 'heading', text: 'Head' },
				{ kind: 'paragraph', text: 'text' }
			]
		],
		['- a\n  goes on\n- b', [{ kind: 'bullets', items: ['a goes on', 'b'] }]],
		['- a\n\n- b', [{ kind: 'bullets', items: ['a', 'b'] }]],
		['1. a\n2) b', [{ kind: 'bullets', items: ['a', 'b'] }]],
		['a\r\nb', [{ kind: 'paragraph', text: 'a b' }]],
		[
			'a\n\n```json\n{}\n```\nb',
			[
				{ kind: 'paragraph', text: 'a' },
				{ kind: 'paragraph', text: 'b' }
			]
		],
		['a\n\n```\nnever closed', [{ kind: 'paragraph', text: 'a' }]]
	])('%j', (source, blocks) => {
		expect(readProse(source)).toEqual(blocks);
	});
});

describe('plain', () => {
	it.each([
		['`code` and **strong** and *soft*', 'code and strong and soft'],
		['[words](https://example.org)', 'words'],
		['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name']
	])('%j', (text, wanted) => {
		expect(plain(text)).toBe(wanted);
	});
});

describe('sentences', () => {
	it.each([
		['One. Two! Three?', ['One.', 'Two!', 'Three?']],
		['Version 1.2 is out. Good', ['Version 1.2 is out.', 'Good']],
		['', []]
	])('%j', (text, wanted) => {
		expect(sentences(text)).toEqual(wanted);
	});

	it('opens with whole sentences, and with one even when it is too long', () => {
		expect(opening('One is short. Two is longer than that.', 20)).toBe('One is short.');
		expect(opening('Much too long to fit.', 3)).toBe('Much too long to fit.');
	});
});

describe('splitBullet', () => {
	it.each([
		['say who: in one look;', { title: 'Say who', note: 'In one look' }],
		['swap — with a friend', { title: 'Swap', note: 'With a friend' }],
		['just words.', { title: 'Just words', note: '' }]
	])('%j', (text, wanted) => {
		expect(splitBullet(text)).toEqual(wanted);
	});
});
