import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { THUMB_WIDTH } from './camera.ts';
import { develop } from './darkroom.ts';

type Colour = { r: number; g: number; b: number };
const PAPER: Colour = { r: 250, g: 247, b: 242 };

/** A PNG of one colour, with one pixel of another where one is asked for. */
async function png(
	width: number,
	height: number,
	spot?: { left: number; top: number; colour: Colour }
): Promise<Uint8Array> {
	const paper = sharp({ create: { width, height, channels: 3, background: PAPER } });
	if (!spot) return paper.png().toBuffer();
	const input = await sharp({
		create: { width: 1, height: 1, channels: 3, background: spot.colour }
	})
		.png()
		.toBuffer();
	return paper
		.composite([{ input, left: spot.left, top: spot.top }])
		.png()
		.toBuffer();
}

describe('develop', () => {
	it.each([
		['wider than a thumb', 1440, 900, THUMB_WIDTH, 400],
		['as wide', 640, 900, 640, 900],
		['narrower', 390, 844, 390, 844]
	])(
		'makes a webp of a photograph that is %s',
		async (_, width, height, thumbWidth, thumbHeight) => {
			const developed = await develop(await png(width, height));
			expect(developed).toMatchObject({ width, height });
			expect(await sharp(developed.thumb).metadata()).toMatchObject({
				format: 'webp',
				width: thumbWidth,
				height: thumbHeight
			});
		}
	);

	it.each([
		['one colour', undefined, true],
		['one pixel that is a shade off', { left: 70, top: 30, colour: { ...PAPER, b: 241 } }, false],
		['its last pixel different', { left: 99, top: 49, colour: { r: 0, g: 0, b: 0 } }, false],
		['its first pixel different', { left: 0, top: 0, colour: { r: 0, g: 0, b: 0 } }, false]
	])('says whether it is blank: %s', async (_, spot, blank) => {
		expect((await develop(await png(100, 50, spot))).blank).toBe(blank);
	});
});
