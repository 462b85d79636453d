import { describe, expect, it } from 'vitest';
import type { VariantView } from '#lib/domain/view.ts';
import { neighbourOf, pairFor } from './compare-pair.ts';

/** As far as pairs look at a variant. */
const variant = (number: number, more: Partial<VariantView> = {}): VariantView =>
	({ id: `v${number}`, number, status: 'ready', flag: 'none', ...more }) as VariantView;
const [one, two, three, four, five] = [
	variant(1),
	variant(2),
	variant(3, { flag: 'pick' }),
	variant(4, { status: 'failed' }),
	variant(5)
];
const all = [one, two, three, four, five];
const numbers = (table: Partial<Parameters<typeof pairFor>[0]>): number[] | null => {
	const pair = pairFor({ shown: all, variants: all, focus: null, pinned: null, ...table });
	return pair && [pair.select.number, pair.candidate.number];
};

describe('the pair nobody has named', () => {
	it('is the pinned select and the focused one', () => {
		expect(numbers({ pinned: 'v2', focus: five })).toEqual([2, 5]);
	});
	it('has the first pick as its select while nothing is pinned, or else the first', () => {
		expect(numbers({ focus: five })).toEqual([3, 5]);
		expect(numbers({ shown: [one, two], focus: two })).toEqual([1, 2]);
	});
	it('has the one after the select as its candidate when that is focused, or what cannot be compared', () => {
		expect(numbers({ pinned: 'v2', focus: two })).toEqual([2, 3]);
		expect(numbers({ pinned: 'v5', focus: five })).toEqual([5, 3]);
		expect(numbers({ pinned: 'v2', focus: four })).toEqual([2, 3]);
	});
	it('keeps a select that the filter hides, and finds a candidate there when it leaves none', () => {
		expect(numbers({ pinned: 'v1', shown: [five] })).toEqual([1, 5]);
		expect(numbers({ pinned: 'v1', shown: [] })).toEqual([1, 2]);
	});
	it('is none when there are not two', () => {
		expect(numbers({ shown: [one, four], variants: [one, four] })).toBeNull();
		expect(numbers({ shown: [], variants: [] })).toBeNull();
	});
});

describe('the next one', () => {
	it('passes over the other side and what was not made, and ends at the ends', () => {
		expect(neighbourOf(one, all, 1, two)?.number).toBe(3);
		expect(neighbourOf(three, all, 1, one)?.number).toBe(5);
		expect(neighbourOf(five, all, 1, one)).toBeNull();
		expect(neighbourOf(one, all, -1, five)).toBeNull();
	});
	it('is the first when one comes from where the filter does not reach', () => {
		expect(neighbourOf(one, [two, five], 1, two)?.number).toBe(5);
	});
});
