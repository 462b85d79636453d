/** Replies that nobody wrote down: whatever is thrown together, a page is made of the reply's own words or there is none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VitrineError } from '#lib/domain/errors.ts';
import { FINISHES } from '#lib/domain/reply.ts';
import { findPage, readReply } from './reply.ts';

const PAGE =
	'<!doctype html>\n<html lang="en"><head><title>T</title></head><body><p>Words</p></body></html>';
/** What replies are made of, whole and in halves. */
const PIECES = [
	PAGE,
	PAGE.slice(0, 60),
	'<?xml version="1.0"?>\n',
	'<div><p>One</p></div>',
	'```html\n',
	'```css\nbody { color: red }\n',
	'```js\nconst page = `</html>`;\n',
	'```\n',
	'~~~\n',
	'````\n',
	'<think>',
	'</think>',
	'<antArtifact type="text/html">',
	'</antArtifact>',
	'<file name="index.html"><![CDATA[',
	']]></file>',
	'<!-- ',
	' -->',
	'<script>const a = "',
	'";</script>',
	'</body></html>',
	'I’m sorry, but I can’t. ',
	'Here it is: ',
	'\n',
	'\r\n',
	'\ufeff',
	'\u202eمرحبا',
	'\ud800',
	'{"html": "',
	'"}',
	'&lt;html&gt;',
	'&lt;/html&gt;',
	'```diff\n+<!doctype html>\n+<html></html>\n'
] as const;
/** These are read as another text than the one that stands there: entities, JSON, a diff. */
const RENDERED = /&lt;|\{"|diff/;

const replies = fc.array(
	fc.oneof(
		{ weight: 1, arbitrary: fc.constantFrom(PAGE, `\`\`\`html\n${PAGE}\n\`\`\`\n`) },
		{ weight: 4, arbitrary: fc.constantFrom(...PIECES) },
		{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }
	),
	{ maxLength: 14 }
);
const finishes = fc.constantFrom(...FINISHES);

describe('readReply, of any reply', () => {
	it('gives a document or one of its own errors', () => {
		fc.assert(
			fc.property(replies, finishes, (pieces, finish) => {
				try {
					expect(readReply(pieces.join(''), finish).html).toMatch(/<p|<div|<html/i);
				} catch (thrown) {
					if (!(thrown instanceof VitrineError)) throw thrown;
					expect(thrown.code).toMatch(/^reply_/);
				}
			}),
			{ numRuns: 600 }
		);
	});

	it('makes up nothing: page, style sheets and scripts stand in the reply as they are', () => {
		let found = 0;
		fc.assert(
			fc.property(replies, finishes, (pieces, finish) => {
				const reply = pieces.filter((piece) => !RENDERED.test(piece)).join('');
				const plain = reply.replace(/\r\n?/g, '\n');
				try {
					const { html, beside } = findPage(reply, finish);
					found++;
					for (const part of [html, ...beside.map(({ content }) => content)])
						expect(plain).toContain(part);
				} catch (thrown) {
					if (!(thrown instanceof VitrineError)) throw thrown;
				}
			}),
			{ numRuns: 600 }
		);
		// Of replies that hold no page nothing is shown.
		expect(found).toBeGreaterThan(100);
	});
});
