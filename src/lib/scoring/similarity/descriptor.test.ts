import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	ALIKE,
	DESCRIBED_HEIGHT,
	DESCRIBED_WIDTH,
	DESCRIPTOR_BYTES,
	describePicture,
	distanceBetween,
	distancesAmong
} from './descriptor.ts';
import type { Raster } from './raster.ts';

type Colour = [red: number, green: number, blue: number];
const WHITE: Colour = [255, 255, 255];
const BLACK: Colour = [0, 0, 0];

/** A page of blocks on a ground, at the size that is described. */
function page(
	ground: Colour,
	...blocks: [x: number, y: number, w: number, h: number, c: Colour][]
): Raster {
	const data = new Uint8Array(DESCRIBED_WIDTH * DESCRIBED_HEIGHT * 4);
	const fill = (x: number, y: number, w: number, h: number, colour: Colour) => {
		for (let row = y; row < y + h; row++)
			for (let column = x; column < x + w; column++)
				data.set([...colour, 255], (row * DESCRIBED_WIDTH + column) * 4);
	};
	fill(0, 0, DESCRIBED_WIDTH, DESCRIBED_HEIGHT, ground);
	for (const block of blocks) fill(...block);
	return { data, width: DESCRIBED_WIDTH, height: DESCRIBED_HEIGHT };
}

const apart = (a: Raster, b: Raster) => distanceBetween(describePicture(a), describePicture(b));

const CARDS = [8, 36, 64].map((x): [number, number, number, number, Colour] => [x, 20, 24, 30, [20, 60, 160]]); // prettier-ignore
const cards = page(WHITE, [8, 6, 50, 6, BLACK], ...CARDS);
const list = page(WHITE, ...[0, 10, 20, 30, 40, 50].map((y): [number, number, number, number, Colour] => [8, y + 2, 80, 5, BLACK])); // prettier-ignore

describe('a descriptor', () => {
	it('has its bytes, and takes a picture of its size alone', () => {
		expect(describePicture(cards)).toHaveLength(DESCRIPTOR_BYTES);
		expect(() => describePicture({ ...cards, width: 10 })).toThrow('scaled');
	});

	it('is the same for the same, and one apart for black and white', () => {
		expect(apart(cards, cards)).toBe(0);
		expect(apart(page(BLACK), page(WHITE))).toBeCloseTo(1, 5);
	});

	it('takes a page with another accent or another title for the same', () => {
		const recoloured = page(WHITE, [8, 6, 50, 6, BLACK], ...CARDS.map(([x, y, w, h], at): [number, number, number, number, Colour] => [x, y, w, h, at === 0 ? [30, 110, 150] : [20, 60, 160]])); // prettier-ignore
		const retitled = page(WHITE, [8, 6, 42, 6, BLACK], ...CARDS);
		expect(apart(cards, recoloured)).toBeLessThan(ALIKE);
		expect(apart(cards, retitled)).toBeLessThan(ALIKE);
	});

	it('tells structures apart, and light from dark', () => {
		expect(apart(cards, list)).toBeGreaterThan(ALIKE);
		const dark = page([20, 20, 20], [8, 6, 50, 6, WHITE], ...CARDS);
		expect(apart(cards, dark)).toBeGreaterThan(ALIKE);
	});

	it('sees colour where lightness is the same', () => {
		expect(apart(page([0, 136, 0]), page([205, 70, 70]))).toBeGreaterThan(ALIKE);
	});

	it('is a distance: the same both ways, zero with itself, no detour shorter', () => {
		const bytes = fc.uint8Array({ minLength: DESCRIPTOR_BYTES, maxLength: DESCRIPTOR_BYTES });
		fc.assert(
			fc.property(bytes, bytes, bytes, (a, b, c) => {
				expect(distanceBetween(a, a)).toBe(0);
				expect(distanceBetween(a, b)).toBe(distanceBetween(b, a));
				expect(distanceBetween(a, c)).toBeLessThanOrEqual(
					distanceBetween(a, b) + distanceBetween(b, c) + 1e-12
				);
			})
		);
	});

	it('gives the distance of each pair as a square', () => {
		const all = [cards, list, page(BLACK)].map(describePicture);
		const square = distancesAmong(all);
		expect(square).toHaveLength(9);
		expect(square[0 * 3 + 1]).toBe(apart(cards, list));
		expect(square[2 * 3 + 0]).toBe(apart(page(BLACK), cards));
		expect([square[0], square[4], square[8]]).toEqual([0, 0, 0]);
	});
});
