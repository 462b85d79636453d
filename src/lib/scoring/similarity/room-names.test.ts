import { describe, expect, it } from 'vitest';
import type { Dimension, Point } from '#lib/domain/direction.ts';
import { nameRooms } from './room-names.ts';

const dimension = (key: string, ...values: string[]): Dimension => ({
	key,
	label: key,
	why: '',
	values: values.map((value) => ({ key: value, label: value.replace('-', ' '), clause: value }))
});
const SPACE = [
	dimension('structure', 'board', 'time-line', 'list'),
	dimension('light', 'dark', 'bright')
];
/** `board dark` as a point. */
const points = (...texts: string[]): Point[] =>
	texts.map((text) => {
		const [structure = '', light = ''] = text.split(' ');
		return { structure, light };
	});

describe('nameRooms', () => {
	it.each<[what: string, rooms: Point[][], names: string[]]>([
		['no rooms', [], []],
		['one room has none beside it', [points('board dark', 'board dark')], ['Room 1']],
		[
			'by what most of a room have and others have not',
			[points('board dark', 'board bright', 'list dark'), points('time-line dark', 'list bright')],
			['Board', 'Time line']
		],
		[
			'not by what few of it have, and not by what others have as often',
			[points('board dark', 'list bright', 'time-line dark'), points('list dark', 'board dark', 'time-line bright')], // prettier-ignore
			['Room 1', 'Room 2']
		],
		[
			'by two values where one does not tell them apart',
			[points('board dark', 'board dark'), points('board bright', 'board bright'), points('list dark', 'list bright', 'list dark', 'list bright')], // prettier-ignore
			['Board, light: dark', 'Board, light: bright', 'List']
		],
		[
			'by their number where two do not either',
			[points('board dark'), points('board dark'), points('list bright', 'list bright')],
			['Room 1', 'Room 2', 'List']
		],
		[
			'a point that is nowhere in the space has nothing in common',
			[[{}, {}], points('list dark')],
			['Room 1', 'List']
		]
	])('%s', (_what, rooms, names) => {
		expect(nameRooms(rooms, SPACE)).toEqual(names);
	});

	it('never gives two rooms one name', () => {
		const values = ['board dark', 'board bright', 'list dark', 'time-line dark'];
		const rooms = values.flatMap((one) => values.map((other) => points(one, other, one)));
		expect(new Set(nameRooms(rooms, SPACE)).size).toBe(rooms.length);
	});
});
