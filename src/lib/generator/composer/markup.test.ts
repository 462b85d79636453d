import { describe, expect, it } from 'vitest';
import { escapeText, html, raw, scriptJson, type Child } from './markup.ts';

describe('escapeText', () => {
	it.each([
		['plain words', 'plain words'],
		['<script>', '&lt;script&gt;'],
		['a & b', 'a &amp; b'],
		['&amp;', '&amp;amp;'],
		['"double" \'single\'', '&quot;double&quot; &#39;single&#39;'],
		['```html', '&#96;&#96;&#96;html'],
		['nul \u{0} bell \u{7} c1 \u{85}', 'nul \u{fffd} bell \u{fffd} c1 \u{fffd}'],
		['tab\tline\nend\r', 'tab\tline\nend\r'],
		['lone \ud800 half', 'lone \u{fffd} half'],
		['whole 🦦 pair', 'whole 🦦 pair'],
		['not a character \u{ffff}', 'not a character \u{fffd}']
	])('%j', (given, wanted) => {
		expect(escapeText(given)).toBe(wanted);
	});
});

describe('scriptJson', () => {
	it.each([
		['</script><script>'],
		['<!-- <script>'],
		[']]> & -->'],
		['\u{2028}\u{2029}'],
		['```'],
		[{ '</script>': ['<'] }]
	])('%j reads back, and cannot end a script', (given) => {
		const { text } = scriptJson(given);
		expect(text).not.toMatch(/[<>&`\u{2028}\u{2029}]/u);
		expect(JSON.parse(text)).toEqual(given);
	});
});

describe('html', () => {
	it('escapes what is interpolated, keeps what is markup, drops what is nothing', () => {
		const list: Child[] = ['<a>', html`<b>${'<c>'}</b>`, null, undefined, false, 0];
		expect(html`<p title="${'"x"'}">${list}${raw('<br>')}</p>`.text).toBe(
			'<p title="&quot;x&quot;">&lt;a&gt;<b>&lt;c&gt;</b>0<br></p>'
		);
	});
});
