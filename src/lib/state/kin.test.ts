import { describe, expect, it } from 'vitest';
import type { VariantView } from '#lib/domain/view.ts';
import { ancestorsOf, byLineage, childrenOf, descentPrint, mainParentOf } from './kin.ts';

type Row = Pick<VariantView, 'id' | 'number' | 'status' | 'parents'>;
const row = (
	number: number,
	parents: number[] = [],
	status: Row['status'] = 'ready'
): VariantView =>
	({
		id: `v${number}`,
		number,
		status,
		parents: parents.map((parent) => ({
			variantId: `v${parent}`,
			role: 'parent',
			keep: '',
			change: ''
		}))
	}) satisfies Row as VariantView;

const all = [
	row(1),
	row(2),
	row(3, [], 'failed'),
	row(4, [2]),
	row(5, [1]),
	row(6, [2, 3]),
	row(7, [4, 1]),
	row(8, [3, 2])
];
const byId = new Map(all.map((variant) => [variant.id, variant]));
const at = (number: number): VariantView => byId.get(`v${number}`) ?? row(0);
const numbers = (list: readonly VariantView[]) => list.map(({ number }) => number);

describe('kin', () => {
	it('says what it is held against', () => {
		expect(mainParentOf(at(8), byId)?.number).toBe(2);
		expect(mainParentOf(at(1), byId)).toBeNull();
	});
	it('says what came of it, and what it goes back to, step by step', () => {
		expect(numbers(childrenOf(at(2), all))).toEqual([4, 6, 8]);
		expect(ancestorsOf(at(7), byId).map(numbers)).toEqual([[2], [4, 1]]);
		expect(ancestorsOf(at(1), byId)).toEqual([]);
	});
	it('prints where it is from', () => {
		expect([at(1), at(6), row(9, [1, 2, 4])].map((one) => descentPrint(2, one, byId))).toEqual([
			'R2',
			'R2 ← 2, 3',
			'R2 ← 1, 2 …'
		]);
	});
	it('puts what came of each behind it', () => {
		expect(numbers(byLineage(all.toReversed()))).toEqual([1, 5, 2, 4, 7, 6, 3, 8]);
	});
});
