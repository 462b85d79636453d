import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { THUMB_WIDTH } from './camera.ts';
import { develop, differenceBetween } from './darkroom.ts';

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

	it('sees one pixel that is lost when it is made smaller', async () => {
		const spot = { left: 701, top: 401, colour: { ...PAPER, b: 243 } };
		expect((await develop(await png(1440, 900, spot))).blank).toBe(false);
		expect((await develop(await png(1440, 900))).blank).toBe(true);
	});
});

describe('the difference between two photographs', () => {
	it('is none where there is none', async () => {
		expect(await differenceBetween(await png(90, 50), await png(90, 50))).toBe(false);
	});

	it('is a share of the pixels, and boxes around them, the largest first', async () => {
		const plain = await png(320, 160);
		const block = async (width: number, height: number) =>
			sharp({ create: { width, height, channels: 3, background: '#000' } })
				.png()
				.toBuffer();
		const marked = await sharp(plain)
			.composite([
				{ input: await block(16, 16), left: 0, top: 0 },
				{ input: await block(64, 48), left: 160, top: 32 },
				{ input: await block(10, 10), left: 310, top: 150 }
			])
			.png()
			.toBuffer();
		expect(await differenceBetween(plain, marked)).toEqual({
			share: (256 + 3072 + 100) / (320 * 160),
			boxes: [
				{ x: 160, y: 32, width: 64, height: 48 },
				{ x: 0, y: 0, width: 16, height: 16 },
				{ x: 304, y: 144, width: 16, height: 16 }
			]
		});
	});
});
