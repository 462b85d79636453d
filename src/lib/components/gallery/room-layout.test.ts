import { describe, expect, it } from 'vitest';
import { byFlag, fittingWidth, heightOf, MAX_ROOM_FRAME, MIN_ROOM_FRAME } from './room-layout.ts';

const room = (plain: number, picks = 0, rejects = 0) => ({ plain, picks, rejects });

describe('fittingWidth', () => {
	const WIDTH = 1120;
	const HEIGHT = 700;

	it('shows ninety works after a cull on one screen, large enough to be told apart', () => {
		const culled = [
			room(6, 2, 16),
			room(4, 1, 13),
			room(3, 3, 11),
			room(2, 1, 7),
			room(1, 2, 6),
			room(1, 0, 8),
			room(0, 1, 2)
		];
		const frame = fittingWidth(culled, WIDTH, HEIGHT);
		expect(frame).toBeGreaterThanOrEqual(80);
		expect(heightOf(culled, frame, WIDTH)).toBeLessThanOrEqual(HEIGHT);
	});

	it('makes as large as they may be what there are few of', () => {
		expect(fittingWidth([room(3)], WIDTH, HEIGHT)).toBe(MAX_ROOM_FRAME);
	});

	it('gives no frame smaller than can be seen, however many there are', () => {
		expect(fittingWidth([room(900)], WIDTH, HEIGHT)).toBe(MIN_ROOM_FRAME);
		expect(fittingWidth([room(9)], 100, 100)).toBe(MIN_ROOM_FRAME);
	});

	it('gets smaller with every room', () => {
		const widths = [8, 16, 32].map((count) =>
			fittingWidth(
				Array.from({ length: count }, () => room(4)),
				WIDTH,
				HEIGHT
			)
		);
		expect(widths).toEqual(widths.toSorted((a, b) => b - a));
		expect(new Set(widths).size).toBe(widths.length);
	});
});

describe('byFlag', () => {
	it('has picks first and rejects last, and otherwise changes nothing', () => {
		const flags = ['none', 'reject', 'pick', 'none', 'pick'] as const;
		const sorted = byFlag(flags.map((flag, id) => ({ flag, id })));
		expect(sorted.map(({ id }) => id)).toEqual([2, 4, 0, 3, 1]);
	});
});
