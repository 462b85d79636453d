import { describe, expect, it } from 'vitest';
import { MAX_BRIEF_BYTES } from '#lib/domain/brief.ts';
import { VitrineError, type ErrorCode } from '#lib/domain/errors.ts';
import { checkBrief, parseBrief } from './brief-file.ts';

const FULL = `---
title: Export dialog
audience: People who send the same three reports every week
states:
  - empty
  - in progress
viewports: desktop, phone
themes: [light, dark]
brand: { name: Otter, colours: [teal] }
avoid:
  - cards
references: a ticket machine
---

# Export dialog

It is slow today.

\`\`\`json
{ "reports": [1, 2] }
\`\`\`

\`\`\`html
<p>kept</p>
\`\`\`

~~~json
["a"]
~~~

Make it quick.
`;

const utf16 = (text: string, mark: number[], swap: boolean): Uint8Array => {
	const body = Buffer.from(text, 'utf16le');
	return Uint8Array.from([...mark, ...(swap ? body.swap16() : body)]);
};

describe('parseBrief', () => {
	it('reads front matter, purpose and sample data', () => {
		expect(parseBrief(FULL)).toEqual({
			title: 'Export dialog',
			audience: 'People who send the same three reports every week',
			states: ['empty', 'in progress'],
			viewports: ['desktop', 'phone'],
			themes: ['light', 'dark'],
			brand: { name: 'Otter', colours: ['teal'] },
			avoid: ['cards'],
			references: ['a ticket machine'],
			purpose: 'It is slow today.\n\n```html\n<p>kept</p>\n```\n\nMake it quick.',
			sampleData: [{ reports: [1, 2] }, ['a']]
		});
	});

	const sameAs = { title: 'Export dialog', purpose: 'It is slow.' };
	const spellings: { name: string; source: string | Uint8Array }[] = [
		{ name: 'a heading', source: '# Export dialog\n\nIt is slow.' },
		{ name: 'front matter', source: '---\ntitle: Export dialog\n---\nIt is slow.' },
		{
			name: 'blank lines before front matter',
			source: '\n\n---\ntitle: Export dialog\n...\nIt is slow.'
		},
		{ name: 'a marked-up heading', source: '## **Export** dialog ##\n\nIt is slow.' },
		{
			name: 'a heading that repeats the title',
			source: '---\ntitle: Export dialog\n---\n# export dialog\nIt is slow.'
		},
		{
			name: 'Windows line endings',
			source: '---\r\ntitle: Export dialog\r\n---\r\nIt is slow.\r\n'
		},
		{ name: 'a byte order mark', source: '\ufeff# Export dialog\nIt is slow.' },
		{ name: 'UTF-8 bytes with a mark', source: Buffer.from('\ufeff# Export dialog\nIt is slow.') },
		{
			name: 'UTF-16, little end first',
			source: utf16('# Export dialog\nIt is slow.', [0xff, 0xfe], false)
		},
		{
			name: 'UTF-16, big end first',
			source: utf16('# Export dialog\nIt is slow.', [0xfe, 0xff], true)
		},
		{
			name: 'empty fields',
			source: '---\ntitle: Export dialog\nstates:\naudience:\n---\nIt is slow.'
		}
	];
	it.each(spellings)('understands $name', ({ source }) => {
		expect(parseBrief(source)).toMatchObject(sameAs);
	});

	const titles: [source: string, title: string][] = [
		['A toggle for Otter. It should be calm.', 'A toggle for Otter'],
		[
			'We need a better export dialog for people who, every week, send the same three reports by hand',
			'We need a better export dialog for people who, every week, send the same three…'
		],
		['- Faster export\n- Fewer steps', 'Faster export'],
		['```\n# no heading\n```\n\nA toggle.\n\n# Later', 'Later'],
		['---\ntitle: <script>alert(1)</script>\n---\nx', '<script>alert(1)</script>'],
		['---\ntitle: 404\n---\nx', '404'],
		['Wer darf was? Das ist die Frage.', 'Wer darf was?'],
		['---\n---\nA toggle', 'A toggle']
	];
	it.each(titles)('finds a title in %j', (source, title) => {
		expect(parseBrief(source).title).toBe(title);
	});

	it('keeps a heading that is not at the top', () => {
		expect(parseBrief('It is slow.\n\n# Export').purpose).toBe('It is slow.\n\n# Export');
	});

	interface Fault {
		source: string | Uint8Array;
		code: ErrorCode;
		line?: number;
		field?: string;
		says: string;
	}
	const faults: Record<string, Fault> = {
		nothing: { source: '', code: 'brief_empty', says: 'is empty' },
		'white space': { source: ' \n\t\n', code: 'brief_empty', says: 'only white space' },
		'a mark alone': { source: '\ufeff', code: 'brief_empty', says: 'is empty' },
		'data alone': {
			source: '```json\n{}\n```',
			code: 'brief_empty',
			field: 'title',
			says: 'nothing about what is wanted'
		},
		'too much': {
			source: 'x'.repeat(5 * 1024 * 1024),
			code: 'brief_too_large',
			says: '5.0 MiB; the limit is 256 KiB'
		},
		'a byte too much': {
			source: 'x'.repeat(MAX_BRIEF_BYTES + 1),
			code: 'brief_too_large',
			says: '257 KiB'
		},
		'too many bytes': {
			source: new Uint8Array(5 * 1024 * 1024),
			code: 'brief_too_large',
			says: '5.0 MiB'
		},
		'a NUL byte': {
			source: 'a\nb\0c',
			code: 'brief_not_text',
			line: 2,
			says: 'NUL byte on line 2'
		},
		'bytes of no encoding': {
			source: Uint8Array.from([0x61, 0x0a, 0x62, 0xff, 0x63]),
			code: 'brief_not_text',
			line: 2,
			says: 'is not UTF-8 text: line 2'
		},
		'front matter never closed': {
			source: '---\ntitle: x\n\nBody.',
			code: 'brief_front_matter',
			line: 1,
			says: 'never closed'
		},
		'broken front matter': {
			source: '---\ntitle: x\nstates: [a\nfoo: bar\n---\n',
			code: 'brief_front_matter',
			line: 4,
			says: 'cannot be read at line 4'
		},
		'a colon in a value': {
			source: '---\nbrand: {}\ntitle: a: b\n---\nx',
			code: 'brief_front_matter',
			line: 3,
			says: 'cannot be read at line 3'
		},
		'a field twice': {
			source: '---\ntitle: a\ntitle: b\n---\nx',
			code: 'brief_front_matter',
			line: 3,
			says: 'cannot be read at line 3'
		},
		'a list for front matter': {
			source: '---\n- a\n---\nx',
			code: 'brief_front_matter',
			line: 2,
			says: 'is a list'
		},
		'a word for front matter': {
			source: '---\nhello\n---\nx',
			code: 'brief_front_matter',
			line: 2,
			says: 'is a single value'
		},
		'an unknown field': {
			source: '---\ntitle: x\ntheme: dark\n---\nx',
			code: 'brief_front_matter',
			line: 3,
			field: 'theme',
			says: 'Did you mean “themes”?'
		},
		'a field far from any': {
			source: '---\ntitle: x\npriority: 3\n---\nx',
			code: 'brief_front_matter',
			line: 3,
			field: 'priority',
			says: 'A brief knows title'
		},
		'a number for states': {
			source: '---\ntitle: x\nstates: 5\n---\nx',
			code: 'brief_field',
			line: 3,
			field: 'states',
			says: '“states” is a number. It should be a list'
		},
		'a list for the title': {
			source: '---\ntitle: [a]\n---\nx',
			code: 'brief_field',
			line: 2,
			field: 'title',
			says: 'is a list'
		},
		'a bad state name': {
			source: '---\ntitle: x\nstates:\n  - ok\n  - no/way\n---\nx',
			code: 'brief_field',
			line: 5,
			field: 'states',
			says: 'item 2'
		},
		'one state twice': {
			source: '---\ntitle: x\nstates:\n  - in force\n  - in-force\n---\nx',
			code: 'brief_field',
			line: 5,
			field: 'states',
			says: 'have the same name'
		},
		'an unknown viewport': {
			source: '---\ntitle: x\nviewports: [desktop, watch]\n---\nx',
			code: 'brief_field',
			line: 3,
			field: 'viewports',
			says: '“watch”, which is not one of desktop, tablet, phone'
		},
		'a title too long': {
			source: `---\ntitle: ${'x'.repeat(201)}\n---\nx`,
			code: 'brief_field',
			line: 2,
			field: 'title',
			says: 'more than 200 characters'
		},
		'a text for the brand': {
			source: '---\ntitle: x\nbrand: Otter\n---\nx',
			code: 'brief_field',
			line: 3,
			field: 'brand',
			says: 'is a text'
		},
		'aliases without end': {
			source: `---\nbrand:\n  a: &a [x, x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key, at) => `  ${key}: &${key} [*${'abcdefg'[at]}, *${'abcdefg'[at]}, *${'abcdefg'[at]}]\n`).join('')}---\nx`,
			code: 'brief_front_matter',
			says: 'aliases'
		},
		'JSON that does not parse': {
			source: '---\ntitle: x\n---\nBody.\n\n```json\n{\n  "a": 1,\n}\n```\n',
			code: 'brief_sample_data',
			line: 9,
			field: 'sampleData',
			says: 'has a comma before } (line 9)'
		},
		'JSON that is a number': {
			source: 'Body.\n```json\n3\n```',
			code: 'brief_sample_data',
			line: 2,
			says: 'is a number; sample data is an object or a list'
		},
		'no JSON at all': {
			source: 'Body.\n```json\n\n```',
			code: 'brief_sample_data',
			line: 3,
			says: 'is empty'
		},
		'JSON never closed': {
			source: 'Body.\n\n```json\n{"a": 1}',
			code: 'brief_sample_data',
			line: 3,
			says: 'never closed'
		},
		'JSON nested without end': {
			source: `Body.\n\`\`\`json\n${'['.repeat(500)}${']'.repeat(500)}\n\`\`\``,
			code: 'brief_sample_data',
			line: 3,
			says: 'more than 64 deep'
		}
	};
	it.each(Object.entries(faults))('refuses %s', (_, { source, code, line, field, says }) => {
		const error = errorOf(() => parseBrief(source));
		expect(error).toMatchObject({ code, line });
		if (field) expect(error.field).toBe(field);
		expect(error.sentence).toContain(says);
		expect(error.sentence).not.toMatch(/undefined|\[object|!/);
	});

	it('names the file', () => {
		expect(errorOf(() => parseBrief('', { name: 'export.md' })).message).toBe(
			'The brief export.md is empty.'
		);
	});
});

describe('checkBrief', () => {
	it('takes a form', () => {
		expect(checkBrief({ title: ' Export ', purpose: 'It is slow.' })).toMatchObject({
			title: 'Export',
			states: [],
			themes: ['light']
		});
	});
	it('says which field is wrong', () => {
		expect(errorOf(() => checkBrief({ title: '  ', purpose: 'x' }))).toMatchObject({
			code: 'brief_field',
			field: 'title',
			message: 'The field “title” is empty.'
		});
		expect(errorOf(() => checkBrief({ purpose: 'x' })).message).toBe(
			'The field “title” is missing.'
		);
	});
});

function errorOf(work: () => unknown): VitrineError {
	try {
		work();
	} catch (error) {
		if (error instanceof VitrineError) return error;
		throw error;
	}
	throw new Error('Nothing was thrown.');
}
