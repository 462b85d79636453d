import { describe, expect, it } from 'vitest';
import { describePoint, distance, type Dimension } from './direction.ts';

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
