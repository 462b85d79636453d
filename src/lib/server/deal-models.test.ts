import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { dealModels } from './deal-models.ts';

const MODELS = ['a', 'b', 'c', 'd', 'e'];

describe('dealing models', () => {
	it('gives each as many as any other, give or take one, and the same for the same seed', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 5 }),
				fc.integer({ min: 1, max: 90 }),
				fc.nat(),
				(some, count, seed) => {
					const models = MODELS.slice(0, some);
					const dealt = dealModels(models, count, seed);
					expect(dealt).toHaveLength(count);
					const shares = models.map((model) => dealt.filter((name) => name === model).length);
					expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
					expect(dealModels(models, count, seed)).toEqual(dealt);
				}
			)
		);
	});

	it('is not in turn, and not the same for every seed', () => {
		const inTurn = Array.from({ length: 24 }, (_, index) => MODELS[index % 3]).join('');
		const orders = new Set(
			Array.from({ length: 20 }, (_, seed) => dealModels(MODELS.slice(0, 3), 24, seed).join(''))
		);
		expect(orders.size).toBe(20);
		expect(orders.has(inTurn)).toBe(false);
	});
});
