import { describe, expect, it } from 'vitest';
import type { VariantView } from '#lib/domain/view.ts';
import { namedIn, searchOf } from './named-variants.ts';

/** As far as names look at a variant. */
const variants = [1, 2, 3].map((number) => ({ id: `v${number}`, number }) as VariantView);
const named = (search: string) => {
	const found = namedIn(new URLSearchParams(search), variants);
	return found && [found.named.map(({ number }) => number), found.unknown];
};

describe('the variants of an address', () => {
	it.each<[string, ReturnType<typeof named>]>([
		['', null],
		['of=', [[], []]],
		['of=3,1', [[3, 1], []]],
		['of=3%2C1', [[3, 1], []]],
		['of=2, 2,,2', [[2], []]],
		['of=1,9,x', [[1], ['9', 'x']]]
	])('%j', (search, wanted) => {
		expect(named(search)).toEqual(wanted);
	});

	it('come back from the address made of them', () => {
		expect(named(searchOf(variants))).toEqual([[1, 2, 3], []]);
	});
});
