import { describe, expect, it } from 'vitest';
import type { Flag } from '#lib/domain/marks.ts';
import { stacked, type StackedFrame } from './stacked.ts';

/** `a b+ c-`: three variants, the second picked, the third rejected. */
const variants = (text: string) =>
	text
		.split(' ')
		.filter(Boolean)
		.map((word): { id: string; flag: Flag } => ({
			id: word.charAt(0),
			flag: word.endsWith('+') ? 'pick' : word.endsWith('-') ? 'reject' : 'none'
		}));
/** `b(ac)` for b with a and c behind it, `*` for one that lies open beside the top of its stack. */
const drawn = (text: string, groups: string[], opened: string[] = []) =>
	stacked(
		variants(text),
		groups.map((group) => [...group]),
		new Set(opened)
	)
		.map(({ variant, behind, stack, isTop }) => {
			const under = behind.length > 0 ? `(${behind.map(({ id }) => id).join('')})` : '';
			return `${variant.id}${under}${stack !== null && !isTop ? '*' : ''}`;
		})
		.join(' ');

describe('stacked', () => {
	it.each<[what: string, text: string, groups: string[], opened: string[], frames: string]>([
		['nothing', '', ['ab'], [], ''],
		['none alike', 'a b c', [], [], 'a b c'],
		['the middle one lies on top, where the first of them stood', 'x a b c y', ['bac'], [], 'x b(ac) y'], // prettier-ignore
		['two stacks', 'a b c d', ['ac', 'db'], [], 'a(c) d(b)'],
		['an opened one', 'x a b c y', ['bac'], ['b'], 'x b a* c* y'],
		['a picked one is never behind', 'x a b c+ y', ['bac'], [], 'x b(a) c* y'],
		['a rejected top stays on top', 'x a b- c', ['bac'], [], 'x b(ac)'],
		['a filter that leaves one of them', 'x c y', ['bac'], [], 'x c y'],
		['a filter that takes the middle one', 'x a c y', ['bac'], [], 'x a(c) y'],
		['opened still, though the filter took the middle one', 'x a c y', ['bac'], ['b'], 'x a c* y']
	])('%s', (_what, text, groups, opened, frames) => {
		expect(drawn(text, groups, opened)).toBe(frames);
	});

	it('loses nobody and shows nobody twice', () => {
		const frames = stacked(variants('a b+ c d- e f+ g'), [['b', 'd', 'f'], ['g', 'a']], new Set()); // prettier-ignore
		const all = frames.flatMap(({ variant, behind }) => [variant, ...behind]);
		expect(all.map(({ id }) => id).toSorted()).toEqual([...'abcdefg']);
	});

	it('gives the same frame for what has not changed, so that it is not drawn anew', () => {
		const [a, b] = variants('a b');
		if (!a || !b) throw new Error('There are two.');
		const known = new WeakMap<typeof a, StackedFrame<typeof a>>();
		const before = stacked([a, b], [], new Set(), known);
		const after = stacked([a, { ...b, flag: 'pick' as const }], [], new Set(), known);
		expect(after[0]).toBe(before[0]);
		expect(after[1]?.variant.flag).toBe('pick');
	});
});
