/** Pictures made of numbers, for the tests of this folder. */
import type { Picture } from './difference.ts';
import { PIXEL_BYTES, type Raster } from './raster.ts';
import { printRows } from './row-prints.ts';

/** A picture drawn with characters: `#` black, `.` white, digits grey from dark to light. */
export function draw(...rows: string[]): Raster {
	const greyOf = (dot: string) => (dot === '#' ? 0 : dot === '.' ? 255 : Number(dot) * 25 + 12);
	const width = rows[0]?.length ?? 0;
	const data = new Uint8Array(
		rows.flatMap((row) => [...row].flatMap((dot) => [greyOf(dot), greyOf(dot), greyOf(dot), 255]))
	);
	return { data, width, height: rows.length };
}

export function withPrints(raster: Raster): Picture {
	return { ...raster, prints: printRows(raster) };
}

/** Rows of `width` pixels that are unlike each other, from numbers of any kind. */
export function stripes(width: number, seeds: readonly number[]): Raster {
	const words = new Uint32Array(width * seeds.length);
	for (const [row, seed] of seeds.entries()) {
		for (let x = 0; x < width; x++) {
			// Blocks of eight, so that nothing looks like an anti-aliased edge.
			const mixed = Math.imul(seed + (x >> 3) * 7919 + 1, 0x9e3779b1);
			words[row * width + x] = (mixed ^ (mixed >>> 15)) | 0xff000000;
		}
	}
	return { data: new Uint8Array(words.buffer), width, height: seeds.length };
}

/** One above the other. */
export function stack(...parts: Raster[]): Raster {
	const width = parts[0]?.width ?? 0;
	const height = parts.reduce((sum, part) => sum + part.height, 0);
	const data = new Uint8Array(width * height * PIXEL_BYTES);
	let at = 0;
	for (const part of parts) {
		data.set(part.data, at);
		at += part.data.length;
	}
	return { data, width, height };
}
