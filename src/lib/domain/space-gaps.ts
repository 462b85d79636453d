/** What of a space nobody has built, and how to ask for it. */
import { matchesChoices } from './value-choice.ts';
import type { Dimension, Point } from './direction.ts';
import type { ValueChoice } from './round.ts';

/** Values of one or two dimensions that no point has together. */
export interface Gap {
	/** Dimension key → value key, of one dimension or of two. */
	point: Point;
	/** The values as a person reads them, with what they are of, in the order of the dimensions: `steps “one”`. */
	labels: string[];
	/** How many of the points would have both if one said nothing about the other; 0 for a value that no point has. */
	expected: number;
}

/**
 * Values and pairs of values without any point. First values that nobody used at all, in the order of the dimensions and one
 * from each; then pairs of values that both occur, those first whose absence says most: with n₁ · n₂ / n the largest, the count
 * expected under independence. No value comes in two of them. Dimensions that fewer than half of the points
 * say anything about are left out.
 */
export function findGaps(
	points: readonly Point[],
	dimensions: readonly Dimension[],
	most: number
): Gap[] {
	const known = dimensions.filter(
		({ key }) =>
			points.length > 0 && points.filter((point) => key in point).length * 2 >= points.length
	);
	const uses = known.flatMap(({ key, label: dimension, values }) =>
		values.map(({ key: value, label }) => ({
			key,
			value,
			label: `${dimension} “${label}”`,
			count: points.filter((point) => point[key] === value).length
		}))
	);
	const unused = uses.filter(
		({ key, count }, at) =>
			count === 0 && uses.findIndex((use) => use.key === key && use.count === 0) === at
	);
	const used = uses.filter(({ count }) => count > 0);
	const pairs: Gap[] = [];
	for (const [at, one] of used.entries())
		for (const other of used.slice(at + 1)) {
			const point = { [one.key]: one.value, [other.key]: other.value };
			if (one.key === other.key || points.some((candidate) => hasAll(candidate, point))) continue;
			const expected = (one.count * other.count) / points.length;
			pairs.push({ point, labels: [one.label, other.label], expected });
		}
	const gaps: Gap[] = unused.map(({ key, value, label }) => ({
		point: { [key]: value },
		labels: [label],
		expected: 0
	}));
	for (const gap of pairs.sort((a, b) => b.expected - a.expected)) {
		if (gaps.length >= most) break;
		if (!gaps.some(({ point }) => sharesValue(point, gap.point))) gaps.push(gap);
	}
	return gaps.slice(0, most);
}

function hasAll(point: Point, wanted: Point): boolean {
	return Object.entries(wanted).every(([key, value]) => point[key] === value);
}

function sharesValue(one: Point, other: Point): boolean {
	return Object.entries(one).some(([key, value]) => other[key] === value);
}

/**
 * Pins that leave exactly these points of two or more dimensions to be drawn from. Pins name values of each dimension by itself,
 * so that they can only say what is a product: every value of one with every value of the other.
 * @returns null where there are none, or where pins would ask for more than these
 */
export function pinsFor(cells: readonly Point[]): ValueChoice | null {
	const pins: ValueChoice = {};
	for (const cell of cells)
		for (const [key, value] of Object.entries(cell))
			pins[key] = [...new Set([...(pins[key] ?? []), value])];
	const product = Object.values(pins).reduce((size, values) => size * values.length, 1);
	const distinct = new Set(cells.map((cell) => JSON.stringify(Object.entries(cell).sort())));
	const isWhole = cells.every((cell) => matchesChoices(cell, pins));
	return cells.length > 0 && isWhole && distinct.size === product ? pins : null;
}
