import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRuns, RunWriter } from './mask.ts';

function write(runs: [start: number, end: number][]): Uint8Array {
	const writer = new RunWriter();
	for (const [start, end] of runs) writer.mark(start, end);
	return writer.finish();
}

function read(mask: Uint8Array): [number, number][] {
	const runs: [number, number][] = [];
	readRuns(mask, (start, end) => runs.push([start, end]));
	return runs;
}

describe('a mask', () => {
	it.each<[string, [number, number][], number[]]>([
		['nothing changed', [], []],
		['the first pixel', [[0, 1]], [0, 1]],
		['two runs', [[3, 5], [10, 11]], [3, 2, 5, 1]], // prettier-ignore
		['runs that touch are one', [[3, 5], [5, 9]], [3, 6]], // prettier-ignore
		['from 128 on, two bytes', [[200, 328]], [0xc8, 0x01, 0x80, 0x01]]
	])('%s', (_what, runs, bytes) => {
		expect([...write(runs)]).toEqual(bytes);
	});

	it('comes back as it was written', () => {
		const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 500_000 }), fc.integer({ min: 1, max: 9000 })), { maxLength: 3000 }); // prettier-ignore
		fc.assert(
			fc.property(gaps, (lengths) => {
				let at = 0;
				const runs = lengths.map(([gap, length]): [number, number] => {
					const start = at + gap;
					at = start + length;
					return [start, at];
				});
				expect(read(write(runs))).toEqual(runs);
			}),
			{ numRuns: 30 }
		);
	});
});
