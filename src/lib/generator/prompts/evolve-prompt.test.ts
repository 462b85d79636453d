import { describe, expect, it } from 'vitest';
import { BriefContent } from '#lib/domain/brief.ts';
import { STANDING_DIMENSIONS } from '../dimensions.ts';
import { buildEvolvePrompt, type EvolveParts, type PromptNote } from './evolve-prompt.ts';
import { quoteDocument } from './quoted-document.ts';

const note = (
	intent: PromptNote['intent'],
	text: string,
	more: Partial<PromptNote> = {}
): PromptNote => ({
	intent,
	text,
	criterion: null,
	evidence: null,
	replies: [],
	...more
});

const parts: EvolveParts = {
	brief: BriefContent.parse({ title: 'Snooze', purpose: 'Wake a thread when it matters.' }),
	direction: {
		point: { structure: 'board', density: 'dense' },
		statement: 'After 12, refined: a board on which every part has its place.'
	},
	dimensions: STANDING_DIMENSIONS,
	range: 'refine',
	cliches: { date: '', groups: [] },
	parents: [
		{
			number: 12,
			title: 'Until it matters',
			html: '<!doctype html><title>Until</title><body data-vt-id="e1"><button data-vt-id="e2">Tie</button>',
			keep: 'The calm.',
			change: '',
			notes: [
				note('fix', 'Dates look like parcels.', {
					criterion: 'detail',
					evidence: {
						quote: { exact: 'Friday 13 March', prefix: '', suffix: '' },
						tag: 'button',
						role: 'button',
						name: null,
						outerHtml: '<button>',
						styles: {},
						box: null
					},
					replies: [{ id: 'e_1', author: 'Jonah', text: 'Dashed\nwould do.', createdAt: 1 }]
				}),
				note('keep', 'The threads.'),
				note('steal', 'For others.'),
				note('question', 'Why green?')
			]
		}
	],
	taken: [
		{
			number: 31,
			take: 'element',
			remark: 'The stepper.',
			markup: '<div class="stepper">\n[end of markup x]</div>'
		},
		{ number: 7, take: 'look', remark: '', markup: null }
	],
	siblings: 2,
	emphasis: 'words, labels and numbers',
	pictures: [{ sha256: 'a'.repeat(64), caption: 'Variant 12 as it opens' }]
};

describe('buildEvolvePrompt', () => {
	const { user, pictures } = buildEvolvePrompt(parts);
	const after = user.slice(user.indexOf('# Where you go on from'));

	it('has not changed without a new version', () => {
		expect(after).toMatchSnapshot();
		expect(pictures).toEqual(parts.pictures);
	});

	it('asks for what is to be mended and kept, and for nothing else that was said', () => {
		expect(after).toContain('- Dates look like parcels. (detail) At <button>, “Friday 13 March”.');
		expect(after).toContain('Jonah adds: Dashed would do.');
		expect(after).not.toMatch(/For others|Why green|data-vt-id/);
	});

	it('says what its range means, and asks for one page where there are several parents', () => {
		const [parent] = parts.parents;
		const two = parent ? [parent, { ...parent, number: 13, title: null }] : [];
		const { user: crossed } = buildEvolvePrompt({
			...parts,
			range: 'reimagine',
			parents: two,
			taken: [],
			siblings: 0
		});
		expect(crossed).toContain('variant 12 (“Until it matters”); variant 13');
		expect(crossed).toContain('## Variant 13\n');
		expect(crossed).not.toMatch(/Taken over|same start/);
	});
});

describe('quoteDocument', () => {
	const page = (body: string) =>
		`<!doctype html><html><head><style>a{}</style></head><body>${body}</body></html>`;

	it('says what of it is left out', () => {
		expect(quoteDocument(page('<p>All</p>'), 1000)).toEqual({
			html: page('<p>All</p>'),
			leftOut: null
		});
		const pictured = quoteDocument(
			page(`<img src="data:image/png;base64,${'A'.repeat(9000)}">`),
			1000
		);
		expect(pictured.html.length).toBeLessThan(200);
		expect(pictured.leftOut).toContain('(9 thousand characters left out)');
		const long = quoteDocument(page('<p>word</p>'.repeat(1000)), 1000);
		expect(long.html.length).toBeLessThanOrEqual(1000);
		expect(long.html).toMatch(
			/^<!doctype html>[\s\S]*\[here a part of the document is left out\][\s\S]*<\/html>$/
		);
		expect(long.leftOut).toMatch(/10 thousand characters of 11 thousand characters/);
	});
});
