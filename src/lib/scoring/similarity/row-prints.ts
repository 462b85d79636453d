/** What is remembered of each row of a picture, so that rows of two pictures can be told alike without their pixels. */
import { wordsOf, type Raster } from './raster.ts';

/** Columns into which a row's brightness is averaged. */
export const PROFILE_COLUMNS = 16;

export interface RowPrints {
	/** One hash a row, whole numbers below 2^53: rows are equal when their hashes are, but for one pair in 10^15. */
	hashes: Float64Array;
	/** Brightness of each row in PROFILE_COLUMNS places, 0 to 255: near for rows that look alike. */
	profiles: Uint8Array;
}

/** @param height rows of the picture */
function emptyPrints(height: number): RowPrints {
	return {
		hashes: new Float64Array(height),
		profiles: new Uint8Array(height * PROFILE_COLUMNS)
	};
}

/** Fills `prints` from the pixels, and hands it back. @param prints for as many rows as the picture has */
export function printRows(raster: Raster, prints = emptyPrints(raster.height)): RowPrints {
	const { width, height } = raster;
	const words = wordsOf(raster);
	const starts = Array.from({ length: PROFILE_COLUMNS + 1 }, (_, column) =>
		Math.floor((column * width) / PROFILE_COLUMNS)
	);
	for (let row = 0; row < height; row++) {
		let low = 0x811c9dc5;
		let high = 0x9e3779b1;
		for (let column = 0; column < PROFILE_COLUMNS; column++) {
			const from = row * width + (starts[column] ?? 0);
			const to = row * width + (starts[column + 1] ?? 0);
			let brightness = 0;
			for (let at = from; at < to; at++) {
				const word = words[at] ?? 0;
				low = Math.imul((low << 5) ^ (low >>> 27) ^ word, 0x01000193);
				high = Math.imul((high << 13) ^ (high >>> 19) ^ word, 0x85ebca6b);
				brightness += (word & 0xff) + ((word >>> 7) & 0x1fe) + ((word >>> 16) & 0xff);
			}
			prints.profiles[row * PROFILE_COLUMNS + column] =
				to > from ? brightness / 4 / (to - from) : 0;
		}
		low ^= low >>> 16;
		high ^= high >>> 15;
		prints.hashes[row] = (high >>> 0) * 2 ** 21 + (low >>> 11);
	}
	return prints;
}
