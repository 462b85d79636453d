import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RoundEstimate } from '#lib/domain/view.ts';
import { Estimating } from './estimating.svelte.ts';

const estimate = (basis: string): RoundEstimate => ({
	requests: 1,
	inputTokens: 0,
	outputTokens: { low: 0, high: 0 },
	cost: null,
	unpriced: [],
	pricesOf: null,
	seconds: null,
	basis
});
const settle = () => vi.runAllTimersAsync();

describe('Estimating', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('asks once for changes in a row, and for nothing while something is missing', async () => {
		const estimating = new Estimating();
		const [first, last] = [vi.fn(), vi.fn().mockResolvedValue(estimate('last'))];
		estimating.soon(first);
		estimating.soon(last);
		await settle();
		expect(first).not.toHaveBeenCalled();
		expect(estimating.current).toEqual(estimate('last'));
		estimating.soon(null);
		expect(estimating.current).toBe(null);
	});

	it('heeds no answer to what was asked before, and shows nothing where one is refused', async () => {
		const estimating = new Estimating();
		const answers: ((estimate: RoundEstimate) => void)[] = [];
		estimating.soon(() => new Promise((resolve) => answers.push(resolve)));
		await settle();
		estimating.soon(() => Promise.resolve(estimate('new')));
		for (const answer of answers) answer(estimate('old'));
		await settle();
		expect(estimating.current).toEqual(estimate('new'));
		estimating.soon(() => Promise.reject(new Error('no')));
		await settle();
		expect(estimating.current).toBe(null);
	});
});
