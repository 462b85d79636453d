import fc from 'fast-check';
import pixelmatch from 'pixelmatch';
import { describe, expect, it } from 'vitest';
import { DifferenceCanvas, differingShare, findDifference } from './difference.ts';
import { readRuns } from './mask.ts';
import { draw, stack, stripes, withPrints } from './pictures-for-tests.ts';
import type { Raster } from './raster.ts';

const BLOCK = draw('........', '.####...', '.####...', '.####...', '.####...', '........');
const CASES: [what: string, a: Raster, b: Raster, share: number][] = [
	['the same', BLOCK, BLOCK, 0],
	['nothing and nothing', draw(), draw(), 0],
	['black and white', draw('####', '####'), draw('....', '....'), 1],
	['half', draw('##..', '##..'), draw('....', '....'), 0.5],
	[
		'taller: what only one has differs',
		draw('....', '....'),
		draw('....', '....', '....', '....'),
		0.5
	],
	['wider: rows stay in line', draw('#.', '#.'), draw('#...', '#...'), 0.5],
	[
		'both in part: only what both have is shared',
		draw('..', '..', '..', '..'),
		draw('....', '....'),
		8 / 12
	]
];

describe('differingShare', () => {
	it.each(CASES)('%s', (_what, a, b, share) => {
		expect(differingShare(a, b)).toBeCloseTo(share, 10);
		expect(differingShare(b, a)).toBeCloseTo(share, 10);
	});
});

