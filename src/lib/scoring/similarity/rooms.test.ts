import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#lib/domain/random.ts';
import { cutRooms, meanSilhouette } from './rooms.ts';
import { onLine, squares } from './distances-for-tests.ts';

/** So many around each of these places, close together. */
const clusters = (places: number[], each: number) =>
	places.flatMap((place) => Array.from({ length: each }, (_, at) => place + at * 0.01));

describe('cutRooms', () => {
	it.each<[what: string, places: number[], rooms: number[][]]>([
		['nothing', [], []],
		['one', [5], [[0]]],
		['three are one room, however far apart', [0, 1, 50], [[1, 0, 2]]],
		['the middle one first, then from near to far', [0, 1, 2.5, 90, 91, 93], [[1, 0, 2], [4, 3, 5]]], // prettier-ignore
		['the largest first', [0, 50, 51, 52.5, 0.1], [[2, 1, 3], [0, 4]]] // prettier-ignore
	])('%s', (_what, places, rooms) => {
		expect(cutRooms(onLine(places), places.length)).toEqual(rooms);
	});

	it.each([
		[24, 3],
		[24, 5],
		[60, 5],
		[90, 4],
		[90, 8]
	])('finds, among %i, %i that stand apart', (count, sets) => {
		const places = clusters(
			Array.from({ length: sets }, (_, at) => at * 10 + (at % 3)),
			count / sets
		).slice(0, count);
		expect(cutRooms(onLine(places), places.length)).toHaveLength(sets);
	});

	it('does not leave nearly everything in one room because a few stand far off', () => {
		const random = createRandom(4);
		const crowd = Array.from({ length: 40 }, () => random());
		const places = [...crowd, 30, 60];
		const [largest = []] = cutRooms(onLine(places), places.length);
		expect(largest.length).toBeLessThanOrEqual(places.length / 2);
	});

	it('has everyone in one room, and no more rooms than a person can overlook', () => {
		fc.assert(
			fc.property(squares(40), ({ square, count }) => {
				const rooms = cutRooms(square, count);
				expect(rooms.flat().sort((a, b) => a - b)).toEqual(
					Array.from({ length: count }, (_, at) => at)
				);
				expect(rooms.length).toBeLessThanOrEqual(8);
				expect(rooms.every((room) => room.length > 0)).toBe(true);
				expect(cutRooms(square, count)).toEqual(rooms);
			})
		);
	});
});

describe('meanSilhouette', () => {
	it.each<[what: string, places: number[], sets: number[][], width: number]>([
		['one set says nothing', [0, 1], [[0, 1]], 0],
		['those alone say nothing', [0, 1], [[0], [1]], 0],
		['two sets far apart', [0, 1, 10, 11], [[0, 1], [2, 3]], (9.5 / 10.5 + 8.5 / 9.5) / 2], // prettier-ignore
		['sets that go through each other', [0, 10, 0, 10], [[0, 1], [2, 3]], -0.5], // prettier-ignore
		['equal ones', [3, 3, 3, 3], [[0, 1], [2, 3]], 0] // prettier-ignore
	])('%s', (_what, places, sets, width) => {
		expect(meanSilhouette(onLine(places), places.length, sets)).toBeCloseTo(width, 10);
	});
});
