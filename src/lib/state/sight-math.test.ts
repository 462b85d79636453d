import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	clampSight,
	fitZoom,
	leastZoom,
	MAX_ZOOM,
	moveApart,
	panBy,
	readWhereabouts,
	reveal,
	whereaboutsText,
	zoomAt,
	type Sight
} from './sight-math.ts';

const WINDOW = { width: 720, height: 450 };
const PICTURE = { width: 1440, height: 3000 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const sights = fc.record({
	zoom: number(0.05, 8),
	x: number(-500, 4000),
	y: number(-500, 4000)
});
const points = fc.record({ x: number(0, WINDOW.width), y: number(0, WINDOW.height) });
/** The point of the picture under a point of the window. */
const under = (sight: Sight, at: { x: number; y: number }) => ({
	x: sight.x + at.x / sight.zoom,
	y: sight.y + at.y / sight.zoom
});

describe('zoom', () => {
	it('fits one screen, and never enlarges', () => {
		expect(fitZoom(WINDOW, { width: 1440, height: 900 })).toBe(0.5);
		expect(fitZoom({ width: 1000, height: 422 }, { width: 390, height: 844 })).toBe(0.5);
		expect(fitZoom({ width: 2000, height: 2000 }, { width: 390, height: 844 })).toBe(1);
	});

	it('goes as far out as shows the whole picture', () => {
		expect(leastZoom(WINDOW, { width: 1440, height: 900 }, PICTURE)).toBeCloseTo(0.15);
		expect(
			leastZoom(WINDOW, { width: 1440, height: 900 }, { width: 1440, height: 300 })
		).toBeCloseTo(0.5);
	});

	it('keeps the point under the pointer where it is', () => {
		fc.assert(
			fc.property(sights, number(0.05, 8), points, (sight, zoom, at) => {
				const [before, after] = [under(sight, at), under(zoomAt(sight, zoom, at), at)];
				expect(after.x).toBeCloseTo(before.x, 6);
				expect(after.y).toBeCloseTo(before.y, 6);
			})
		);
	});
});

describe('where one looks', () => {
	it('never leaves the picture, and centres what is smaller than the window', () => {
		fc.assert(
			fc.property(sights, (sight) => {
				const { zoom, x, y } = clampSight(sight, WINDOW, PICTURE);
				const seen = { width: WINDOW.width / zoom, height: WINDOW.height / zoom };
				if (seen.width < PICTURE.width) {
					expect(x).toBeGreaterThanOrEqual(0);
					expect(x + seen.width).toBeLessThanOrEqual(PICTURE.width + 1e-6);
				} else expect(x + seen.width / 2).toBeCloseTo(PICTURE.width / 2, 6);
				if (seen.height < PICTURE.height) {
					expect(y).toBeGreaterThanOrEqual(0);
					expect(y + seen.height).toBeLessThanOrEqual(PICTURE.height + 1e-6);
				} else expect(y + seen.height / 2).toBeCloseTo(PICTURE.height / 2, 6);
			})
		);
	});

	it('is clamped once: clamping again changes nothing', () => {
		fc.assert(
			fc.property(sights, (sight) => {
				const once = clampSight(sight, WINDOW, PICTURE);
				expect(clampSight(once, WINDOW, PICTURE)).toEqual(once);
			})
		);
	});

	it('follows the hand: paper pulled to the right shows what is on the left', () => {
		expect(panBy({ zoom: 0.5, x: 100, y: 100 }, { x: 20, y: -10 })).toEqual({
			zoom: 0.5,
			x: 60,
			y: 120
		});
	});
});

describe('one side alone', () => {
	const shared = { zoom: 0.5, x: 0, y: 200 };

	it('is moved away from the other, by as much as the hand', () => {
		expect(moveApart(shared, { x: 0, y: 0 }, { x: 0, y: -50 }, WINDOW, PICTURE)).toEqual({
			x: 0,
			y: 100
		});
	});

	it('stays in its window', () => {
		const up = moveApart(shared, { x: 0, y: 0 }, { x: 0, y: 9000 }, WINDOW, PICTURE);
		expect(shared.y + up.y).toBe(0);
		const down = moveApart(shared, { x: 0, y: 0 }, { x: 0, y: -9000 }, WINDOW, PICTURE);
		expect(shared.y + down.y + WINDOW.height / shared.zoom).toBe(PICTURE.height);
	});
});

describe('a part that is looked for', () => {
	const sight = { zoom: 0.5, x: 0, y: 0 };

	it('moves nothing when it is seen already', () => {
		expect(reveal(sight, WINDOW, { x: 10, y: 10, width: 50, height: 50 })).toEqual(sight);
	});

	it('comes to the middle when it is not', () => {
		expect(reveal(sight, WINDOW, { x: 600, y: 2000, width: 100, height: 50 })).toEqual({
			zoom: 0.5,
			x: -70,
			y: 1575
		});
	});

	it('is made smaller when it does not fit', () => {
		const { zoom, y } = reveal(sight, WINDOW, { x: 0, y: 0, width: 1440, height: 3000 });
		expect(zoom).toBeCloseTo(402 / 3000);
		expect(y + WINDOW.height / zoom / 2).toBeCloseTo(1500);
	});
});

describe('whereabouts in an address', () => {
	it.each([
		['1.25,0,640', { zoom: 1.25, x: 0, y: 640 }],
		['fit,0,640', { zoom: null, x: 0, y: 640 }]
	])('%s is read, and written alike', (text, whereabouts) => {
		expect(readWhereabouts(text)).toEqual(whereabouts);
		expect(whereaboutsText(whereabouts)).toBe(text);
	});

	it('are written to the pixel, without the room beside a small picture', () => {
		expect(whereaboutsText({ zoom: 0.123456, x: -80, y: 10.6 })).toBe('0.123,0,11');
	});

	it.each([null, '', '2', '1,2', '1,2,3,4', 'wide,0,0', '-1,0,0', '1e9,0,0', 'NaN,0,0'])(
		'%j says nothing',
		(text) => expect(readWhereabouts(text)).toBeNull()
	);

	it('are never larger than one can zoom', () => {
		expect(readWhereabouts('9999,0,0')).toEqual({ zoom: MAX_ZOOM, x: 0, y: 0 });
		expect(readWhereabouts('0,0,0')?.zoom).toBeGreaterThan(0);
	});
});
