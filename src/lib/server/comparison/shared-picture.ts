/** A decoded picture in memory that all threads share, so that a comparison copies nothing. */
import type { Picture } from '#lib/scoring/similarity/difference.ts';
import { PIXEL_BYTES, type Raster } from '#lib/scoring/similarity/raster.ts';
import { PROFILE_COLUMNS, printRows, type RowPrints } from '#lib/scoring/similarity/row-prints.ts';

export interface SharedPicture {
	width: number;
	height: number;
	pixels: SharedArrayBuffer;
	/** A mark whether they are there yet, then the hashes and the profiles of all rows. */
	prints: SharedArrayBuffer;
}

const HASH_BYTES = 8;
/** As long as a hash, so that those which follow are aligned. */
const MARK_BYTES = 8;

/** Copies pixels into shared memory, once. */
export function shareRaster({ data, width, height }: Raster): SharedPicture {
	const pixels = new SharedArrayBuffer(data.length);
	new Uint8Array(pixels).set(data);
	const prints = new SharedArrayBuffer(MARK_BYTES + height * (HASH_BYTES + PROFILE_COLUMNS));
	return { width, height, pixels, prints };
}

/** What lies in a box of a picture, as one of its own. @param box whole pixels, inside of it */
export function cutOut(
	{ width, pixels }: SharedPicture,
	box: { x: number; y: number; width: number; height: number }
): SharedPicture {
	const whole = new Uint8Array(pixels);
	const data = new Uint8Array(box.width * box.height * PIXEL_BYTES);
	for (let row = 0; row < box.height; row++) {
		const start = ((box.y + row) * width + box.x) * PIXEL_BYTES;
		data.set(whole.subarray(start, start + box.width * PIXEL_BYTES), row * box.width * PIXEL_BYTES);
	}
	return shareRaster({ data, width: box.width, height: box.height });
}

/** In bytes. */
export function sizeOf({ pixels, prints }: SharedPicture): number {
	return pixels.byteLength + prints.byteLength;
}

/** The picture with its rows' prints, which the first thread that needs them makes. Two at once make the same. */
export function openShared({ width, height, pixels, prints }: SharedPicture): Picture {
	const mark = new Int32Array(prints, 0, 1);
	const rows: RowPrints = {
		hashes: new Float64Array(prints, MARK_BYTES, height),
		profiles: new Uint8Array(prints, MARK_BYTES + height * HASH_BYTES, height * PROFILE_COLUMNS)
	};
	const raster = { data: new Uint8Array(pixels), width, height };
	if (Atomics.load(mark, 0) === 0) {
		printRows(raster, rows);
		Atomics.store(mark, 0, 1);
	}
	return { ...raster, prints: rows };
}
