import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, type LineRun } from './line-diff.ts';

const linesOf = (runs: LineRun[], ...kinds: LineRun['kind'][]): string[] =>
	runs.filter(({ kind }) => kinds.includes(kind)).flatMap(({ lines }) => lines);

const told = (runs: LineRun[]): string =>
	runs
		.map(({ kind, lines }) => ({ same: ' ', added: '+', removed: '-' })[kind] + lines.join(''))
		.join(' ');

describe('diffLines', () => {
	it.each([
		['', '', ''],
		['abc', 'abc', ' abc'],
		['', 'ab', '+ab'],
		['ab', '', '-ab'],
		['abc', 'axc', ' a -b +x  c'],
		['abcabba', 'cbabac', '-ab  c +b  ab -b  a +c'],
		['ab', 'ba', '-a  b +a'],
		['xaaay', 'xay', ' xa -aa  y'],
		['plan<d>', '<d>', '-plan  <d>'],
		['<d>', '<di><e>', ' <d +i><e  >']
	])('from %j to %j', (before, after, expected) => {
		expect(told(diffLines([...before], [...after]))).toBe(expected);
	});

	const line = fc.constantFrom('a', 'b', 'c', '');
	it('gives both texts back, in runs that alternate', () => {
		fc.assert(
			fc.property(fc.array(line), fc.array(line), (before, after) => {
				const runs = diffLines(before, after);
				expect(linesOf(runs, 'same', 'removed')).toEqual(before);
				expect(linesOf(runs, 'same', 'added')).toEqual(after);
				for (const [index, { kind, lines }] of runs.entries()) {
					expect(lines.length).toBeGreaterThan(0);
					expect(kind).not.toBe(runs[index + 1]?.kind);
				}
			}),
			{ numRuns: 500 }
		);
	});

	it('keeps as much as can be kept', () => {
		fc.assert(
			fc.property(fc.array(line), fc.array(line), (before, after) => {
				expect(linesOf(diffLines(before, after), 'same')).toHaveLength(
					longestCommon(before, after)
				);
			})
		);
	});

	it('says of texts with nothing in common only what they share at both ends', () => {
		const before = ['top', ...Array.from({ length: 20_000 }, (_, index) => `a${index}`), 'end'];
		const after = ['top', ...Array.from({ length: 20_000 }, (_, index) => `b${index}`), 'end'];
		expect(diffLines(before, after).map(({ kind, lines }) => [kind, lines.length])).toEqual([
			['same', 1],
			['removed', 20_000],
			['added', 20_000],
			['same', 1]
		]);
	});

	it('takes a text of 200,000 lines with a few changes', () => {
		const before = Array.from({ length: 200_000 }, (_, index) => `line ${index}`);
		const after = before.flatMap((words, index) => (index % 50_000 === 7 ? [words, 'new'] : words));
		expect(linesOf(diffLines(before, after), 'added')).toEqual(Array(4).fill('new'));
	});
});

/** The length of the longest common subsequence, in the plain way. */
function longestCommon(a: string[], b: string[]): number {
	let row = Array<number>(b.length + 1).fill(0);
	for (const left of a) {
		const next = [0];
		for (const [index, right] of b.entries())
			next.push(
				left === right ? (row[index] ?? 0) + 1 : Math.max(next[index] ?? 0, row[index + 1] ?? 0)
			);
		row = next;
	}
	return row.at(-1) ?? 0;
}
