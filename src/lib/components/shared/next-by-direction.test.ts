import { describe, expect, it } from 'vitest';
import { nextByDirection, nextByKey, type Box, type Direction } from './next-by-direction.ts';

const box = (left: number, top: number, width = 100, height = 80): Box => ({ left, top, width, height }); // prettier-ignore
/** Two strips: a grown frame, a small one and three lines; below, one strip beside another, and a last one. */
const BOXES = [
	box(0, 0, 150, 120),
	box(160, 40),
	box(270, 40, 8),
	box(280, 40, 8),
	box(290, 40, 8),
	box(0, 200),
	box(110, 200),
	box(300, 180, 150, 120),
	box(0, 400)
];

describe('nextByDirection', () => {
	it.each<[what: string, from: number, direction: Direction, to: number | null]>([
		['right, in reading order', 0, 'right', 1],
		['right, on to the next strip', 4, 'right', 5],
		['left', 5, 'left', 4],
		['not beyond the first', 0, 'left', null],
		['not beyond the last', 8, 'right', null],
		['down, to what lies below', 0, 'down', 5],
		['down, to the nearest middle', 1, 'down', 6],
		['down from a line', 4, 'down', 7],
		['up, past a smaller neighbour of the row', 7, 'up', 4],
		['up to the grown one', 5, 'up', 0],
		['down to a strip that has one alone', 7, 'down', 8],
		['not below the last strip', 8, 'down', null],
		['not above the first', 2, 'up', null],
		['from nowhere', 40, 'down', null]
	])('%s', (_what, from, direction, to) => {
		expect(nextByDirection(BOXES, from, direction)).toBe(to);
	});

	it('reaches every box from every other', () => {
		for (const start of BOXES.keys()) {
			const seen = new Set([start]);
			for (const from of seen)
				for (const direction of ['left', 'right', 'up', 'down'] as const) {
					const next = nextByDirection(BOXES, from, direction);
					if (next !== null) seen.add(next);
				}
			expect(seen.size).toBe(BOXES.length);
		}
	});
});

describe('nextByKey', () => {
	const all = ['a', 'b', 'c'];
	const next = (from: string, direction: Direction) => (from === 'c' ? null : from + direction);

	it.each([
		['ArrowUp', 'b', 'bup'],
		['ArrowLeft', 'a', 'aleft'],
		['ArrowRight', 'c', null],
		['ArrowDown', null, 'a'],
		['Home', 'b', 'a'],
		['End', null, 'c'],
		['Enter', 'b', undefined],
		['a', null, undefined]
	])('%s from %s leads to %s', (key, from, to) => {
		expect(nextByKey(key, from, all, next)).toBe(to);
	});

	it('leads nowhere among none', () => {
		expect(nextByKey('End', null, [], next)).toBe(null);
	});
});
