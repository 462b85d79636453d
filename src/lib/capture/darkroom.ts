/** From the PNG the browser gave us to what is kept: a small webp, and whether there is anything to see. */
import sharp from 'sharp';
import { THUMB_WIDTH } from './camera.ts';

/** Good enough to judge a layout by at a third of the size; the PNG is kept for everything else. */
const THUMB_QUALITY = 78;
/** 0 to 6. Each step up costs time on the same cores that draw the pages; 1 is 15% larger than 4 and takes half as long. */
const THUMB_EFFORT = 1;

export interface Developed {
	/** webp, at most THUMB_WIDTH pixels wide. */
	thumb: Uint8Array;
	width: number;
	height: number;
	/** Every pixel has one colour. */
	blank: boolean;
}

/** Decodes a PNG once and makes all of `Developed` from the pixels. */
export async function develop(png: Uint8Array): Promise<Developed> {
	const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
	const { width, height, channels } = info;
	// A phone is narrower than a thumb: enlarging it would add bytes and no detail.
	const thumb = await sharp(data, { raw: { width, height, channels } })
		.resize({ width: THUMB_WIDTH, withoutEnlargement: true })
		.webp({ quality: THUMB_QUALITY, effort: THUMB_EFFORT })
		.toBuffer();
	return { thumb, width, height, blank: isOneColour(data, channels) };
}

/** Ends at the first pixel that differs, so it costs nothing on a page with anything on it. */
function isOneColour(pixels: Uint8Array, channels: number): boolean {
	for (let at = channels; at < pixels.length; at++) {
		if (pixels[at] !== pixels[at - channels]) return false;
	}
	return true;
}
