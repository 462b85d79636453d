import { describe, expect, it } from 'vitest';
import { elementWords } from './element-words.ts';

describe('elementWords', () => {
	it.each([
		[{ role: 'button', tag: 'button', name: 'Tie' }, 'button “Tie”'],
		[{ role: null, tag: 'dt', name: 'Project' }, 'term “Project”'],
		[{ role: null, tag: 'div', name: null }, 'block'],
		[{ role: null, tag: 'o-dial', name: null }, 'o-dial'],
		[
			{ role: 'header', tag: 'header', name: 'Otter What may Otter do while nobody is watching?' },
			'header “Otter What may Otter do while nobody is…”'
		],
		[{ role: null, tag: 'p', name: 'x'.repeat(60) }, `p “${'x'.repeat(46)}…”`]
	])('calls %j %s', (element, words) => {
		expect(elementWords(element)).toBe(words);
	});
});
