import { describe, expect, it } from 'vitest';
import type { Goal } from '#lib/domain/session.ts';
import { lengthOf } from './session-length.ts';

const TOP_3: Goal = { kind: 'settled', top: 3 };
const usual = { pool: 18, criteria: 1, goal: TOP_3, mode: 'pairs', isLive: false } as const;

describe('lengthOf', () => {
	it.each([
		['eighteen', {}, { low: 50, high: 160 }, { low: 4, high: 13 }],
		['ninety', { pool: 90 }, { low: 280, high: 800 }, { low: 23, high: 67 }],
		['two', { pool: 2 }, { low: 10, high: 20 }, { low: 1, high: 2 }],
		['by two criteria', { criteria: 2 }, { low: 100, high: 300 }, { low: 8, high: 25 }],
		['four at a time', { mode: 'fours' }, { low: 20, high: 60 }, { low: 4, high: 13 }],
		['live', { isLive: true }, { low: 50, high: 160 }, { low: 13, high: 40 }],
		[
			'so many',
			{ goal: { kind: 'answers', count: 24 } },
			{ low: 24, high: 24 },
			{ low: 2, high: 2 }
		]
	] as const)('of %s', (_, given, answers, minutes) => {
		expect(lengthOf({ ...usual, ...given })).toEqual({ answers, minutes });
	});
});
