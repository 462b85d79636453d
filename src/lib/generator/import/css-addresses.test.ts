import { describe, expect, it } from 'vitest';
import { cssAddresses } from './css-addresses.ts';
import { mapSrcset } from './srcset.ts';

describe('cssAddresses', () => {
	it.each<[css: string, found: string[]]>([
		['a { color: red }', []],
		['a { background: url(x.png) }', ['url(x.png) → x.png']],
		['a { background: url( "x y.png" ) }', ['url( "x y.png" ) → x y.png']],
		[
			"a { background: URL('x.png') no-repeat, url(y.png) }",
			["URL('x.png') → x.png", 'url(y.png) → y.png']
		],
		['a { background: url(x\\)y.png) }', ['url(x\\)y.png) → x)y.png']],
		['a { background: url("\\78.png") }', ['url("\\78.png") → x.png']],
		[
			'a { background: url(data:image/png;base64,AA==) }',
			['url(data:image/png;base64,AA==) → data:image/png;base64,AA==']
		],
		['/* url(x.png) */ a {}', []],
		['a::after { content: "url(x.png)" }', []],
		['a { --x: my-url(x.png) }', []],
		[
			'a { background: image-set("a.png" 1x, url(b.png) 2x type("image/png")) }',
			['"a.png" → a.png', 'url(b.png) → b.png']
		],
		['a { background: url(x.png', ['url(x.png → x.png']],
		['a { content: "never closed\nb { background: url(x.png) }', ['url(x.png) → x.png']],
		['a { background: url()', ['url() → ']],
		['/* never closed url(x.png)', []],
		['@import "a.css";', ['@import "a.css"; → a.css']],
		['@import url(a.css) print;', ['@import url(a.css) print; → a.css [print]']],
		[
			"@IMPORT/**/url('a.css') layer(base) supports(display: grid) screen and (min-width: 1px);b{}",
			[
				"@IMPORT/**/url('a.css') layer(base) supports(display: grid) screen and (min-width: 1px); → a.css [layer(base) supports(display: grid) screen and (min-width: 1px)]"
			]
		],
		['@import "a;b.css"', ['@import "a;b.css" → a;b.css']],
		['@importance "a.css";', []],
		['@import;', []],
		['@import', []]
	])('%s', (css, found) => {
		const told = [...cssAddresses(css)].map(
			({ start, end, address, condition }) =>
				`${css.slice(start, end)} → ${address}${condition && ` [${condition}]`}`
		);
		expect(told).toEqual(found);
	});

	it('takes time that grows with the length alone', () => {
		const css = `${'('.repeat(50_000)}${'a\\'.repeat(50_000)}${'/*'.repeat(50_000)}`;
		expect([...cssAddresses(css)]).toEqual([]);
	});
});

describe('mapSrcset', () => {
	it.each([
		['a.png', 'A'],
		['a.png 1x, b.png 2x', 'A 1x, B 2x'],
		['a.png,b.png 2x', 'a.png,b.png 2x'],
		['a.png, b.png 2x', 'A, B 2x'],
		['  a.png 100w ,\n b.png 200w, ', 'A 100w, B 200w'],
		['data:image/png;base64,AA== 1x, b.png 2x', 'data:image/png;base64,AA== 1x, B 2x'],
		['c.png 3x', 'c.png 3x'],
		['', '']
	])('%s', (srcset, mapped) => {
		const known: Record<string, string> = { 'a.png': 'A', 'b.png': 'B' };
		expect(mapSrcset(srcset, (address) => known[address] ?? null)).toBe(mapped);
	});
});
