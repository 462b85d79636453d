/** A mask of changed pixels, made into a picture. */
import type { Size } from '#lib/state/sight-math.ts';
import { readRuns } from '#lib/scoring/similarity/mask.ts';

/** Four bytes each: as much as a page may hold without a phone giving up. */
const MAX_PIXELS = 8_000_000;

/** How much smaller a mask of this size is drawn: 1, or 1/2, 1/4 … for pages that are very tall. */
export function maskScale({ width, height }: Size): number {
	let scale = 1;
	while (width * height * scale * scale > MAX_PIXELS) scale /= 2;
	return scale;
}

/** @param base64 as the API gives it */
export function bytesOf(base64: string): Uint8Array {
	return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/**
 * @param size of the mask, in pixels
 * @param colour of changed pixels, as the bytes of an RGBA word lie in memory; the others are clear
 * @returns pixels of the mask at `scale`, row by row
 */
export function paintMask(
	mask: Uint8Array,
	size: Size,
	scale: number,
	colour: number
): { pixels: Uint32Array<ArrayBuffer>; width: number; height: number } {
	const width = Math.max(1, Math.ceil(size.width * scale));
	const height = Math.max(1, Math.ceil(size.height * scale));
	const pixels = new Uint32Array(width * height);
	readRuns(mask, (start, end) => {
		// A run may go on over the end of a row.
		for (let at = start; at < end;) {
			const row = Math.floor(at / size.width);
			const rowEnd = Math.min(end, (row + 1) * size.width);
			const line = Math.floor(row * scale) * width;
			const from = Math.floor((at - row * size.width) * scale);
			const to = Math.ceil((rowEnd - row * size.width) * scale);
			pixels.fill(colour, line + from, line + to);
			at = rowEnd;
		}
	});
	return { pixels, width, height };
}
