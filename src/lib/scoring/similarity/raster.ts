/** Decoded pixels, four bytes each (red, green, blue, alpha), row by row from the top left. */
export interface Raster {
	data: Uint8Array | Uint8ClampedArray;
	width: number;
	height: number;
}

export const PIXEL_BYTES = 4;

/** The pixels as one number each: comparing and scanning them so is four times as fast as byte by byte. */
export function wordsOf({ data, width, height }: Raster): Uint32Array {
	return new Uint32Array(data.buffer, data.byteOffset, width * height);
}
