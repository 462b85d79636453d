import { describe, expect, it } from 'vitest';
import type { PageMap } from '#lib/domain/page-map.ts';
import {
	childOf,
	elementAt,
	nextTo,
	regionBetween,
	regionOfElement,
	withoutMade
} from './pointing-math.ts';

const at = (x: number, y: number, width: number, height: number, parent: number | null) => ({
	id: 'e1',
	isMade: false,
	parent,
	tag: 'div',
	role: null,
	name: null,
	x,
	y,
	width,
	height
});
/** A page, a card in it with a button and its twin on top, and a second card that reaches beyond the window. */
const MAP: PageMap = {
	width: 200,
	height: 100,
	isPicture: false,
	omitted: 0,
	elements: [
		at(0, 0, 200, 100, null),
		at(20, 20, 60, 60, 0),
		at(30, 30, 20, 10, 1),
		at(30, 30, 20, 10, 1),
		at(150, -20, 80, 60, 0)
	]
};

describe('pointing', () => {
	it.each([
		[{ x: 50, y: 90 }, 0],
		[{ x: 12, y: 70 }, 1],
		[{ x: 20, y: 35 }, 3],
		[{ x: 99, y: 5 }, 4]
	])('at %o means the smallest there, and of two alike the one on top', (spot, wanted) => {
		expect(elementAt(MAP, spot)).toBe(wanted);
	});

	it('walks into elements and beside them', () => {
		expect([childOf(MAP, 0), childOf(MAP, 1), childOf(MAP, 2)]).toEqual([1, 2, null]);
		expect([nextTo(MAP, 1, 1), nextTo(MAP, 4, -1), nextTo(MAP, 4, 1)]).toEqual([4, 1, null]);
	});

	it('knows what stands in the document alone', () => {
		const elements = MAP.elements.map((one, index) => ({ ...one, isMade: index === 1 }));
		const parents = withoutMade({ ...MAP, elements }).elements.map(({ parent }) => parent);
		expect(parents).toEqual([null, 0, 0, 0]);
	});

	it('makes regions whichever way a hand drags, and keeps them in the picture', () => {
		const region = { x: 10, y: 0, width: 20, height: 40 };
		expect(regionBetween({ x: 30, y: -5 }, { x: 10, y: 40 })).toEqual(region);
		expect(regionOfElement(MAP, at(150, -20, 80, 60, 0))).toEqual({ x: 75, y: 0, width: 25, height: 40 }); // prettier-ignore
		expect(regionOfElement(MAP, at(150, -80, 80, 60, 0))).toBeNull();
	});
});