describe('findDifference', () => {
	const compare = (left: Raster, right: Raster) =>
		findDifference(withPrints(left), withPrints(right));
	const range = (from: number, count: number) =>
		Array.from({ length: count }, (_, at) => from + at);
	/** Changed pixels, as their places in the mask. */
	const marked = (mask: Uint8Array) => {
		const places: number[] = [];
		readRuns(mask, (start, end) => places.push(...range(start, end - start)));
		return places;
	};

	it('finds nothing between a picture and itself', () => {
		const page = stripes(40, range(0, 30));
		expect(compare(page, page)).toEqual({
			width: 40,
			height: 30,
			share: 0,
			alignment: [{ kind: 'shared', left: 0, right: 0, height: 30 }],
			regions: [],
			mask: new Uint8Array()
		});
	});

	it('says what changed, where, and how much of the whole it is', () => {
		const changed = draw('........', '.####...', '.####...', '.######.', '.####...', '........');
		const { share, regions, mask } = compare(BLOCK, changed);
		expect(marked(mask)).toEqual([3 * 8 + 5, 3 * 8 + 6]);
		expect(share).toBe(2 / 48);
		expect(regions).toEqual([
			{ kind: 'changed', x: 5, y: 3, width: 2, height: 1, left: 3, right: 3 }
		]);
	});

	it('leaves nothing of one comparison on the canvas for the next', () => {
		const canvas = new DifferenceCanvas();
		const [black, white] = [draw('####', '####'), draw('....', '....')].map(withPrints);
		const spot = withPrints(draw('....', '..#.'));
		if (!black || !white) throw new Error('drawn above');
		findDifference(black, white, canvas);
		expect(findDifference(white, spot, canvas)).toEqual(findDifference(white, spot));
	});

	it('counts a band put in as that band, and what is below it as it was', () => {
		const [head, rest] = [stripes(40, range(0, 20)), stripes(40, range(20, 20))];
		const difference = compare(stack(head, rest), stack(head, stripes(40, range(90, 10)), rest));
		expect(difference.share).toBe(10 / 50);
		expect(difference.height).toBe(50);
		expect(difference.regions).toEqual([
			{ kind: 'inserted', x: 0, y: 20, width: 40, height: 10, left: null, right: 20 }
		]);
		expect(marked(difference.mask)).toEqual(range(20 * 40, 10 * 40));
	});

	it('says where a change below a band put in is in each picture', () => {
		const [head, rest] = [stripes(40, range(0, 20)), stripes(40, range(20, 20))];
		const dotted = { ...rest, data: rest.data.slice() };
		dotted.data.fill(0, (10 * 40 + 8) * 4, (10 * 40 + 16) * 4);
		dotted.data.fill(255, (10 * 40 + 8) * 4 + 3, (10 * 40 + 8) * 4 + 4);
		const right = stack(head, stripes(40, range(90, 10)), dotted);
		const [region] = compare(stack(head, rest), right).regions.filter(
			({ kind }) => kind === 'changed'
		);
		expect(region).toMatchObject({ x: 8, y: 40, width: 8, height: 1, left: 30, right: 40 });
	});

	it.each(CASES.filter(([, a, b]) => a.width !== b.width || a.height !== b.height))(
		'counts what only one has: %s',
		(_what, a, b, share) => {
			expect(compare(a, b).share).toBeCloseTo(share, 10);
		}
	);

	const row = fc.array(fc.nat(3), { minLength: 24, maxLength: 24 });
	const picture = fc
		.array(row, { minLength: 1, maxLength: 24 })
		.map((rows) => draw(...rows.map((dots) => dots.map((dot) => '#3.6'[dot] ?? '.').join(''))));

	it('is the same both ways', () => {
		fc.assert(
			fc.property(picture, picture, (a, b) => {
				const [there, back] = [compare(a, b), compare(b, a)];
				expect(back.share).toBe(there.share);
				expect(back.height).toBe(there.height);
				expect(back.regions).toHaveLength(there.regions.length);
			})
		);
	});

	/** Holds a difference against what pixelmatch finds between both pictures as they are, where nothing has moved. */
	const expectWhatPixelmatchFinds = (left: Raster, right: Raster) => {
		const { alignment, mask, share } = compare(left, right);
		fc.pre(alignment.length === 1);
		const { width, height } = left;
		const drawn = new Uint8Array(left.data.length);
		const options = { threshold: 0.1, diffMask: true };
		const count = pixelmatch(left.data, right.data, drawn, width, height, options);
		expect(share).toBe(count / (width * height));
		expect(marked(mask)).toEqual(range(0, width * height).filter((at) => drawn[at * 4 + 3] !== 0));
		return count;
	};
	const grey = (dots: number[]) => dots.map((dot) => '#3.6'[dot] ?? '.').join('');

	it('marks exactly the pixels pixelmatch finds where nothing has moved', () => {
		const edits = fc.array(fc.tuple(fc.nat(23), fc.nat(19), fc.nat(255)), { maxLength: 12 });
		fc.assert(
			fc.property(fc.array(row, { minLength: 20, maxLength: 20 }), edits, (rows, changes) => {
				const left = draw(...rows.map(grey));
				const right = { ...left, data: left.data.slice() };
				for (const [x, y, value] of changes) right.data.fill(value, (y * 24 + x) * 4, (y * 24 + x) * 4 + 3); // prettier-ignore
				expectWhatPixelmatchFinds(left, right);
			})
		);
	});

	it('marks exactly the pixels pixelmatch finds where rows are like the ones above them', () => {
		const odd = fc.array(fc.nat(3), { minLength: 13, maxLength: 13 });
		const group = fc.tuple(odd, odd, fc.integer({ min: 1, max: 24 }));
		fc.assert(
			fc.property(fc.array(group, { minLength: 1, maxLength: 5 }), fc.nat(4), (groups, same) => {
				const rowsOf = (side: 0 | 1) =>
					groups.flatMap((group, at) => new Array(group[2]).fill(grey(group[at === same ? 0 : side]))); // prettier-ignore
				expectWhatPixelmatchFinds(draw(...rowsOf(0)), draw(...rowsOf(1)));
			})
		);
	});

	/**
	 * A disc with soft edges on a ground that gets lighter to the right: flat, sloping and anti-aliased parts. Where it is rough,
	 * no row is like the one above it.
	 */
	const disc = (
		width: number,
		height: number,
		radius: number,
		ground: number,
		rough: number
	): Raster => {
		const data = new Uint8Array(width * height * 4).fill(255);
		for (let at = 0; at < width * height; at++) {
			const [x, y] = [at % width, Math.floor(at / width)];
			const inside = radius - Math.hypot(x - width / 2, y - height / 2);
			const cover = Math.min(1, Math.max(0, inside + 0.5));
			const shade = (ground + Math.max(0, x - 20)) * (1 - cover) + 30 * cover + rough * (y % 7);
			data.fill(shade, at * 4, at * 4 + 3);
		}
		return { data, width, height };
	};

	it.each([
		['as wide as whole cells', 64, 40, 150, 150, 0],
		['not as wide as whole cells', 61, 40, 150, 150, 0],
		['on another ground', 61, 40, 150, 90, 0],
		['on a ground a little lighter', 67, 40, 150, 158, 0],
		['with many rows like the ones above them', 61, 196, 150, 90, 0],
		['taller than what is compared at once', 61, 768, 150, 90, 1]
	])(
		'marks what pixelmatch finds between two discs: %s',
		(_what, width, height, one, other, rough) => {
			const left = disc(width, height, 12, one, rough);
			const right = disc(width, height, 13.4, other, rough);
			expect(compare(left, right).alignment).toHaveLength(1);
			expect(expectWhatPixelmatchFinds(left, right)).toBeGreaterThan(0);
		}
	);
});
