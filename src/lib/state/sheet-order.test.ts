import { describe, expect, it } from 'vitest';
import type { Flag } from '#lib/domain/marks.ts';
import type { VariantView } from '#lib/domain/view.ts';
import { SheetOrder, type OrderName } from './sheet-order.svelte.ts';

type Lying = Pick<VariantView, 'id' | 'number' | 'flag' | 'stars'>;
const frame = (number: number, flag: Flag = 'none', stars = 0) =>
	({ id: `v_${number}`, number, flag, stars }) satisfies Lying as VariantView;
const FRAMES = [frame(1, 'reject', 2), frame(2), frame(3, 'pick', 1), frame(4, 'none', 5)];
const orderOf = (search: string) =>
	new SheetOrder({ params: new URLSearchParams(search), onChange: () => undefined });
const numbers = (variants: readonly VariantView[]) => variants.map(({ number }) => number);

describe('the order', () => {
	it.each<[OrderName, number[]]>([
		['number', [1, 2, 3, 4]],
		['flag', [3, 2, 4, 1]],
		['stars', [4, 1, 3, 2]],
		['varied', [4, 2, 1, 3]]
	])('by %s', (name, expected) => {
		const order = orderOf('');
		order.choose(name, FRAMES, ['v_4', 'v_2']);
		expect(numbers(order.apply(FRAMES))).toEqual(expected);
		expect(order.params.get('order')).toBe(name === 'number' ? null : name);
	});

	it('holds while frames are marked, and says that sorting again would change it', () => {
		const order = orderOf('order=stars');
		order.arrange(FRAMES);
		const marked = FRAMES.map((one) => (one.number === 2 ? { ...one, stars: 4 } : one));
		expect(numbers(order.apply(marked))).toEqual([4, 1, 3, 2]);
		expect([order.isStale(FRAMES), order.isStale(marked)]).toEqual([false, true]);
		order.choose('stars', marked);
		expect(numbers(order.apply(marked))).toEqual([4, 2, 1, 3]);
		expect(order.isStale(marked)).toBe(false);
	});

	it('puts later frames at the end', () => {
		const order = orderOf('order=flag');
		order.arrange(FRAMES);
		const more = [...FRAMES, frame(5, 'pick'), frame(6)];
		expect(numbers(order.apply(more))).toEqual([3, 2, 4, 1, 5, 6]);
	});

	it('is by number where the address names none that there is', () => {
		expect(orderOf('order=beauty').name).toBe('number');
	});
});
