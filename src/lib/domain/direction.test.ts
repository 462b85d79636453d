import { describe, expect, it } from 'vitest';
import {
	describePoint,
	DimensionSpace,
	distance,
	joinSpaces,
	type Dimension
} from './direction.ts';

const value = (key: string) => ({ key, label: key.replaceAll('-', ' '), clause: `Use ${key}.` });
const DIMENSIONS: Dimension[] = [
	{ key: 'structure', label: 'Structure', why: '', values: [value('list'), value('board')] },
	{ key: 'steps', label: 'Steps', why: '', values: [value('one-step'), value('three-steps')] }
];

describe('a point in words', () => {
	it.each([
		[{ structure: 'list', steps: 'one-step' }, ['structure', 'steps'], 'List, one step'],
		[{ structure: 'list', steps: 'one-step' }, ['steps', 'structure'], 'One step, list'],
		[{ structure: 'list', steps: 'unknown' }, ['structure', 'steps', 'colour'], 'List'],
		[{}, ['structure'], ''],
		[{ structure: 'board' }, [], '']
	])('%j by %j is “%s”', (point, keys, words) => {
		expect(describePoint(point, DIMENSIONS, keys)).toBe(words);
	});
});

describe('the distance of two points', () => {
	it.each([
		[{}, {}, 0],
		[{ a: '1' }, { a: '1' }, 0],
		[{ a: '1' }, { a: '2' }, 1],
		[{ a: '1', b: '1' }, { a: '1' }, 1],
		[{ a: '1' }, { b: '1' }, 2]
	])('%j and %j: %i', (a, b, apart) => {
		expect(distance(a, b)).toBe(apart);
		expect(distance(b, a)).toBe(apart);
	});
});

const dimension = (key: string, ...values: string[]): Dimension => ({
	key,
	label: key,
	why: '',
	values: values.map(value)
});

describe('a space', () => {
	it.each<[what: string, space: Dimension[], path: string | null]>([
		['two dimensions', DIMENSIONS, null],
		['none', [], ''],
		['too many', Array.from({ length: 21 }, (_, at) => dimension(`d${at}`, 'a', 'b')), ''],
		['one value', [dimension('a', 'x')], '0.values'],
		['thirteen values', [dimension('a', ...'bcdefghijklmn'.split(''))], '0.values'],
		['a key twice', [dimension('a', 'x', 'y'), dimension('a', 'x', 'y')], '1.key'],
		['a value twice', [dimension('a', 'x', 'y', 'x')], '0.values.2.key'],
		['a key in capitals', [dimension('A', 'x', 'y')], '0.key'],
		['a key that every object has', [dimension('constructor', 'x', 'y')], '0.key']
	])('of %s is told by the field at fault', (_, space, path) => {
		const read = DimensionSpace.safeParse(space);
		expect(read.success ? null : read.error.issues[0]?.path.join('.')).toBe(path);
	});
});

describe('spaces joined', () => {
	it('hold every value of each, and the first has the say', () => {
		const renamed = { ...dimension('a', 'y', 'z'), label: 'As it is called now' };
		const joined = joinSpaces([
			[dimension('b', 'p', 'q'), renamed],
			[dimension('a', 'x', 'y'), dimension('c', 'r', 's')]
		]);
		expect(joined.map(({ key, values }) => [key, ...values.map((own) => own.key)])).toEqual([
			['b', 'p', 'q'],
			['a', 'y', 'z', 'x'],
			['c', 'r', 's']
		]);
		expect(joined[1]?.label).toBe('As it is called now');
		expect(renamed.values).toHaveLength(2);
	});
});
