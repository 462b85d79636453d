import { describe, expect, it } from 'vitest';
import { readInlineStyle, readStyleRules } from './style-rules.ts';
import { readSelectors, specificityOf } from './selectors.ts';

const written = (css: string): string[] =>
	readStyleRules(css).map((rule) => {
		const around = rule.conditions.map(({ name, prelude }) => `@${name} ${prelude} `).join('');
		return rule.kind === 'naming'
			? `${around}@${rule.at} ${rule.prelude}${rule.body === null ? '' : ` {${rule.body}}`}`
			: `${around}${rule.selectors.map(({ text }) => text).join(', ')} {${rule.declarations.map(({ property, value, isImportant }) => `${property}:${value}${isImportant ? '!' : ''}`).join(';')}}`;
	});

describe('rules of a sheet', () => {
	it.each([
		['a{b:c}', ['a {b:c}']],
		['a { COLOR : Red ! important ; --X: {y:z} }', ['a {color:Red!;--X:{y:z}}']],
		['/* { */ a/* } */{ b : "};" /* x */ } c{d:url(e;f)}', ['a {b:"};"}', 'c {d:url(e;f)}']],
		[
			'@media print{a{b:c}}@layer x,y;@layer x{a{d:e}}',
			['@media print a {b:c}', '@layer x,y', '@layer x a {d:e}']
		],
		[
			'.a,.b{&:hover{c:d} & e{f:g} .h &{i:j} >k{l:m}}',
			['.a:hover, .b:hover {c:d}', '.a e, .b e {f:g}', '.h .a, .h .b {i:j}', '.a >k, .b >k {l:m}']
		],
		['.a .b{& + &{c:d}}', ['.a .b + :is(.a .b) {c:d}']],
		['.a{@media print{b:c;d{e:f}}}', ['@media print .a {b:c}', '@media print .a d {e:f}']],
		['@-webkit-keyframes x{from{a:b}}', ['@keyframes x {from{a:b}}']],
		['a{;;b:c', ['a {b:c}']],
		['a{b:c}}d{e:f}', ['a {b:c}', 'd {e:f}']],
		['a{b}c{:d}e{f:}', []],
		['a{', []],
		['', []]
	])('%s', (css, rules) => {
		expect(written(css)).toEqual(rules);
	});

	it('reads a style attribute no further than it goes', () => {
		expect(readInlineStyle('a:b} body{display:none')).toEqual([
			{ property: 'a', value: 'b', isImportant: false }
		]);
	});

	it('reads sheets that nest without end', () => {
		expect(readStyleRules('a{'.repeat(100_000)).length).toBe(0);
		expect(readStyleRules('@media x{'.repeat(50_000) + 'a{b:c}').length).toBe(0);
	});
});

describe('weights of selectors', () => {
	it.each([
		['*', 0],
		['a', 1],
		['.a', 1000],
		['#a', 1_000_000],
		['a.b[c]:hover::before', 3002],
		[':where(#a) b', 1],
		[':is(a, .b, #c)', 1_000_000],
		['a:not(.b):has(> c d)', 1003],
		['li:nth-child(2)', 1001],
		['a:after', 2]
	])('%s', (selector, weight) => {
		expect(readSelectors(selector)?.map(({ compounds }) => specificityOf(compounds))).toEqual([
			weight
		]);
	});

	it.each(['', '>', 'a >', '{', 'a,,b'])('of nothing that can be read: “%s”', (selector) => {
		expect(readSelectors(selector)).toBeNull();
	});
});
