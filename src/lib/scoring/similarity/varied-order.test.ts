import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onLine, squares } from './distances-for-tests.ts';
import { variedOrder } from './varied-order.ts';

describe('variedOrder', () => {
	it('orders nothing and one', () => {
		expect(variedOrder(new Float64Array(), 0, 1)).toEqual([]);
		expect(variedOrder(new Float64Array(1), 1, 1)).toEqual([0]);
	});

	it('has one of each kind before a second of any', () => {
		const places = [0, 0.1, 0.2, 50, 50.1, 50.2, 120, 120.1];
		for (let seed = 0; seed < 20; seed++) {
			const first = variedOrder(onLine(places), places.length, seed).slice(0, 3);
			const kinds = first.map((index) => Math.round((places[index] ?? 0) / 40));
			expect(new Set(kinds).size, `seed ${seed}`).toBe(3);
		}
	});

	it('begins elsewhere for another seed, and the same for the same', () => {
		const distances = onLine(Array.from({ length: 24 }, (_, at) => at ** 1.3));
		const orders = Array.from({ length: 40 }, (_, seed) => variedOrder(distances, 24, seed));
		expect(new Set(orders.map(([first]) => first)).size).toBeGreaterThan(12);
		expect(variedOrder(distances, 24, 7)).toEqual(orders[7]);
	});

	it('has everyone once, each next one no farther from those before than the last was', () => {
		fc.assert(
			fc.property(squares(20), fc.integer(), ({ square, count }, seed) => {
				const order = variedOrder(square, count, seed);
				expect(order.toSorted((a, b) => a - b)).toEqual(
					Array.from({ length: count }, (_, at) => at)
				);
				const reach = order
					.slice(1)
					.map((index, at) =>
						Math.min(...order.slice(0, at + 1).map((before) => square[before * count + index] ?? 0))
					);
				expect(reach).toEqual(reach.toSorted((a, b) => b - a));
			})
		);
	});
});
