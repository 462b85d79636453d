import { describe, expect, it } from 'vitest';
import { RunWriter } from '#lib/scoring/similarity/mask.ts';
import { bytesOf, maskScale, paintMask } from './paint-mask.ts';

/** A mask of these runs, as the API gives it. */
function maskOf(...runs: [start: number, end: number][]): Uint8Array {
	const writer = new RunWriter();
	for (const [start, end] of runs) writer.mark(start, end);
	return bytesOf(Buffer.from(writer.finish()).toString('base64'));
}
const rows = ({ pixels, width }: ReturnType<typeof paintMask>): string[] =>
	Array.from({ length: pixels.length / width }, (_, row) =>
		[...pixels.subarray(row * width, (row + 1) * width)].map((word) => (word ? '#' : '.')).join('')
	);

describe('a painted mask', () => {
	it('has its runs where they are, over the ends of rows too', () => {
		const painted = paintMask(maskOf([1, 2], [3, 10]), { width: 4, height: 3 }, 1, 0xff);
		expect(rows(painted)).toEqual(['.#.#', '####', '##..']);
		expect(painted.pixels[1]).toBe(0xff);
	});

	it('loses no pixel when it is drawn smaller', () => {
		const painted = paintMask(maskOf([6, 7]), { width: 4, height: 2 }, 1 / 2, 1);
		expect([painted.width, painted.height]).toEqual([2, 1]);
		expect(rows(painted)).toEqual(['.#']);
	});

	it('is drawn at its true size, unless it is taller than a page may hold', () => {
		expect(maskScale({ width: 1440, height: 900 })).toBe(1);
		const { width, height } = { width: 1440, height: 30_000 };
		const scale = maskScale({ width, height });
		expect(width * height * scale * scale).toBeLessThanOrEqual(8_000_000);
		expect(scale).toBe(1 / 4);
	});
});
