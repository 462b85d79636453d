/** How far two pictures differ. Pure: pixels in, a share out, in the browser too. */
import pixelmatch from 'pixelmatch';

/** Decoded pixels, four bytes each, row by row from the top left. */
export interface Raster {
	data: Uint8Array | Uint8ClampedArray;
	width: number;
	height: number;
}

/** The least difference in YIQ colour, of 1, that counts: pixelmatch's own default, about what an eye sees. */
const THRESHOLD = 0.1;

/**
 * The share of pixels, 0 to 1, in which two pictures visibly differ. Where one is taller or wider, what only it has counts
 * as different. Anti-aliased edges do not count.
 */
export function differingShare(a: Raster, b: Raster): number {
	const width = Math.min(a.width, b.width);
	const height = Math.min(a.height, b.height);
	const shared = width * height;
	const all = a.width * a.height + b.width * b.height - shared;
	if (all === 0) return 0;
	const differing =
		shared === 0
			? 0
			: pixelmatch(crop(a, width, height), crop(b, width, height), undefined, width, height, {
					threshold: THRESHOLD
				});
	return (differing + all - shared) / all;
}

const PIXEL_BYTES = 4;

function crop(
	{ data, width }: Raster,
	toWidth: number,
	toHeight: number
): Uint8Array | Uint8ClampedArray {
	if (width === toWidth) return data.subarray(0, toWidth * toHeight * PIXEL_BYTES);
	const part = new Uint8Array(toWidth * toHeight * PIXEL_BYTES);
	for (let row = 0; row < toHeight; row++) {
		const start = row * width * PIXEL_BYTES;
		part.set(data.subarray(start, start + toWidth * PIXEL_BYTES), row * toWidth * PIXEL_BYTES);
	}
	return part;
}
