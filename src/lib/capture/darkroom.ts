/** From the PNG the browser gave us to what is kept: a small webp, and whether there is anything to see. */
import sharp from 'sharp';
import type { Box, Unstable } from '#lib/domain/capture-facts.ts';
import { THUMB_WIDTH } from './camera.ts';

/** Good enough to judge a layout by at a third of the size; the PNG is kept for everything else. */
const THUMB_QUALITY = 78;
/** 0 to 6. Each step up costs time on the same cores that draw the pages; 0 is 20% larger than 4 and takes a third as long. */
const THUMB_EFFORT = 0;

export interface Developed {
	/** webp, at most THUMB_WIDTH pixels wide. */
	thumb: Uint8Array;
	width: number;
	height: number;
	/** Every pixel has one colour. */
	blank: boolean;
}

/** Makes all of `Developed` in one pass over the PNG, which is decoded only as it is made smaller. */
export async function develop(png: Uint8Array): Promise<Developed> {
	const { width, height } = sizeOf(png);
	// A phone is narrower than a thumb: enlarging it would add bytes and no detail.
	const small = await sharp(png)
		.resize({ width: THUMB_WIDTH, withoutEnlargement: true })
		.raw()
		.toBuffer({ resolveWithObject: true });
	const thumb = await sharp(small.data, { raw: small.info })
		.webp({ quality: THUMB_QUALITY, effort: THUMB_EFFORT })
		.toBuffer();
	return { thumb, width, height, blank: await isBlank(png, small) };
}

/** Where the first chunk of every PNG has its width and height. */
const PNG_SIZE_AT = 16;

function sizeOf(png: Uint8Array): { width: number; height: number } {
	const header = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
	return { width: header.readUInt32BE(PNG_SIZE_AT), height: header.readUInt32BE(PNG_SIZE_AT + 4) };
}

/** Made smaller, one colour stays one colour; but so may a few pixels of another, so only then is every pixel looked at. */
async function isBlank(
	png: Uint8Array,
	small: { data: Buffer; info: { channels: number } }
): Promise<boolean> {
	if (!isOneColour(small.data, small.info.channels)) return false;
	const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
	return isOneColour(data, info.channels);
}

/** Ends at the first pixel that differs, so it costs nothing on a page with anything on it. */
function isOneColour(pixels: Uint8Array, channels: number): boolean {
	for (let at = channels; at < pixels.length; at++) {
		if (pixels[at] !== pixels[at - channels]) return false;
	}
	return true;
}

/** Side of the squares in which differing pixels are gathered, in pixels. */
const SQUARE = 16;
const MAX_BOXES = 12;

/** Where two PNGs of one size differ, and in which share of their pixels; false where they do not. */
export async function differenceBetween(
	one: Uint8Array,
	other: Uint8Array
): Promise<Unstable | false> {
	const [a, b] = await Promise.all(
		[one, other].map((png) => sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true }))
	);
	if (a === undefined || b === undefined) return false;
	const { width, height } = a.info;
	const columns = Math.ceil(width / SQUARE);
	const squares = new Set<number>();
	let differing = 0;
	for (let pixel = 0; pixel < width * height; pixel++) {
		if (a.data.readInt32LE(pixel * 4) === b.data.readInt32LE(pixel * 4)) continue;
		differing++;
		const [x, y] = [pixel % width, Math.floor(pixel / width)];
		squares.add(Math.floor(y / SQUARE) * columns + Math.floor(x / SQUARE));
	}
	if (differing === 0) return false;
	return { share: differing / (width * height), boxes: boxesOf(squares, columns) };
}

/** One box around each group of squares that touch, the largest first. */
function boxesOf(squares: Set<number>, columns: number): Box[] {
	const boxes: Box[] = [];
	for (const start of squares) {
		const open = [start];
		squares.delete(start);
		let [left, top, right, bottom] = [columns, Infinity, 0, 0];
		for (let square = open.pop(); square !== undefined; square = open.pop()) {
			const [x, y] = [square % columns, Math.floor(square / columns)];
			[left, top] = [Math.min(left, x), Math.min(top, y)];
			[right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
			for (const [dx, dy] of NEIGHBOURS) {
				const neighbour = square + dy * columns + dx;
				const isBeside = x + dx >= 0 && x + dx < columns;
				if (isBeside && squares.delete(neighbour)) open.push(neighbour);
			}
		}
		boxes.push({
			x: left * SQUARE,
			y: top * SQUARE,
			width: (right - left) * SQUARE,
			height: (bottom - top) * SQUARE
		});
	}
	return boxes.toSorted((p, q) => q.width * q.height - p.width * p.height).slice(0, MAX_BOXES);
}

const NEIGHBOURS = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const));
