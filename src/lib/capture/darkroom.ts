/** From the PNG the browser gave us to what is kept: a small webp, and whether there is anything to see. */
import sharp from 'sharp';
import type { Box, Unstable } from '#lib/domain/capture-facts.ts';
import { THUMB_WIDTH } from './camera.ts';

/** Good enough to judge a layout by at a third of the size; the PNG is kept for everything else. */
const THUMB_QUALITY = 78;
/** 0 to 6. Each step up costs time on the same cores that draw the pages; 0 is 5% larger than 1 and takes four fifths as long. */
const THUMB_EFFORT = 0;

export interface Developed {
	/** webp, at most THUMB_WIDTH pixels wide. */
	thumb: Uint8Array;
	width: number;
	height: number;
	/** Every pixel has one colour. */
	blank: boolean;
}

/** Makes all of `Developed`. The PNG is decoded only as it is made smaller; once more, whole, where it may be of one colour. */
export async function develop(png: Uint8Array): Promise<Developed> {
	const { width, height } = sizeOf(png);
	// A phone is narrower than a thumb: enlarging it would add bytes and no detail.
	const thumb = await sharp(png)
		.resize({ width: THUMB_WIDTH, withoutEnlargement: true })
		.webp({ quality: THUMB_QUALITY, effort: THUMB_EFFORT })
		.toBuffer();
	const blank = png.length <= mostBytesOfOneColour(width, height) && (await isOneColour(png));
	return { thumb, width, height, blank };
}

/** Where the first chunk of every PNG has its width and height. */
const PNG_SIZE_AT = 16;

function sizeOf(png: Uint8Array): { width: number; height: number } {
	const header = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
	return { width: header.readUInt32BE(PNG_SIZE_AT), height: header.readUInt32BE(PNG_SIZE_AT + 4) };
}

/** One colour takes the browser a hundredth of its pixels, and what has something on it a tenth: in between is far from both. */
const LEAST_COMPRESSION = 64;
const FRAME_BYTES = 1024;

function mostBytesOfOneColour(width: number, height: number): number {
	return FRAME_BYTES + (width * height * 3) / LEAST_COMPRESSION;
}

/** Ends at the first pixel that differs. */
async function isOneColour(png: Uint8Array): Promise<boolean> {
	const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
	for (let at = info.channels; at < data.length; at++) {
		if (data[at] !== data[at - info.channels]) return false;
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
