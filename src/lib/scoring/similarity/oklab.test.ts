import { describe, expect, it } from 'vitest';
import { oklabOf, type Oklab } from './oklab.ts';

/** As CSS Color 4 implementations give them, to three places. */
const CASES: [what: string, rgb: [number, number, number], oklab: Oklab][] = [
	['black', [0, 0, 0], [0, 0, 0]],
	['white', [255, 255, 255], [1, 0, 0]],
	['red', [255, 0, 0], [0.628, 0.225, 0.126]],
	['green', [0, 255, 0], [0.866, -0.234, 0.179]],
	['blue', [0, 0, 255], [0.452, -0.032, -0.312]],
	['mid grey', [128, 128, 128], [0.6, 0, 0]]
];

describe('oklabOf', () => {
	it.each(CASES)('%s', (_what, rgb, oklab) => {
		for (const [part, value] of oklabOf(...rgb).entries())
			expect(value).toBeCloseTo(oklab[part] ?? NaN, 3);
	});
});
