import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scatter } from './scatter.ts';

const FRAME = { width: 80, height: 50 };
const AREA = { width: 1000, height: 600 };

describe('scatter', () => {
	it('lays nothing and one', () => {
		expect(scatter([], FRAME, AREA)).toEqual({ corners: [], width: 0, height: 0 });
		expect(scatter([{ x: 0.4, y: 7 }], FRAME, AREA)).toEqual({
			corners: [{ x: 0, y: 0 }],
			...FRAME
		});
	});

	it('fills the area and keeps proportions where there is room', () => {
		const places = [{ x: -1, y: 0 }, { x: 0, y: 0.1 }, { x: 1, y: 0 }]; // prettier-ignore
		const { corners, width } = scatter(places, FRAME, AREA);
		expect(width).toBeCloseTo(AREA.width, 6);
		expect(corners[1]?.x).toBeCloseTo(460, 6);
		expect((corners[1]?.y ?? 0) - (corners[0]?.y ?? 0)).toBeCloseTo(46, 6);
	});

	it('lets no frame cover another, even ninety that are all alike or in an area too small', () => {
		const place = fc.record({
			x: fc.double({ min: -1, max: 1, noNaN: true }),
			y: fc.double({ min: -0.01, max: 1, noNaN: true })
		});
		const cases = fc.oneof(
			fc.array(place, { maxLength: 40 }),
			fc.constant(Array.from({ length: 90 }, () => ({ x: 0, y: 0 })))
		);
		fc.assert(
			fc.property(cases, fc.integer({ min: 60, max: 1400 }), (places, width) => {
				const { corners } = scatter(places, FRAME, { width, height: 300 });
				for (const [at, a] of corners.entries())
					for (const b of corners.slice(at + 1))
						expect(
							Math.abs(a.x - b.x) >= FRAME.width - 1e-6 ||
								Math.abs(a.y - b.y) >= FRAME.height - 1e-6
						).toBe(true);
			}),
			{ numRuns: 40 }
		);
	});
});
