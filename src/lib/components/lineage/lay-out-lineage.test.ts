import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	FRAME,
	layOutLineage,
	nextInLineage,
	type LineageItem,
	type LineageLayout
} from './lay-out-lineage.ts';

const item = (
	id: string,
	column: number,
	parents: string[] = [],
	isSmall = false
): LineageItem => ({
	id,
	column,
	parents: parents.map((parent) => ({ id: parent, isPart: false })),
	isSmall
});

/** Pairs of lines between the same two columns that cross. */
function crossings({ lines, places }: LineageLayout): number {
	const ends = lines.map(({ from, to }) => [places.get(from), places.get(to)] as const);
	let count = 0;
	for (const [index, [from, to]] of ends.entries())
		for (const [start, end] of ends.slice(index + 1)) {
			if (!from || !to || !start || !end || start.x !== from.x || end.x !== to.x) continue;
			if ((from.y - start.y) * (to.y - end.y) < 0) count++;
		}
	return count;
}

const overlapping = ({ places }: LineageLayout): string[] => {
	const all = [...places];
	return all.flatMap(([id, a], index) =>
		all.slice(index + 1).flatMap(([other, b]) => {
			const isApart =
				a.x + a.width <= b.x ||
				b.x + b.width <= a.x ||
				a.y + a.height <= b.y ||
				b.y + b.height <= a.y;
			return isApart ? [] : [`${id} ${other}`];
		})
	);
};

/** Frames behind which a line runs straight that neither comes from them nor leads to them. */
const struckThrough = ({ lines, places }: LineageLayout): string[] =>
	lines.flatMap(({ from, to, path }) => {
		let [x, y] = [0, 0];
		return [...path.matchAll(/([MHC])([\d. -]+)/g)].flatMap(([, step, rest = '']) => {
			const numbers = rest.trim().split(' ').map(Number);
			const [left, height] = [x, y];
			x = numbers.at(step === 'H' ? 0 : -2) ?? 0;
			if (step !== 'H') y = numbers.at(-1) ?? 0;
			if (step !== 'H') return [];
			return [...places].flatMap(([id, place]) =>
				id !== from &&
				id !== to &&
				place.x > left &&
				place.x + place.width <= x &&
				place.y <= height &&
				height <= place.y + place.height
					? [`${from}–${to} behind ${id}`]
					: []
			);
		});
	});

/** Rounds of so many, each variant made of one of the round before; most of each round are small. */
const stories = fc
	.array(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 6 })
	.map((rounds) => {
		let before: string[] = [];
		return rounds.flatMap((seeds, column) => {
			const made = seeds.map((seed, at) => {
				const parent = before[seed % Math.max(1, before.length)];
				return item(
					`${column}-${at}`,
					column,
					parent === undefined ? [] : [parent],
					seed % 3 === 0
				);
			});
			before = made.map(({ id }) => id);
			return made;
		});
	});

describe('layOutLineage', () => {
	it('lays nothing over anything, every round in its column, the same each time', () => {
		fc.assert(
			fc.property(stories, (items) => {
				const layout = layOutLineage(items);
				expect(overlapping(layout)).toEqual([]);
				expect([...layout.places.keys()].sort()).toEqual(items.map(({ id }) => id).sort());
				for (const { id, column } of items) {
					const place = layout.places.get(id);
					expect(place?.x).toBeGreaterThanOrEqual(layout.columns[column] ?? -1);
					expect((place?.x ?? 0) + (place?.width ?? 0)).toBeLessThanOrEqual(
						(layout.columns[column] ?? 0) + FRAME.width
					);
				}
				expect(layOutLineage(items)).toEqual(layout);
			}),
			{ numRuns: 60 }
		);
	});

	it('leads lines past the rounds between, never behind a frame of them', () => {
		const between = ['x', 'y', 'z'].map((id) => item(id, 1));
		const long = ['p', 'q', 'r', 's'].map((id, at) => item(id, 3, [at < 2 ? 'a' : 'b']));
		const merged = { ...item('m', 2, ['a']), parents: [{ id: 'b', isPart: true }] };
		const layout = layOutLineage([item('a', 0), item('b', 0), ...between, merged, ...long]);
		expect(layout.lines).toHaveLength(5);
		expect(struckThrough(layout)).toEqual([]);
		fc.assert(
			fc.property(stories, (items) => {
				const far = items.map((one) => ({
					...one,
					// What something came of is never small.
					isSmall: one.isSmall && one.column > 2,
					parents: one.column < 3 ? one.parents : [{ id: '0-0', isPart: false }]
				}));
				expect(struckThrough(layOutLineage(far))).toEqual([]);
			}),
			{ numRuns: 40 }
		);
	});

	it('lets no two lines of a tree cross, whatever the numbers', () => {
		const items = [
			...['a', 'b', 'c', 'd'].map((id) => item(id, 0)),
			...[...'dcbaabcd'].map((parent, at) => item(`${parent}${at}`, 1, [parent])),
			...['c1', 'd0', 'a3', 'b2'].map((parent) => item(`${parent}x`, 2, [parent]))
		];
		expect(crossings(layOutLineage(items))).toBe(0);
	});

	it('stands parents in the middle of their children', () => {
		const layout = layOutLineage([
			item('a', 0),
			...['x', 'y', 'z'].map((id) => item(id, 1, ['a']))
		]);
		expect(layout.places.get('a')?.y).toBe(layout.places.get('y')?.y);
	});

	it('puts ninety that nothing came of into a block below the others', () => {
		const small = Array.from({ length: 88 }, (_, at) => item(`s${at}`, 0, [], true));
		const layout = layOutLineage([
			...small.slice(0, 40),
			item('a', 0),
			...small.slice(40),
			item('b', 0),
			item('c', 1, ['b'])
		]);
		expect(layout.order[0]?.slice(0, 2).toSorted()).toEqual(['a', 'b']);
		expect(layout.height).toBeLessThan(1700);
		expect(layout.lines).toEqual([expect.objectContaining({ from: 'b', to: 'c' })]);
	});

	it('draws one line to a block of brothers, and one for each of several parents', () => {
		const brothers = ['x', 'y', 'z'].map((id) => item(id, 1, ['a'], true));
		const merged: LineageItem = {
			...item('m', 2, ['a']),
			parents: [
				{ id: 'a', isPart: false },
				{ id: 'b', isPart: true },
				{ id: 'gone', isPart: false }
			]
		};
		const { lines } = layOutLineage([item('a', 0), item('b', 0), ...brothers, merged]);
		expect(lines.map(({ from, to, isPart }) => [from, to, isPart])).toEqual([
			['a', 'x', false],
			['a', 'm', false],
			['b', 'm', true]
		]);
	});

	it('is empty for nothing', () => {
		expect(layOutLineage([])).toMatchObject({ width: 0, height: 0, lines: [] });
	});
});

describe('nextInLineage', () => {
	const layout = layOutLineage([
		item('a', 0),
		item('b', 0),
		item('c', 1, ['b']),
		item('d', 1, ['b'])
	]);
	it.each([
		['c', 'left', 'b'],
		['b', 'right', 'c'],
		['c', 'down', 'd'],
		['d', 'up', 'c'],
		['a', 'up', null],
		['a', 'right', 'c'],
		['d', 'right', null],
		['a', 'left', null]
	] as const)('goes from %s %s to %s', (from, direction, to) => {
		expect(nextInLineage(layout, from, direction)).toBe(to);
	});
});
