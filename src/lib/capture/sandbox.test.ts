import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import { SANDBOX_CSP, prepareForPreview } from './sandbox.ts';

const OPTIONS = { nonce: 'n0nce', state: null };

/** The document with our script written as a mark, and where that script ended up. */
function placed(html: string): { text: string; tree: DefaultTreeAdapterTypes.Document } {
	const prepared = prepareForPreview(html, OPTIONS);
	const text = prepared.replace(
		/<script>\(\(\) => \{[^]*?document\.currentScript\.remove\(\);<\/script>/,
		'¦'
	);
	return { text, tree: parse(prepared) };
}

describe('prepareForPreview', () => {
	const cases: [name: string, html: string, expected: string][] = [
		[
			'inside the head',
			'<!doctype html><html><head><title>t</title></head><body></body></html>',
			'<!doctype html><html><head>¦<title>t</title></head><body></body></html>'
		],
		[
			'inside a head with attributes',
			'<!doctype html><html lang="en"><head data-a=">">x',
			'<!doctype html><html lang="en"><head data-a=">">¦x'
		],
		[
			'after html without a head',
			'<!doctype html><html lang="en"><body>x',
			'<!doctype html><html lang="en">¦<body>x'
		],
		['after a doctype alone', '<!doctype html>\n<p>x', '<!doctype html>¦\n<p>x'],
		[
			'after comments before the doctype',
			'<!-- a --><!DOCTYPE html><!-- <head> --><p>x',
			'<!-- a --><!DOCTYPE html>¦<!-- <head> --><p>x'
		],
		['at the beginning of a fragment', '<p>x', '¦<p>x'],
		['at the beginning of nothing', '', '¦'],
		['after a byte order mark', '\uFEFF<p>x', '\uFEFF¦<p>x'],
		[
			'after a byte order mark and a doctype',
			'\uFEFF<!doctype html><p>x',
			'\uFEFF<!doctype html>¦<p>x'
		],
		[
			'before a script that stands before the head',
			'<!doctype html><script>1</script><head></head>',
			'<!doctype html>¦<script>1</script><head></head>'
		],
		[
			'before a script that stands before html',
			'<!doctype html><script>1</script><html lang="en"><head>',
			'<!doctype html>¦<script>1</script><html lang="en"><head>'
		],
		[
			'past a head that is only text',
			'<!doctype html><title>how to write <head></title><head><p>x',
			'<!doctype html>¦<title>how to write <head></title><head><p>x'
		],
		[
			'before a frameset',
			'<html><head></head><frameset></frameset>',
			'<html><head>¦</head><frameset></frameset>'
		],
		[
			'past a quirky doctype',
			'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><html><p>',
			'<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><html>¦<p>'
		]
	];
	it.each(cases)('puts the script %s', (_, html, expected) => {
		expect(placed(html).text).toBe(expected);
	});

	it.each(cases)('keeps the rendering mode: %s', (_, html) => {
		expect(placed(html).tree.mode).toBe(parse(html).mode);
	});

	it('comes through a document that nests deeper than the stack', () => {
		expect(
			placed(`<!doctype html>${'<div>'.repeat(20_000)}`).text.startsWith('<!doctype html>¦')
		).toBe(true);
	});

	it('lets neither nonce nor state end its script element', () => {
		const prepared = prepareForPreview('<p>', {
			nonce: '</script><b>',
			state: '<!--</script>\u2028'
		});
		expect(prepared.match(/<\/script>/g)).toHaveLength(1);
		expect(prepared).not.toContain('<!--');
		expect(prepared).not.toContain('\u2028');
	});
});

describe('SANDBOX_CSP', () => {
	it('is the policy of the design, word for word', () => {
		expect(SANDBOX_CSP).toBe(
			"default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; media-src data: blob:; font-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'; sandbox allow-scripts"
		);
	});
});
