import { describe, expect, it } from 'vitest';
import { heightsOf, placeOf, shareOf } from './difference-words.ts';

describe('a share', () => {
	it.each([
		[0, '0 %'],
		[0.0000008, 'under 0.1 %'],
		[0.0154, '1.5 %'],
		[0.382, '38.2 %'],
		[0.99999, 'over 99.9 %'],
		[1, '100 %']
	])('of %d is %s', (share, words) => {
		expect(shareOf(share)).toBe(words);
	});
});

describe('a place', () => {
	const box = { x: 8, y: 410, width: 1240, height: 32, left: 410, right: 410 };

	it('is said with its size and where it begins', () => {
		expect(placeOf({ ...box, kind: 'changed' }, 5, 11)).toBe(
			'Changed, 1,240 × 32 px, 410 px from the top'
		);
		expect(placeOf({ ...box, kind: 'changed', left: 0, right: 0 }, 5, 11)).toBe(
			'Changed, 1,240 × 32 px, at the top'
		);
	});

	it('that only one has is said to be only there', () => {
		expect(placeOf({ ...box, kind: 'removed', right: null }, 5, 11)).toContain('Only in 5');
		expect(placeOf({ ...box, kind: 'inserted', left: null }, 5, 11)).toContain('Only in 11');
	});
});

describe('heights', () => {
	it.each<[[number | null, number | null], string]>([
		[[900, 400], 'Both pages are one screen tall.'],
		[[1260, 1260], 'Both pages are 1.4 screens tall.'],
		[[900, 27_000], 'The pages are 1.0 and 30.0 screens tall.'],
		[[900, null], '']
	])('of %j are said as %s', (heights, words) => {
		expect(heightsOf(heights, 900)).toBe(words);
	});
});
