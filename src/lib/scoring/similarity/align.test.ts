import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowSegment } from '#lib/domain/difference.ts';
import { alignRows, alignTops } from './align.ts';
import { draw, stack, stripes } from './pictures-for-tests.ts';
import type { Raster } from './raster.ts';
import { printRows } from './row-prints.ts';

const WIDTH = 64;
const align = (left: Raster, right: Raster) => alignRows(printRows(left), printRows(right));
const range = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);
/** Each as `shared 0 0 12`. */
const told = (segments: RowSegment[]) =>
	segments.map(({ kind, left, right, height }) => `${kind} ${left} ${right} ${height}`);

describe('alignRows', () => {
	const page = stripes(WIDTH, range(0, 60));
	const head = stripes(WIDTH, range(0, 20));
	const rest = stripes(WIDTH, range(20, 40));
	const band = stripes(WIDTH, range(500, 15));
	const blank = draw(...Array.from({ length: 12 }, () => '.'.repeat(WIDTH)));

	const CASES: [what: string, left: Raster, right: Raster, segments: string[]][] = [
		['the same', page, page, ['shared 0 0 60']],
		['nothing and nothing', draw(), draw(), []],
		['nothing and something', draw(), head, ['inserted 0 0 20']],
		[
			'a band put in',
			page,
			stack(head, band, rest),
			['shared 0 0 20', 'inserted 20 20 15', 'shared 20 35 40']
		],
		[
			'a band taken out',
			stack(head, band, rest),
			page,
			['shared 0 0 20', 'removed 20 20 15', 'shared 35 20 40']
		],
		[
			'a blank band put in',
			page,
			stack(head, blank, rest),
			['shared 0 0 20', 'inserted 20 20 12', 'shared 20 32 40']
		],
		['a band at the end', page, stack(page, band), ['shared 0 0 60', 'inserted 60 60 15']],
		['a band at the top', page, stack(band, page), ['inserted 0 0 15', 'shared 0 15 60']],
		[
			'a band put in that pushes the end out of view',
			page,
			stack(head, band, stripes(WIDTH, range(20, 25))),
			['shared 0 0 20', 'inserted 20 20 15', 'shared 20 35 25', 'removed 45 60 15']
		],
		[
			'a band in place of a shorter one',
			stack(head, stripes(WIDTH, range(800, 6)), rest),
			stack(head, band, rest),
			['shared 0 0 26', 'inserted 26 26 9', 'shared 26 35 40']
		],
		[
			'nothing alike: from the top',
			page,
			stripes(WIDTH, range(3000, 70)),
			['shared 0 0 60', 'inserted 60 60 10']
		],
		[
			'too few rows alike to move',
			stack(stripes(WIDTH, range(900, 30)), stripes(WIDTH, range(0, 5))),
			stack(stripes(WIDTH, range(0, 5)), stripes(WIDTH, range(2000, 30))),
			['shared 0 0 35']
		]
	];

	it.each(CASES)('%s', (_what, left, right, segments) => {
		expect(told(align(left, right))).toEqual(segments);
	});

	it('finds where a band was put in although every row has another tint', () => {
		const tinted = (raster: Raster) => ({
			...raster,
			data: raster.data.map((value, at) => (at % 4 === 2 ? Math.max(0, value - 3) : value))
		});
		const right = tinted(stack(head, band, rest));
		expect(told(align(page, right))).toEqual([
			'shared 0 0 20',
			'inserted 20 20 15',
			'shared 20 35 40'
		]);
	});

	it('leaves rows where they are when one column of several has moved', () => {
		const column = (offset: number) =>
			range(0, 80).map((row) =>
				row < 30 + offset ? '.'.repeat(8) : `${row - offset}`.padEnd(8, '#')
			);
		const still = range(0, 80).map((row) => `${(row * 7) % 10}`.repeat(56));
		const join = (moved: string[]) => draw(...still.map((row, at) => row + (moved[at] ?? '')));
		expect(told(align(join(column(0)), join(column(9))))).toEqual(['shared 0 0 80']);
	});

	it('gives back a band put in anywhere', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.nat(1_000_000), { minLength: 30, maxLength: 80 }),
				fc.nat(1_000_000),
				fc.integer({ min: 1, max: 40 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(seeds, other, height, place) => {
					const inserted = range(2_000_000 + other, height);
					const at = Math.round(8 + place * (seeds.length - 16));
					const left = stripes(WIDTH, seeds);
					const right = stripes(WIDTH, [...seeds.slice(0, at), ...inserted, ...seeds.slice(at)]);
					expect(told(align(left, right))).toEqual([
						`shared 0 0 ${at}`,
						`inserted ${at} ${at} ${height}`,
						`shared ${at} ${at + height} ${seeds.length - at}`
					]);
				}
			)
		);
	});

	it('has every row of both once, in order, and swaps with the pictures', () => {
		const rows = fc.array(fc.nat(12), { maxLength: 60 });
		fc.assert(
			fc.property(rows, rows, (a, b) => {
				const [left, right] = [stripes(16, a), stripes(16, b)];
				const segments = align(left, right);
				const at = { left: 0, right: 0 };
				for (const { kind, left: l, right: r, height } of segments) {
					expect([l, r]).toEqual([at.left, at.right]);
					expect(height).toBeGreaterThan(0);
					if (kind !== 'inserted') at.left += height;
					if (kind !== 'removed') at.right += height;
				}
				expect(at).toEqual({ left: a.length, right: b.length });
				const kinds = { shared: 'shared', removed: 'inserted', inserted: 'removed' } as const;
				expect(align(right, left)).toEqual(
					segments.map(({ kind, left: l, right: r, height }) => ({
						kind: kinds[kind],
						left: r,
						right: l,
						height
					}))
				);
			})
		);
	});
});

describe('alignTops', () => {
	it('puts what only one has at the end', () => {
		expect(told(alignTops(3, 5))).toEqual(['shared 0 0 3', 'inserted 3 3 2']);
		expect(told(alignTops(5, 3))).toEqual(['shared 0 0 3', 'removed 3 3 2']);
	});
});
