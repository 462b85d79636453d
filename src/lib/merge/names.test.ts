import { describe, expect, it } from 'vitest';
import {
	mentions,
	renameDeclaration,
	renameSelector,
	scaleRems,
	withoutFetching,
	type Renames
} from './names.ts';
import { matchTokens, roleOf } from './token-roles.ts';
import { safeInStyle } from './css-writer.ts';
import { isRelative } from './inherited.ts';

const RENAMES: Renames = {
	ids: new Map([['top', 'g1-top']]),
	groups: new Map(),
	keyframes: new Map([['pulse', 'g1-pulse']]),
	families: new Map([['Face', 'Face g1']]),
	properties: new Map([['--angle', '--g1-angle']]),
	grafts: new Map([['g1', 'g2-g1']]),
	layers: 'g1-'
};

describe('names', () => {
	it.each([
		['#top .a #topper', '#g1-top .a #topper'],
		[
			'[data-graft="g1"] .a:not(:where([data-graft="g12"]))',
			'[data-graft="g2-g1"] .a:not(:where([data-graft="g12"]))'
		]
	])('in %s', (from, to) => {
		expect(renameSelector(from, RENAMES)).toBe(to);
	});

	it.each([
		['animation', '2s pulse, pulse-out 1s', '2s g1-pulse, pulse-out 1s'],
		['content', '"pulse"', '"pulse"'],
		['font', '12px/1 Face, serif', '12px/1 "Face g1", serif'],
		['font-family', '\'Face\', "Face Two"', '"Face g1", "Face Two"'],
		['fill', 'url(#top)', 'url(#g1-top)'],
		['rotate', 'var(--angle)', 'var(--g1-angle)'],
		['--move', 'pulse 1s', 'g1-pulse 1s']
	])('in %s: %s', (property, from, to) => {
		expect(renameDeclaration({ property, value: from, isImportant: false }, RENAMES).value).toBe(
			to
		);
	});

	it.each([
		['a pulse b', true],
		['pulse-out', false],
		['--pulse', false],
		['impulse', false]
	])('as words of their own in %s', (text, is) => {
		expect(mentions(text, 'pulse')).toBe(is);
	});
});

describe('values', () => {
	it.each([
		['1.6rem calc(2rem - .5rem)', 0.625, '1rem calc(1.25rem - 0.3125rem)'],
		['var(--2rem) 3em #1rem', 2, 'var(--2rem) 3em #1rem']
	])('%s on a root of another size', (value, ratio, expected) => {
		expect(scaleRems(value, ratio)).toBe(expected);
	});

	it.each([
		['url(https://a.example/b.png) url("//c")', 'url("data:,") url("data:,")'],
		['url(data:image/png;base64,AA) url(#a)', 'url(data:image/png;base64,AA) url(#a)']
	])('%s fetches nothing', (value, expected) => {
		expect(withoutFetching(value)).toBe(expected);
	});

	it('cannot end the style element they stand in', () => {
		expect(safeInStyle('a::before { content: "</style><!--" }')).not.toMatch(/<[/!]/);
	});

	it.each([
		['font-size', '1.1em', true],
		['font-size', '1rem', false],
		['font', '16px/1.5em a', false],
		['font', '.9em/1 a', true],
		['line-height', '150%', true],
		['color', 'currentColor', true],
		['color', 'inherit', true],
		['font-weight', 'bolder', true]
	])('%s: %s is relative: %s', (property, value, is) => {
		expect(isRelative(property, value)).toBe(is);
	});
});

describe('tokens', () => {
	it.each([
		['--accent', '#f00', 'accent'],
		['--accent-ink', '#fff', 'on-accent'],
		['--bg', 'rgb(1 2 3)', 'ground'],
		['--radius-sm', '4px', 'radius'],
		['--mono', 'Menlo, monospace', 'mono'],
		['--row', '47px', null],
		['--accent', '4px', null]
	])('%s: %s is %s', (name, value, role) => {
		expect(roleOf(name, value)).toBe(role);
	});

	it('are matched by name before role', () => {
		const own = new Map([
			['--ink', '#111'],
			['--primary', '#00f'],
			['--odd', '3px']
		]);
		const base = new Map([
			['--accent', '#f00'],
			['--ink', '#222']
		]);
		expect([...matchTokens(own, base)]).toEqual([
			['--ink', '--ink'],
			['--primary', '--accent']
		]);
	});
});
