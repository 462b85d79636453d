/**
 * Which pixels of two pictures visibly differ: what pixelmatch answers at its own threshold, found without drawing it. Colours are
 * weighed as in "Measuring perceived color difference using YIQ NTSC transmission color space in mobile applications" (Kotsarenko,
 * Ramos 2010); anti-aliased edges are told as in "Anti-aliased Pixel and Intensity Slope Detector" (Vyšniauskas 2009). Photographs
 * are opaque, so alpha is not looked at.
 */

/** The least difference in colour, of 1, that counts: about what an eye sees. */
const THRESHOLD = 0.1;
/** Between the two colours that are furthest apart, squared. */
const LARGEST_DELTA = 35_215;
const LEAST_DELTA = LARGEST_DELTA * THRESHOLD * THRESHOLD;
/** With more neighbours of its own colour, a pixel is part of a plane and not of an edge. The rim of the picture counts as one. */
const MOST_ALIKE = 2;

/** Rows of a picture, from its left edge on. */
export interface Rows {
	/** Pixels as one number each. Signed, as then the engine keeps each in a register. */
	words: Int32Array;
	/** Pixels from one row to the next. */
	stride: number;
	/** Where the first row begins, in pixels. */
	start: number;
}

/**
 * Calls `mark` for each run of pixels that differ in one row, from left to right, with its first pixel and the one after its last.
 * @param width pixels that are compared
 * @param height rows both have: those above and below tell edges from planes
 * @param y the row, counted from the first
 */
export function markRow(
	left: Rows,
	right: Rows,
	width: number,
	height: number,
	y: number,
	mark: (start: number, end: number) => void
): void {
	const one = left.words;
	const other = right.words;
	const ownRow = left.start + y * left.stride;
	const otherRow = right.start + y * right.stride;
	let first = -1;
	for (let x = 0; x < width; x++) {
		const own = one[ownRow + x] ?? 0;
		const others = other[otherRow + x] ?? 0;
		if (
			own !== others &&
			isFar(own, others) &&
			!isSoftEdge(left, right, width, height, x, y) &&
			!isSoftEdge(right, left, width, height, x, y)
		) {
			if (first < 0) first = x;
		} else if (first >= 0) {
			mark(first, x);
			first = -1;
		}
	}
	if (first >= 0) mark(first, width);
}

function isFar(one: number, other: number): boolean {
	const red = (one & 0xff) - (other & 0xff);
	const green = ((one >>> 8) & 0xff) - ((other >>> 8) & 0xff);
	const blue = ((one >>> 16) & 0xff) - ((other >>> 16) & 0xff);
	const y = red * 0.29889531 + green * 0.58662247 + blue * 0.11448223;
	const i = red * 0.59597799 - green * 0.2741761 - blue * 0.32180189;
	const q = red * 0.21147017 - green * 0.52261711 + blue * 0.31114694;
	return 0.5053 * y * y + 0.299 * i * i + 0.1957 * q * q > LEAST_DELTA;
}

/** By how much the first is brighter. */
function brightnessDelta(one: number, other: number): number {
	const red = (one & 0xff) - (other & 0xff);
	const green = ((one >>> 8) & 0xff) - ((other >>> 8) & 0xff);
	const blue = ((one >>> 16) & 0xff) - ((other >>> 16) & 0xff);
	return red * 0.29889531 + green * 0.58662247 + blue * 0.11448223;
}

/**
 * Whether the pixel lies between a darker and a brighter one of which either is part of a plane in both pictures. Most pixels are
 * part of one themselves, which is seen before any brightness is worked out.
 */
function isSoftEdge(
	own: Rows,
	other: Rows,
	width: number,
	height: number,
	x: number,
	y: number
): boolean {
	const { words, stride } = own;
	const at = own.start + y * stride + x;
	const centre = words[at] ?? 0;
	let alike = alikeAround(own, width, height, x, y);
	if (alike > MOST_ALIKE) return false;
	const fromX = x > 0 ? -1 : 0;
	const toX = x < width - 1 ? 1 : 0;
	const fromY = y > 0 ? -1 : 0;
	const toY = y < height - 1 ? 1 : 0;
	let least = 0;
	let most = 0;
	let leastX = 0;
	let leastY = 0;
	let mostX = 0;
	let mostY = 0;
	for (let dx = fromX; dx <= toX; dx++) {
		for (let dy = fromY; dy <= toY; dy++) {
			const word = words[at + dy * stride + dx] ?? 0;
			if (word === centre) continue;
			const delta = brightnessDelta(centre, word);
			if (delta === 0) {
				if (++alike > MOST_ALIKE) return false;
			} else if (delta < least) {
				least = delta;
				leastX = x + dx;
				leastY = y + dy;
			} else if (delta > most) {
				most = delta;
				mostX = x + dx;
				mostY = y + dy;
			}
		}
	}
	if (least === 0 || most === 0) return false;
	return (
		(alikeAround(own, width, height, leastX, leastY) > MOST_ALIKE &&
			alikeAround(other, width, height, leastX, leastY) > MOST_ALIKE) ||
		(alikeAround(own, width, height, mostX, mostY) > MOST_ALIKE &&
			alikeAround(other, width, height, mostX, mostY) > MOST_ALIKE)
	);
}

/** How many neighbours have the colour of the pixel, the rim as one; not counted on above `MOST_ALIKE`. */
function alikeAround(
	{ words, stride, start }: Rows,
	width: number,
	height: number,
	x: number,
	y: number
): number {
	const at = start + y * stride + x;
	const centre = words[at];
	if (x > 0 && y > 0 && x < width - 1 && y < height - 1) {
		let alike = Number(words[at - 1] === centre) + Number(words[at + 1] === centre);
		const above = at - stride;
		alike += Number(words[above] === centre);
		if (alike > MOST_ALIKE) return alike;
		const below = at + stride;
		alike += Number(words[below] === centre);
		if (alike > MOST_ALIKE) return alike;
		alike += Number(words[above - 1] === centre) + Number(words[above + 1] === centre);
		if (alike > MOST_ALIKE) return alike;
		return alike + Number(words[below - 1] === centre) + Number(words[below + 1] === centre);
	}
	let alike = 1;
	for (let row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++) {
		for (let column = Math.max(x - 1, 0); column <= Math.min(x + 1, width - 1); column++) {
			if (row === y && column === x) continue;
			alike += Number(words[start + row * stride + column] === centre);
		}
	}
	return alike;
}
