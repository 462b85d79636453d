import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type MapPlace } from './map.ts';

function distancesOf(places: MapPlace[]): Float64Array {
	return Float64Array.from(
		places.flatMap((a) => places.map((b) => Math.hypot(a.x - b.x, a.y - b.y)))
	);
}

describe('layOut', () => {
	it('lays nothing, one and equal ones out', () => {
		expect(layOut(new Float64Array(), 0)).toEqual([]);
		expect(layOut(new Float64Array(1), 1)).toEqual([{ x: 0, y: 0 }]);
		expect(layOut(new Float64Array(9), 3)).toEqual([0, 1, 2].map(() => ({ x: 0, y: 0 })));
	});

	it('lays the longest way along x, around the middle', () => {
		const [a, b, c] = layOut(distancesOf([{ x: 0, y: 0 }, { x: 0, y: 6 }, { x: 1, y: 3 }]), 3); // prettier-ignore
		expect(Math.abs((a?.x ?? 0) - (b?.x ?? 0))).toBeCloseTo(6, 6);
		expect((a?.x ?? 0) + (b?.x ?? 0) + (c?.x ?? 0)).toBeCloseTo(0, 6);
		expect(Math.abs((a?.y ?? 0) - (c?.y ?? 0))).toBeCloseTo(1, 6);
	});

	it('gives the distances on a plane back, and the same map each time', () => {
		const place = fc.record({
			x: fc.integer({ min: -100, max: 100 }),
			// Much flatter than wide: where both ways are equally long, which one is along x is anybody's guess.
			y: fc.integer({ min: -20, max: 20 })
		});
		fc.assert(
			fc.property(fc.array(place, { minLength: 2, maxLength: 20 }), (places) => {
				const distances = distancesOf(places);
				const map = layOut(distances, places.length);
				for (const [at, distance] of distancesOf(map).entries())
					expect(Math.abs(distance - (distances[at] ?? 0))).toBeLessThan(0.5);
				expect(layOut(distances, places.length)).toEqual(map);
			})
		);
	});
});
