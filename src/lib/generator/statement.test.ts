import { describe, expect, it } from 'vitest';
import type { Dimension } from '#lib/domain/direction.ts';
import { STANDING_DIMENSIONS } from './dimensions.ts';
import { composeStatement } from './statement.ts';

const own = (at: number): Dimension => ({
	key: `own-${at}`,
	label: `own ${at}`,
	why: '',
	values: [
		{ key: 'a', label: 'a', clause: `with the first of ${at}; more` },
		{ key: 'b', label: 'b', clause: `With the second of ${at}.` }
	]
});
const STANDING = Object.fromEntries(
	STANDING_DIMENSIONS.map(({ key, values }) => [key, values[0]?.key ?? ''])
);

describe('composeStatement', () => {
	it('says the idea, what belongs to this brief, and then the look', () => {
		expect(composeStatement({ ...STANDING, 'own-1': 'b' }, [own(1), ...STANDING_DIMENSIONS])).toBe(
			'A list read from the top, ordered by what can be done, with one decision that settles everything, everything in sight at once and with the second of 1; set calm, in a plain grotesque and in one hue, with no motion at all.'
		);
	});

	it('leaves the look unsaid before it grows past what is taken in', () => {
		const many = Array.from({ length: 8 }, (_, at) => own(at));
		const point = { ...STANDING, ...Object.fromEntries(many.map(({ key }) => [key, 'a'])) };
		const statement = composeStatement(point, [...many, ...STANDING_DIMENSIONS]);
		expect(statement).toMatch(
			/^A list read from the top, with the first of 0, .*and with the first of 7\.$/
		);
	});

	it('says nothing of values that are not in the space', () => {
		expect(composeStatement({ structure: 'list', mood: 'grave' }, STANDING_DIMENSIONS)).toBe(
			'A list read from the top.'
		);
		expect(composeStatement({ 'own-0': 'a' }, [own(0)])).toBe('An answer, with the first of 0.');
	});
});
