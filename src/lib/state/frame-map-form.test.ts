import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_MAPPED, PageMap } from '#lib/domain/page-map.ts';
import { readFrameMap } from './frame-map-form.ts';

const ELEMENT = {
	id: 'e3',
	isMade: false,
	parent: 0,
	tag: 'button',
	role: 'button',
	name: 'Tie',
	x: -4,
	y: 8.5,
	width: 40,
	height: 20
};
const MAP = { width: 1440, height: 900, elements: [ELEMENT, { ...ELEMENT, parent: null, role: null, name: null }], omitted: 2 }; // prettier-ignore

describe('the map a living page tells', () => {
	it('is read as it is, and never taken for a picture', () => {
		expect(readFrameMap(JSON.stringify(MAP))).toEqual({ ...MAP, isPicture: false });
		expect(readFrameMap(JSON.stringify({ ...MAP, isPicture: true }))?.isPicture).toBe(false);
	});

	it('is refused where the schema of the domain refuses it, and only there', () => {
		const values = fc.constantFrom<unknown>(
			...[null, -1, 0, 1, 1.5, '', 'e3', 'e0', 'E3', 'x'.repeat(60), 'x'.repeat(61), 'x'.repeat(121)],
			...[true, [], {}, 'e12345678', '__proto__']
		); // prettier-ignore
		const own = fc.tuple(fc.constantFrom(...Object.keys(ELEMENT)), values);
		const outer = fc.tuple(fc.constantFrom('width', 'height', 'elements', 'omitted'), values);
		let refused = 0;
		fc.assert(
			fc.property(fc.array(own, { maxLength: 2 }), fc.option(outer), (changes, change) => {
				const element = { ...ELEMENT, ...Object.fromEntries(changes) };
				const told = {
					...MAP,
					elements: [ELEMENT, element],
					...(change && Object.fromEntries([change]))
				};
				const isOne = PageMap.omit({ isPicture: true }).safeParse(told).success;
				if (!isOne) refused++;
				expect(readFrameMap(JSON.stringify(told)) !== null, JSON.stringify(told)).toBe(isOne);
			}),
			{ numRuns: 400 }
		);
		expect(refused).toBeGreaterThan(50);
	});

	it('has a largest size, and is JSON', () => {
		const many = (count: number) =>
			JSON.stringify({ ...MAP, elements: Array(count).fill(ELEMENT) });
		expect(readFrameMap(many(MAX_MAPPED))?.elements).toHaveLength(MAX_MAPPED);
		expect(readFrameMap(many(MAX_MAPPED + 1))).toBeNull();
		for (const text of ['', '[]', '7', 'null', '{', '"map"']) expect(readFrameMap(text)).toBeNull();
	});
});
