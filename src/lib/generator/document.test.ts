import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ingestDocument, stripIds } from './document.ts';
import { elementsIn, firstElement, parseHtml } from './html-source.ts';

const HEAD = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>T</title></head>';
const page = (body: string): string => `${HEAD}<body>${body}</body></html>`;

/** Markup as it comes: nested and broken, with other alphabets and pictures between. */
const pieces = fc.constantFrom(
	'<p>',
	'</p>',
	'<div class="a">',
	'</div>',
	'<b>',
	'</b>',
	'<i>',
	'</i>',
	'<table>',
	'<tr>',
	'<td>',
	'</table>',
	'<li>',
	'<ul>',
	'</ul>',
	'<img alt="" src="data:,">',
	'<input disabled>',
	'<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
	'<image>',
	'<BR/>',
	'<template><p>t</p></template>',
	'<script>const a = "<p>data-vt-id" + `</div>`;</script>',
	'<style>p::after { content: "<b>" }</style>',
	'<!-- <p> -->',
	'Käse ',
	'日本 ',
	'🎛️ ',
	'א ',
	'&amp;',
	'&lt;p&gt;',
	'\n\t',
	'<a title="a>b">',
	'</a>',
	'<select><option>1',
	'</select>',
	'<p',
	' x=1>'
);
const bodies = fc.array(pieces, { maxLength: 40 }).map((parts) => `<h1>x</h1>${parts.join('')}`);

describe('ingestDocument', () => {
	it('changes nothing but what it adds: taking the ids away gives back every byte', () => {
		fc.assert(
			fc.property(bodies, (body) => {
				const source = page(body);
				expect(stripIds(ingestDocument(source).html)).toBe(source);
			}),
			{ numRuns: 300 }
		);
	});

	it('gives each element of the body one id, in order, and the same ones every time', () => {
		fc.assert(
			fc.property(bodies, (body) => {
				const { html } = ingestDocument(page(body));
				expect(ingestDocument(html).html).toBe(html);
				const found = firstElement(parseHtml(html), 'body');
				const ids = found
					? [...elementsIn(found, { templates: false })].flatMap(
							(element) => element.attrs.find(({ name }) => name === 'data-vt-id')?.value ?? []
						)
					: [];
				const written = [...html.matchAll(/ data-vt-id="e(\d+)"/g)].map((match) =>
					Number(match[1])
				);
				expect(new Set(written).size).toBe(written.length);
				expect(new Set(ids)).toEqual(new Set(written.map((number) => `e${number}`)));
			}),
			{ numRuns: 300 }
		);
	});

	it('leaves long pictures as they are, in attributes, styles and words', () => {
		const data = `data:image/png;base64,${'QUJD'.repeat(1000)}==`;
		const source = page(
			`<img src="${data}"><p style="background:url(${data})">vt-aside ${data}</p><style>i{background:url("${data}#x")}</style>`
		);
		const { html } = ingestDocument(source);
		expect(stripIds(html)).toBe(source);
		expect(html).toContain(`<img data-vt-id="e1" src="${data}">`);
	});

	const frames: [name: string, source: string, start: string][] = [
		['a whole document', page('<p>x'), HEAD],
		[
			'no head',
			'<!doctype html><html lang=da><body><h1>Hej</h1></body></html>',
			'<!doctype html><html lang=da><meta charset="utf-8"><title>Hej</title><body>'
		],
		[
			'an empty language',
			'<!doctype html><html lang=""><head><meta charset=utf-8><title>x</title></head><body><p>x',
			'<!doctype html><html lang="en"><head>'
		],
		[
			'an older way to give the encoding',
			'<!doctype html><html lang=en><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>x</title><body><p>x',
			'<!doctype html><html lang=en><head><meta http-equiv'
		],
		[
			'a title in a picture alone',
			'<!doctype html><html lang=en><head><meta charset=utf-8></head><body><svg><title>Icon</title></svg><h2>Two</h2>',
			'<!doctype html><html lang=en><head><title>Two</title><meta charset=utf-8>'
		]
	];
	it.each(frames)('frames %s', (_, source, start) => {
		expect(ingestDocument(source).html.startsWith(start)).toBe(true);
	});
});
