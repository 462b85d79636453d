import { describe, expect, it } from 'vitest';
import { columnsFor, stepIn } from './lay-out.ts';

const DESK = { width: 1376, height: 700 };
const columns = (count: number, ratio: number, window = DESK) =>
	columnsFor(window, { count, ratio, beside: { width: 12, height: 60 } });

describe('columns', () => {
	it.each([
		[1, 1],
		[2, 2],
		[3, 2],
		[4, 2],
		[5, 3],
		[6, 3],
		[7, 4],
		[9, 3]
	])('%i wide pictures on a desk stand in %i columns', (count, wanted) => {
		expect(columns(count, 1.6)).toBe(wanted);
	});

	it('puts tall pictures beside each other', () => {
		expect(columns(6, 390 / 844)).toBe(6);
	});

	it('puts wide pictures under each other on a phone', () => {
		expect(columns(3, 1.6, { width: 358, height: 900 })).toBe(1);
	});
});

describe('arrow keys', () => {
	it.each([
		[0, 'ArrowLeft', 0],
		[0, 'ArrowRight', 1],
		[1, 'ArrowDown', 4],
		[3, 'ArrowUp', 0],
		[6, 'ArrowRight', 6],
		[1, 'ArrowUp', 1]
	] as const)('from %i, %s leads to %i of seven in threes', (from, key, to) => {
		expect(stepIn(from, key, 3, 7)).toBe(to);
	});

	it('comes down to the end of a row that is not full', () => {
		expect(stepIn(5, 'ArrowDown', 3, 7)).toBe(6);
		expect(stepIn(6, 'ArrowDown', 3, 7)).toBe(6);
	});
});
