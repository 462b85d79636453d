/**
 * A picture as a few hundred bytes: where its edges are, how light each place is and of what colour. Near for pictures that look
 * alike at a glance; what the words say, it does not see.
 */
import { invariant } from '#lib/domain/errors.ts';
import { oklabOf } from './oklab.ts';
import { PIXEL_BYTES, type Raster } from './raster.ts';

/** Raised whenever a descriptor of the same picture would become another: stored ones are then made anew. */
export const DESCRIPTOR_VERSION = 1;

/** The size a picture is brought to before it is described, whatever its own proportions. */
export const DESCRIBED_WIDTH = 96;
export const DESCRIBED_HEIGHT = 60;

const COLUMNS = 12;
const ROWS = 10;
const CELLS = COLUMNS * ROWS;
const CELL_WIDTH = DESCRIBED_WIDTH / COLUMNS;
const CELL_HEIGHT = DESCRIBED_HEIGHT / ROWS;

/** Bytes of a descriptor: for each cell its edges, then lightness, then the two axes of colour. */
export const DESCRIPTOR_BYTES = 4 * CELLS;

/** Oklab's a and b of colours in sRGB lie within this of zero. */
const COLOUR_REACH = 0.4;
/** Structure counts twice as much as light and colour: the same page recoloured is nearer than another page in its colours. */
const EDGE_WEIGHT = 2;

/**
 * Alike from here on down; one may be taken for the other.
 *
 * Measured on desktop captures of the sample brief: ninety composed pages and eighteen recorded replies, 146 near-duplicates made
 * of them, and all 4,158 pairs within either set. At most this far from their page are every change of the accent colour (at most
 * 0.03), every turn of all hues by 25° (0.07), every shift of the page by 10 px (0.14) and 35 of 41 changed titles; the six others
 * were set so large that the whole page moved (0.25 to 0.36). Another density is alike in 10 of 23 pages (0.08 to 0.27), the
 * mirrored page in 1 of 23 (0.14 to 0.26), the same structure in another visual system in none (from 0.25). Of the pairs of
 * different pages two are alike (0.135, 0.137); the nearest hundredth ends at 0.19, and half of them are more than 0.39 apart.
 */
export const ALIKE = 0.145;

/**
 * Describes a picture of DESCRIBED_WIDTH × DESCRIBED_HEIGHT pixels.
 * @returns DESCRIPTOR_BYTES bytes
 */
export function describePicture({ data, width, height }: Raster): Uint8Array<ArrayBuffer> {
	invariant(
		width === DESCRIBED_WIDTH && height === DESCRIBED_HEIGHT,
		'a picture is scaled before it is described'
	);
	const count = width * height;
	const lights = new Float64Array(count);
	const sums = new Float64Array(DESCRIPTOR_BYTES);
	const add = (plane: number, pixel: number, value: number) => {
		const x = pixel % width;
		const y = (pixel - x) / width;
		const at = plane * CELLS + Math.floor(y / CELL_HEIGHT) * COLUMNS + Math.floor(x / CELL_WIDTH);
		sums[at] = (sums[at] ?? 0) + value;
	};
	for (let pixel = 0; pixel < count; pixel++) {
		const at = pixel * PIXEL_BYTES;
		const [light, a, b] = oklabOf(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
		lights[pixel] = light;
		add(1, pixel, light);
		add(2, pixel, a);
		add(3, pixel, b);
	}
	for (let pixel = 0; pixel < count; pixel++) {
		const light = lights[pixel] ?? 0;
		const beside = (pixel + 1) % width === 0 ? light : (lights[pixel + 1] ?? light);
		const below = lights[pixel + width] ?? light;
		add(0, pixel, Math.abs(beside - light) + Math.abs(below - light));
	}
	return Uint8Array.from(sums, (sum, at) => toByte(at, sum / (CELL_WIDTH * CELL_HEIGHT)));
}

/** Edges as a root, or a few black ones would drown all fine ones. */
function toByte(at: number, mean: number): number {
	const share =
		at < CELLS
			? Math.sqrt(mean)
			: at < 2 * CELLS
				? mean
				: (mean + COLOUR_REACH) / (2 * COLOUR_REACH);
	return Math.round(Math.min(1, Math.max(0, share)) * 255);
}

/** What a step of one byte is worth in each plane. */
const STEPS = [EDGE_WEIGHT / 255, 1 / 255, (2 * COLOUR_REACH) / 255, (2 * COLOUR_REACH) / 255];

/**
 * How far two descriptors are apart: √(mean over cells of (2·Δedge)² + ΔL² + Δa² + Δb²), with edges as roots and colours in
 * Oklab. 0 for the same, about 1 for a black and a white picture. It is a distance in space: never negative, the same both ways,
 * and no detour is shorter.
 */
export function distanceBetween(one: Uint8Array, other: Uint8Array): number {
	let sum = 0;
	for (const [plane, step] of STEPS.entries()) {
		let squares = 0;
		const end = (plane + 1) * CELLS;
		for (let at = plane * CELLS; at < end; at++) {
			const difference = (one[at] ?? 0) - (other[at] ?? 0);
			squares += difference * difference;
		}
		sum += squares * step * step;
	}
	return Math.sqrt(sum / CELLS);
}

/** The distance of each pair: a square, row by row, zero where both are the same. */
export function distancesAmong(descriptors: readonly Uint8Array[]): Float64Array<ArrayBuffer> {
	const count = descriptors.length;
	const distances = new Float64Array(count * count);
	for (const [row, one] of descriptors.entries()) {
		for (const [step, other] of descriptors.slice(row + 1).entries()) {
			const column = row + 1 + step;
			const distance = distanceBetween(one, other);
			distances[row * count + column] = distance;
			distances[column * count + row] = distance;
		}
	}
	return distances;
}
