/** Looking at a picture through a window: how large, and at which part of it. Pure. */

export interface Size {
	width: number;
	height: number;
}
export interface Place {
	x: number;
	y: number;
}
export interface Box extends Size, Place {}

/** `zoom`: pixels of the window for one of the picture. `x` and `y`: the point of the picture in the window's upper left corner. */
export interface Sight extends Place {
	zoom: number;
}

export const MAX_ZOOM = 8;
/** What is looked for is shown with this much around it, in pixels of the window. */
const AROUND = 24;

/** Where one has gone to in a picture. Zoom is null where it is as it fits, whatever the window. */
export interface Whereabouts extends Place {
	zoom: number | null;
}

const FIT = 'fit';
const MIN_ZOOM = 0.05;

/** `1.25,0,640` or `fit,0,640`: zoom, x, y. Read back, it is the same place to within a pixel of the picture. */
export function whereaboutsText({ zoom, x, y }: Whereabouts): string {
	const [across, down] = [x, y].map((at) => Math.max(0, Math.round(at)));
	return [zoom === null ? FIT : Number(zoom.toFixed(3)), across, down].join();
}

/** Null for what is none: an address may be cut short, or made up. */
export function readWhereabouts(text: string | null): Whereabouts | null {
	const [, zoom, x, y] = /^(fit|\d+(?:\.\d+)?),(\d+),(\d+)$/.exec(text ?? '') ?? [];
	if (zoom === undefined) return null;
	const place = { x: Number(x), y: Number(y) };
	if (zoom === FIT) return { zoom: null, ...place };
	return { zoom: Math.max(MIN_ZOOM, Math.min(MAX_ZOOM, Number(zoom))), ...place };
}

/** The zoom at which one screen of the picture is seen whole. Never more than its true size. */
export function fitZoom(window: Size, screen: Size): number {
	return Math.min(window.width / screen.width, window.height / screen.height, 1);
}

/** The smallest zoom that shows more than a smaller one would: the whole picture, or one screen of it. */
export function leastZoom(window: Size, screen: Size, picture: Size): number {
	return Math.min(fitZoom(window, screen), fitZoom(window, picture));
}

/** Keeps the window on the picture; where the picture is the smaller one, it lies in the middle. */
export function clampSight({ zoom, x, y }: Sight, window: Size, picture: Size): Sight {
	return {
		zoom,
		x: clampAlong(x, window.width / zoom, picture.width),
		y: clampAlong(y, window.height / zoom, picture.height)
	};
}
function clampAlong(at: number, seen: number, length: number): number {
	return seen >= length ? (length - seen) / 2 : Math.max(0, Math.min(length - seen, at));
}

/** Another zoom, with the same point of the picture under the same point of the window. @param at in pixels of the window */
export function zoomAt(sight: Sight, zoom: number, at: Place): Sight {
	return {
		zoom,
		x: sight.x + at.x / sight.zoom - at.x / zoom,
		y: sight.y + at.y / sight.zoom - at.y / zoom
	};
}

/** The picture moved under the window, as a hand moves paper. @param by in pixels of the window */
export function panBy(sight: Sight, by: Place): Sight {
	return { zoom: sight.zoom, x: sight.x - by.x / sight.zoom, y: sight.y - by.y / sight.zoom };
}

/**
 * How far one of two pictures lies away from where the other is looked at, after it alone was moved. It stays in its window.
 * @param shared the sight both have
 * @param offset before, in pixels of the picture
 * @param by in pixels of the window
 */
export function moveApart(
	shared: Sight,
	offset: Place,
	by: Place,
	window: Size,
	picture: Size
): Place {
	const own = { zoom: shared.zoom, x: shared.x + offset.x, y: shared.y + offset.y };
	const moved = clampSight(panBy(own, by), window, picture);
	return { x: moved.x - shared.x, y: moved.y - shared.y };
}

/** The sight that shows a part of the picture: unchanged when it is seen already, else moved, and made smaller only when it does not fit. */
export function reveal(sight: Sight, window: Size, box: Box): Sight {
	const room = { width: window.width - 2 * AROUND, height: window.height - 2 * AROUND };
	const zoom = Math.min(sight.zoom, room.width / box.width, room.height / box.height);
	const seen = { width: window.width / zoom, height: window.height / zoom };
	const isSeen =
		zoom === sight.zoom &&
		box.x >= sight.x &&
		box.y >= sight.y &&
		box.x + box.width <= sight.x + seen.width &&
		box.y + box.height <= sight.y + seen.height;
	if (isSeen) return sight;
	return {
		zoom,
		x: box.x + box.width / 2 - seen.width / 2,
		y: box.y + box.height / 2 - seen.height / 2
	};
}
