import { describe, expect, it } from 'vitest';
import type { Dimension, Point } from './direction.ts';
import { findGaps, pinsFor } from './space-gaps.ts';

const dimension = (key: string, ...values: string[]): Dimension => ({
	key,
	label: key,
	why: '',
	values: values.map((value) => ({ key: value, label: `a ${value}`, clause: value }))
});
const SPACE = [
	dimension('structure', 'board', 'list', 'map', 'wall'),
	dimension('steps', 'one', 'two'),
	dimension('sound', 'loud', 'low')
];
const points = (...texts: string[]): Point[] =>
	texts.map((text) => {
		const [structure = '', steps = ''] = text.split(' ');
		return { structure, steps };
	});

describe('findGaps', () => {
	it('says nothing of a space that nobody has built in', () => {
		expect(findGaps([], SPACE, 3)).toEqual([]);
	});

	it('names one value of a dimension that nobody used, then the pairs whose absence says most', () => {
		const built = points('board one', 'board one', 'board one', 'list two', 'list two', 'map one');
		expect(findGaps(built, SPACE, 3)).toEqual([
			{ point: { structure: 'wall' }, labels: ['structure “a wall”'], expected: 0 },
			{
				point: { structure: 'list', steps: 'one' },
				labels: ['structure “a list”', 'steps “a one”'],
				expected: 8 / 6
			},
			{
				point: { structure: 'board', steps: 'two' },
				labels: ['structure “a board”', 'steps “a two”'],
				expected: 1
			}
		]);
		expect(findGaps(built, SPACE, 1)).toHaveLength(1);
	});

	it('names none where every pair is there', () => {
		const space = [dimension('structure', 'board', 'list'), dimension('steps', 'one', 'two')];
		const built = points('board one', 'board two', 'list one', 'list two');
		expect(findGaps(built, space, 3)).toEqual([]);
	});
});

describe('pinsFor', () => {
	it.each<[what: string, cells: string[], pins: Record<string, string[]> | null]>([
		['none', [], null],
		['one', ['board one'], { structure: ['board'], steps: ['one'] }],
		['a row', ['board one', 'board two'], { structure: ['board'], steps: ['one', 'two'] }],
		['the same twice', ['board one', 'board one'], { structure: ['board'], steps: ['one'] }],
		['a product', ['board one', 'list two', 'board two', 'list one'], { structure: ['board', 'list'], steps: ['one', 'two'] }], // prettier-ignore
		['two that lie across', ['board one', 'list two'], null],
		['a product with a hole', ['board one', 'board two', 'list one'], null]
	])('%s', (_what, cells, pins) => {
		expect(pinsFor(points(...cells))).toEqual(pins);
	});
});
