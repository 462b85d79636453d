import { describe, expect, it } from 'vitest';
import { formatValues, parseValues, slugOf } from './dimension-text.ts';

const VALUES = [
	{ key: 'one', label: 'one', clause: 'with one decision; spelled out: in full' },
	{ key: 'on-asking', label: 'on asking', clause: 'only on asking' }
];

describe('the values of a dimension as text', () => {
	it('come back as they were', () => {
		expect(parseValues(formatValues(VALUES), VALUES)).toEqual(VALUES);
	});

	it('keep their keys while their labels stay, and get new ones when they change', () => {
		const read = parseValues('on asking: when asked\nOn Demand', [
			{ key: 'asked', label: 'on asking', clause: '' }
		]);
		expect(read).toEqual([
			{ key: 'asked', label: 'on asking', clause: 'when asked' },
			{ key: 'on-demand', label: 'On Demand', clause: 'On Demand' }
		]);
	});

	it.each(['', '\n \n', ':', ': without a name'])('leave %j out', (text) => {
		expect(parseValues(text, [])).toEqual([]);
	});

	it('leave out what comes twice', () => {
		expect(parseValues('one: a\none: b\nOne: c', []).map(({ clause }) => clause)).toEqual(['a']);
	});
});

describe('slugOf', () => {
	it.each([
		['Who decides?', 'who-decides'],
		['  Élan vital  ', 'elan-vital'],
		['90 %', '90'],
		['地図', 'u5730-u56f3'],
		['', '']
	])('%j → %j', (label, slug) => {
		expect(slugOf(label)).toBe(slug);
	});
});
