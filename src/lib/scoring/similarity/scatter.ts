/** Frames laid on a map of likeness so that each can be seen. */
import type { MapPlace } from './map.ts';

/** Shares of the area that places are spread over, one after another, until those pushed aside lie in it too. */
const SPREADS = [1, 0.92, 0.84, 0.76, 0.68];
/** Around where one belongs, in frames' heights: how far the next try is from the last, and how many there are on a ring. */
const STEP = 0.35;
const TRIES = 24;

interface Size {
	width: number;
	height: number;
}

export interface Scatter {
	/** Upper left corner of each frame in CSS pixels, in the order given. */
	corners: MapPlace[];
	/** Of what they take up. */
	width: number;
	height: number;
}

/**
 * Scales places to an area, both ways alike, so that distances stay in proportion; then lays each frame where it belongs, from
 * the middle outwards, or where that is taken at the nearest free place on rings around it. No two overlap.
 * @param frame size of every frame in CSS pixels, with the gap to the next
 * @param area in CSS pixels; what is laid may take more where it is too small
 */
export function scatter(places: readonly MapPlace[], frame: Size, area: Size): Scatter {
	let laid: Scatter = { corners: [], width: 0, height: 0 };
	if (places.length === 0) return laid;
	for (const share of SPREADS) {
		laid = spread(places, frame, { width: area.width * share, height: area.height * share });
		if (laid.width <= area.width + 1 && laid.height <= area.height + 1) break;
	}
	return laid;
}

function spread(places: readonly MapPlace[], frame: Size, area: Size): Scatter {
	const [left, right] = extent(places.map(({ x }) => x));
	const [top, bottom] = extent(places.map(({ y }) => y));
	const scaleOf = (room: number, span: number) => (span > 0 ? Math.max(0, room) / span : Infinity);
	const fit = Math.min(
		scaleOf(area.width - frame.width, right - left),
		scaleOf(area.height - frame.height, bottom - top)
	);
	const scale = Number.isFinite(fit) ? fit : 0;
	const wanted = places.map(({ x, y }) => ({
		x: (x - (left + right) / 2) * scale,
		y: (y - (top + bottom) / 2) * scale
	}));
	const laid: MapPlace[] = [];
	const corners = new Map<number, MapPlace>();
	const isFree = ({ x, y }: MapPlace) =>
		laid.every(
			(other) => Math.abs(other.x - x) >= frame.width || Math.abs(other.y - y) >= frame.height
		);
	const fromTheMiddle = [...wanted.entries()].sort(
		([a, one], [b, other]) => Math.hypot(one.x, one.y) - Math.hypot(other.x, other.y) || a - b
	);
	for (const [index, place] of fromTheMiddle) {
		const found = nearestFree(place, frame, isFree);
		laid.push(found);
		corners.set(index, found);
	}
	const [minX, maxX] = extent(laid.map(({ x }) => x));
	const [minY, maxY] = extent(laid.map(({ y }) => y));
	return {
		corners: places.map((_, index) => {
			const { x, y } = corners.get(index) ?? { x: 0, y: 0 };
			return { x: x - minX, y: y - minY };
		}),
		width: maxX - minX + frame.width,
		height: maxY - minY + frame.height
	};
}

function nearestFree(place: MapPlace, frame: Size, isFree: (place: MapPlace) => boolean): MapPlace {
	if (isFree(place)) return place;
	for (let ring = 1; ; ring++) {
		for (let at = 0; at < TRIES; at++) {
			const angle = (at / TRIES) * 2 * Math.PI;
			// Rings are as wide as frames are: a frame beside another is no farther than one above it.
			const tried = {
				x: place.x + Math.cos(angle) * ring * STEP * frame.width,
				y: place.y + Math.sin(angle) * ring * STEP * frame.height
			};
			if (isFree(tried)) return tried;
		}
	}
}

function extent(values: readonly number[]): [least: number, most: number] {
	return [Math.min(...values), Math.max(...values)];
}
