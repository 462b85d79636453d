import { describe, expect, it } from 'vitest';
import { attributes } from './attributes.ts';
import { makeEvidence } from './evidence-for-tests.ts';
import { fit } from './preference.ts';

/** The first eight are worth two more than the others, give or take. */
const WORTH = Array.from({ length: 16 }, (_, item) => (item < 8 ? 1 : -1) + ((item % 4) - 1.5) / 3);
const first = { label: 'calm', items: [0, 1, 2, 3, 4, 5, 6, 7] };

describe('attributes', () => {
	it('finds what goes with worth, within its interval', () => {
		const preference = fit(makeEvidence({ worth: WORTH, clarity: [1, 1, 1], pairs: 600, seed: 5 }));
		const [calm, even] = attributes(preference, [first, { label: 'even', items: [0, 2, 4, 6, 8, 10, 12, 14] }]); // prettier-ignore
		expect(calm?.count).toBe(8);
		expect(calm?.low).toBeGreaterThan(0.7);
		expect(calm?.low).toBeLessThan(2);
		expect(calm?.high).toBeGreaterThan(2);
		expect(even?.low).toBeLessThan(0);
		expect(even?.high).toBeGreaterThan(0);
	});

	it('claims nothing before anything is known, and is silent where there is too little', () => {
		const preference = fit(makeEvidence({ worth: WORTH, clarity: [1], pairs: 4, seed: 5 }));
		const [calm, rare, common] = attributes(preference, [
			first,
			{ label: 'rare', items: [3, 4] },
			{ label: 'common', items: WORTH.map((_, item) => item).slice(2) }
		]);
		expect(calm?.low).toBeLessThan(0);
		expect([rare, common]).toEqual([null, null]);
	});

	it('leaves out what is excluded', () => {
		const preference = fit(makeEvidence({ worth: WORTH, clarity: [1], pairs: 60, seed: 5 }));
		expect(attributes(preference, [first], new Set([0, 1, 2]))[0]?.count).toBe(5);
		expect(attributes(preference, [first], new Set([0, 1, 2, 3, 4, 5]))).toEqual([null]);
	});
});
