/** The space a draw moves in: points as places, and what pins and bans leave of it. */
import type { Dimension, Point } from '#lib/domain/direction.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { ValueChoice } from '#lib/domain/round.ts';
import { checkChoices } from '#lib/domain/value-choice.ts';

/** Stands for a value that the space does not have, as points of earlier spaces may. */
const FOREIGN = -1;

/** A point as the place of its value in each dimension: a draw compares hundreds of thousands of them. */
export type Places = readonly number[];

/** Per dimension, the places of values that may be drawn. */
export type Axes = readonly (readonly number[])[];

/**
 * What pins and bans leave to draw from. A dimension that is pinned to nothing is not pinned.
 * @throws VitrineError `invalid_input` with a field such as `pins.structure`: unknown, or nothing is left
 */
export function narrowSpace(
	dimensions: readonly Dimension[],
	pins: ValueChoice,
	bans: ValueChoice
): number[][] {
	checkChoices(pins, dimensions, 'pins');
	checkChoices(bans, dimensions, 'bans');
	return dimensions.map(({ key, values }) => {
		const pinned = pins[key]?.length ? pins[key] : values.map((value) => value.key);
		const banned = bans[key] ?? [];
		const left = [...values.keys()].filter((at) => {
			const value = values[at]?.key ?? '';
			return pinned.includes(value) && !banned.includes(value);
		});
		if (left.length > 0) return left;
		throw new VitrineError('invalid_input', `Nothing is left to draw of the dimension “${key}”.`, {
			field: `bans.${key}`,
			fix: pins[key]?.length
				? 'What is pinned is banned too: take one of them back.'
				: 'Leave at least one of its values.'
		});
	});
}

export function placesOf(point: Point, dimensions: readonly Dimension[]): Places {
	return dimensions.map((dimension) =>
		dimension.values.findIndex((value) => value.key === point[dimension.key])
	);
}

export function pointOf(places: Places, dimensions: readonly Dimension[]): Point {
	return Object.fromEntries(
		dimensions.map((dimension, at) => [
			dimension.key,
			dimension.values[places[at] ?? FOREIGN]?.key ?? ''
		])
	);
}

export function sizeOf(axes: Axes): number {
	return axes.reduce((size, axis) => size * axis.length, 1);
}

export function product(axes: Axes): Places[] {
	let points: Places[] = [[]];
	for (const axis of axes)
		points = points.flatMap((places) => axis.map((value) => [...places, value]));
	return points;
}

/** One point by chance. */
export function pickPoint(axes: Axes, random: () => number): Places {
	return axes.map((axis) => axis[Math.floor(random() * axis.length)] ?? FOREIGN);
}

export function differences(a: Places, b: Places): number {
	let differing = 0;
	for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) differing++;
	return differing;
}
