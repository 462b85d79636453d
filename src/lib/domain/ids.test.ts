import { describe, expect, it } from 'vitest';
import { idSchema, newId, Sha256, type IdKind } from './ids.ts';

const KINDS: [IdKind, letter: string][] = [
	['brief', 'b'],
	['round', 'r'],
	['direction', 'd'],
	['variant', 'v'],
	['capture', 'c'],
	['decision', 'k']
];

describe('ids', () => {
	it.each(KINDS)('of a %s begin with %s, and only its own schema takes them', (kind, letter) => {
		const id = newId(kind);
		expect(id).toMatch(new RegExp(`^${letter}_[0-9a-f]{20}$`));
		const takers = KINDS.filter(([other]) => idSchema(other).safeParse(id).success);
		expect(takers).toEqual([[kind, letter]]);
	});

	it('do not repeat', () => {
		expect(new Set(Array.from({ length: 1000 }, () => newId('variant'))).size).toBe(1000);
	});

	it.each([
		'',
		'v_',
		'v_0',
		`v_${'g'.repeat(20)}`,
		` v_${'0'.repeat(20)}`,
		`v_${'0'.repeat(20)}\n`,
		'../../etc'
	])('are not such as %j', (text) => {
		expect(idSchema('variant').safeParse(text).success).toBe(false);
	});
});

describe('the name of a blob', () => {
	it.each([
		['a'.repeat(64), true],
		['A'.repeat(64), false],
		['a'.repeat(63), false],
		[`${'a'.repeat(64)}\n`, false],
		['../'.repeat(21) + 'a', false]
	])('%j: %s', (text, isName) => {
		expect(Sha256.safeParse(text).success).toBe(isName);
	});
});
