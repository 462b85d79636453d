import { describe, expect, it } from 'vitest';
import { differingShare, type Raster } from './similarity.ts';

/** A picture drawn with characters: `#` black, `.` white. */
function draw(...rows: string[]): Raster {
	const width = rows[0]?.length ?? 0;
	const data = new Uint8Array(
		rows.flatMap((row) =>
			[...row].flatMap((dot) => (dot === '#' ? [0, 0, 0, 255] : [255, 255, 255, 255]))
		)
	);
	return { data, width, height: rows.length };
}

const BLOCK = draw('........', '.####...', '.####...', '.####...', '.####...', '........');
const CASES: [what: string, a: Raster, b: Raster, share: number][] = [
	['the same', BLOCK, BLOCK, 0],
	['nothing and nothing', draw(), draw(), 0],
	['black and white', draw('####', '####'), draw('....', '....'), 1],
	['half', draw('##..', '##..'), draw('....', '....'), 0.5],
	[
		'taller: what only one has differs',
		draw('....', '....'),
		draw('....', '....', '....', '....'),
		0.5
	],
	['wider: rows stay in line', draw('#.', '#.'), draw('#...', '#...'), 0.5],
	[
		'both in part: only what both have is shared',
		draw('..', '..', '..', '..'),
		draw('....', '....'),
		8 / 12
	]
];

describe('differingShare', () => {
	it.each(CASES)('%s', (_what, a, b, share) => {
		expect(differingShare(a, b)).toBeCloseTo(share, 10);
		expect(differingShare(b, a)).toBeCloseTo(share, 10);
	});
});
