import { describe, expect, it } from 'vitest';
import {
	densityOf,
	isApart,
	preferredShare,
	rankBar,
	rankPosition,
	rankTicks
} from './rank-axis.ts';

describe('rankPosition', () => {
	it.each([
		[1, 1, 50],
		[1, 2, 25],
		[2, 2, 75],
		[1, 90, 100 / 180],
		[90, 90, 100 - 100 / 180]
	])('of %i among %i is %d %%', (rank, count, position) => {
		expect(rankPosition(rank, count)).toBeCloseTo(position);
	});
});

describe('rankBar', () => {
	it('reaches over the cells of all its ranks and stays within them', () => {
		for (const count of [1, 2, 3, 18, 90]) {
			for (let rankLow = 1; rankLow <= count; rankLow++) {
				const rankHigh = Math.min(count, rankLow + 4);
				const { left, width } = rankBar({ rankLow, rankHigh }, count);
				const cell = 100 / count;
				expect(left).toBeGreaterThan((rankLow - 1) * cell);
				expect(left + width).toBeLessThan(rankHigh * cell);
				expect(left).toBeLessThan(rankPosition(rankLow, count));
				expect(left + width).toBeGreaterThan(rankPosition(rankHigh, count));
			}
		}
	});
});

describe('rankTicks', () => {
	it.each([
		[0, 15, []],
		[1, 15, [1]],
		[3, 15, [1, 2, 3]],
		[15, 15, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]],
		[18, 15, [1, 5, 10, 15, 18]],
		[90, 15, [1, 10, 20, 30, 40, 50, 60, 70, 80, 90]],
		[90, 7, [1, 20, 40, 60, 90]],
		[14, 7, [1, 5, 10, 14]],
		[500, 15, [1, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500]],
		[5000, 7, [1, 5000]]
	])('of %i, at most %i', (count, most, ticks) => {
		expect(rankTicks(count, most)).toEqual(ticks);
	});

	it('are never more than asked for, never closer than half a step, and begin and end with the axis', () => {
		for (let count = 2; count <= 500; count++) {
			const ticks = rankTicks(count, 10);
			expect(ticks.length).toBeLessThanOrEqual(10);
			expect([ticks[0], ticks.at(-1)]).toEqual([1, count]);
			expect(new Set(ticks).size).toBe(ticks.length);
		}
	});
});

describe('densityOf', () => {
	it.each([
		[2, 'roomy'],
		[18, 'usual'],
		[90, 'dense']
	])('%i rows are %s', (rows, density) => {
		expect(densityOf(rows)).toBe(density);
	});
});

describe('isApart', () => {
	const at = (rankLow: number, rankHigh: number) => ({ rankLow, rankHigh });
	it.each([
		[at(1, 3), at(4, 6), true],
		[at(4, 6), at(1, 3), true],
		[at(1, 3), at(3, 6), false],
		[at(1, 9), at(3, 6), false]
	])('%j and %j: %s', (one, other, apart) => {
		expect(isApart(one, other)).toBe(apart);
	});
});

describe('preferredShare', () => {
	it('is even where there is no difference, and as far from even either way', () => {
		expect(preferredShare(0)).toBe(0.5);
		expect(preferredShare(2) + preferredShare(-2)).toBeCloseTo(1);
		expect(preferredShare(Math.log(3))).toBeCloseTo(0.75);
	});
});
