import { describe, expect, it } from 'vitest';
import { findDifference } from './difference.ts';
import { stack, stripes, withPrints } from './pictures-for-tests.ts';
import { restOf } from './rest.ts';

const WIDTH = 64;
const band = (from: number, rows: number) =>
	stripes(
		WIDTH,
		Array.from({ length: rows }, (_, row) => from + row)
	);
const top = band(1, 40);
const middle = band(1000, 30);
const bottom = band(2000, 50);
const put = band(5000, 20);
const base = withPrints(stack(top, middle, bottom));
const hole = (y: number, height: number) => ({ x: 0, y, width: WIDTH, height });

describe('what stayed beside what was put in', () => {
	it('is all of the base where rows were put in, and others pushed out of the picture for them', () => {
		const merged = withPrints(stack(top, put, middle, band(2000, 30)));
		const difference = findDifference(base, merged);
		expect(restOf(difference, { left: [], right: [hole(40, 20)] })).toEqual({
			share: 0,
			regions: []
		});
		expect(restOf(difference, { left: [], right: [] }).share).toBeGreaterThan(0.2);
	});

	it('is all of the base where one took the place of another', () => {
		const merged = withPrints(stack(top, put, bottom, band(9000, 10)));
		const holes = { left: [hole(40, 30)], right: [hole(40, 20)] };
		expect(restOf(findDifference(base, merged), holes)).toEqual({ share: 0, regions: [] });
	});

	it('says how much else is otherwise, and where', () => {
		const merged = withPrints(stack(band(7000, 8), band(9, 32), put, bottom));
		const holes = { left: [hole(40, 30)], right: [hole(40, 20)] };
		const { share, regions } = restOf(findDifference(base, merged), holes);
		expect(share).toBeGreaterThan(0.05);
		expect(share).toBeLessThan(0.1);
		expect(regions).toHaveLength(1);
		expect(regions[0]?.y).toBeLessThan(8);
	});
});
