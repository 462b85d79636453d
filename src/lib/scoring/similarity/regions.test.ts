import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_BOXES, RegionFinder, type Box } from './regions.ts';

const SIDE = 400;

function boxesOf(marks: [x: number, y: number, width: number, height: number][]): Box[] {
	const finder = new RegionFinder(SIDE, SIDE);
	for (const [x, y, width, height] of marks)
		for (let row = y; row < y + height; row++) finder.mark(row, x, x + width);
	return finder.boxes();
}

describe('regions', () => {
	it('has none where nothing changed', () => {
		expect(boxesOf([])).toEqual([]);
	});

	it('takes words of a line and lines of a paragraph for one change, and fits closely', () => {
		expect(
			boxesOf([
				[13, 21, 40, 9],
				[60, 21, 30, 9],
				[13, 38, 20, 9]
			])
		).toEqual([{ x: 13, y: 21, width: 77, height: 26 }]);
	});

	it('keeps what is apart, largest first', () => {
		const boxes = boxesOf([
			[0, 0, 10, 10],
			[100, 100, 60, 40],
			[300, 300, 20, 20]
		]);
		expect(boxes.map(({ x, width }) => [x, width])).toEqual([
			[100, 60],
			[300, 20],
			[0, 10]
		]);
	});

	it('makes one box of a frame and what is inside it', () => {
		const boxes = boxesOf([
			[0, 0, 200, 4],
			[0, 0, 4, 200],
			[100, 100, 10, 10]
		]);
		expect(boxes).toEqual([{ x: 0, y: 0, width: 200, height: 200 }]);
	});

	it('covers every change by few boxes that do not meet', () => {
		const mark = fc.tuple(fc.nat(SIDE - 9), fc.nat(SIDE - 9), fc.constant(1), fc.constant(1));
		fc.assert(
			fc.property(fc.uniqueArray(mark, { maxLength: 400, selector: String }), (marks) => {
				const boxes = boxesOf(marks);
				expect(boxes.length).toBeLessThanOrEqual(MAX_BOXES);
				for (const [x, y] of marks) {
					const around = boxes.filter(
						(box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
					);
					expect(around).toHaveLength(1);
				}
				for (const { x, y, width, height } of boxes) {
					const own = marks.filter(
						([left, top]) => left >= x && left < x + width && top >= y && top < y + height
					);
					expect([
						Math.min(...own.map(([left]) => left)),
						Math.min(...own.map(([, top]) => top)),
						Math.max(...own.map(([left]) => left)) + 1,
						Math.max(...own.map(([, top]) => top)) + 1
					]).toEqual([x, y, x + width, y + height]);
				}
			}),
			{ numRuns: 60 }
		);
	});
});
