/** Which element a point means, and what is around it. Spots and regions are in percent of the picture. */
import type { Region } from '#lib/domain/note.ts';
import type { MappedElement, PageMap } from '#lib/domain/page-map.ts';

export interface Spot {
	x: number;
	y: number;
}

/** The map with what stands in the document alone: what a script has made belongs to what is around it. */
export function withoutMade(map: PageMap): PageMap {
	const places = new Map<number, number>();
	/** The nearest around a place that is kept. */
	const around = (at: number | null): number | null => {
		for (let next = at; next !== null; next = map.elements[next]?.parent ?? null) {
			const place = places.get(next);
			if (place !== undefined) return place;
		}
		return null;
	};
	const elements = map.elements.flatMap((element, index) => {
		if (element.isMade) return [];
		places.set(index, places.size);
		return [{ ...element, parent: around(element.parent) }];
	});
	return { ...map, elements };
}

/** The smallest element that the spot is in; of two alike the later one, which lies on the other. Its place in the map, or null. */
export function elementAt({ width, height, elements }: PageMap, spot: Spot): number | null {
	const [x, y] = [(spot.x * width) / 100, (spot.y * height) / 100];
	let best: number | null = null;
	let least = Infinity;
	for (const [index, box] of elements.entries()) {
		if (x < box.x || y < box.y || x > box.x + box.width || y > box.y + box.height) continue;
		const area = box.width * box.height;
		if (area > least) continue;
		[best, least] = [index, area];
	}
	return best;
}

/** The first element in this one; null where there is none. */
export function childOf({ elements }: PageMap, at: number): number | null {
	const child = elements.findIndex(({ parent }) => parent === at);
	return child < 0 ? null : child;
}

/** The element before or after this one under the same parent; null at the end. */
export function nextTo({ elements }: PageMap, at: number, by: 1 | -1): number | null {
	const parent = elements[at]?.parent;
	for (let index = at + by; index >= 0 && index < elements.length; index += by)
		if (elements[index]?.parent === parent) return index;
	return null;
}

/** The box between two corners, whichever they are; in percent of the picture, and inside it. */
export function regionBetween(one: Spot, other: Spot): Region {
	const [left, right] = [Math.min(one.x, other.x), Math.max(one.x, other.x)].map(inPicture);
	const [top, bottom] = [Math.min(one.y, other.y), Math.max(one.y, other.y)].map(inPicture);
	return {
		x: left ?? 0,
		y: top ?? 0,
		width: (right ?? 0) - (left ?? 0),
		height: (bottom ?? 0) - (top ?? 0)
	};
}

/** What of an element is in the picture; null when nothing is. */
export function regionOfElement(
	{ width, height }: Pick<PageMap, 'width' | 'height'>,
	box: Pick<MappedElement, 'x' | 'y' | 'width' | 'height'>
): Region | null {
	const region = regionBetween(
		{ x: (box.x / width) * 100, y: (box.y / height) * 100 },
		{ x: ((box.x + box.width) / width) * 100, y: ((box.y + box.height) / height) * 100 }
	);
	return region.width > 0 && region.height > 0 ? region : null;
}

function inPicture(value: number): number {
	return Math.max(0, Math.min(100, value));
}
