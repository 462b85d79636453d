/** What lies around a point: how a thing looks changes before what it is. */
import type { Dimension, Point } from '#lib/domain/direction.ts';
import { shuffled } from '#lib/domain/random.ts';
import { pickPoint, placesOf, type Axes, type Places } from './draw-space.ts';

/** How it looks, and its details: these change first. */
const LOOK = ['density', 'type', 'colour', 'motion', 'disclosure'];
/** What it is: these change last. */
export const IDEA = ['structure', 'framing'];

/** More changes than this make another thing of it. */
const MAX_CHANGES = 3;
/** Rings larger than this are sampled. */
const MAX_NEIGHBOURS = 1024;

export interface Surroundings {
	dimensions: readonly Dimension[];
	axes: Axes;
	random: () => number;
}

/**
 * Points as centres of the space as it is now: a value that they lack, or that may not be drawn, is filled in by chance. So
 * where a dimension is pinned to one value, every centre has it.
 */
export function centresAt(
	points: readonly Point[],
	{ dimensions, axes, random }: Surroundings
): Places[] {
	const centres = points.map((point) => {
		const filled = pickPoint(axes, random);
		return placesOf(point, dimensions).map((value, at) =>
			axes[at]?.includes(value) ? value : (filled[at] ?? value)
		);
	});
	return [...new Map(centres.map((centre) => [String(centre), centre])).values()];
}

/**
 * The neighbours of a centre as rings, the nearest first: two changes of look at most, three, three that leave the idea alone,
 * three of anything. A ring is made when it is first asked for.
 */
export function ringsAround(centre: Places, around: Surroundings): (() => Places[])[] {
	const { dimensions, axes } = around;
	const free = [...dimensions.keys()].filter((at) => (axes[at]?.length ?? 0) > 1);
	const keyAt = (at: number) => dimensions[at]?.key ?? '';
	const look = free.filter((at) => LOOK.includes(keyAt(at)));
	const plain = free.filter((at) => !IDEA.includes(keyAt(at)));
	const rings: [changing: number[], most: number][] = [
		[look, MAX_CHANGES - 1],
		[look, MAX_CHANGES],
		[plain, MAX_CHANGES],
		[free, MAX_CHANGES]
	];
	return rings.map(([changing, most]) => {
		let made: Places[] | undefined;
		return () => (made ??= neighbours(centre, around, changing, most));
	});
}

/** In an order by chance, so that among equals none is preferred. */
function neighbours(
	centre: Places,
	{ axes, random }: Surroundings,
	changing: readonly number[],
	most: number
): Places[] {
	const others = changing.map((at) => (axes[at] ?? []).filter((value) => value !== centre[at]));
	if (countUpTo(most, others) > MAX_NEIGHBOURS)
		return sampled(centre, changing, others, most, random);
	let made = [{ places: centre, changes: 0 }];
	for (const [place, at] of changing.entries()) {
		made = made.flatMap((point) => {
			if (point.changes === most) return [point];
			const changed = (others[place] ?? []).map((value) => ({
				places: point.places.with(at, value),
				changes: point.changes + 1
			}));
			return [point, ...changed];
		});
	}
	return shuffled(
		made.filter(({ changes }) => changes > 0).map(({ places }) => places),
		random
	);
}

/** How many points differ in one to `most` dimensions. */
function countUpTo(most: number, others: readonly (readonly number[])[]): number {
	const ways = [1, ...Array<number>(most).fill(0)];
	for (const { length } of others) {
		for (let changes = most; changes > 0; changes--)
			ways[changes] = (ways[changes] ?? 0) + (ways[changes - 1] ?? 0) * length;
	}
	return ways.slice(1).reduce((sum, count) => sum + count, 0);
}

function sampled(
	centre: Places,
	changing: readonly number[],
	others: readonly (readonly number[])[],
	most: number,
	random: () => number
): Places[] {
	return Array.from({ length: MAX_NEIGHBOURS }, () => {
		const changes = 1 + Math.floor(random() * most);
		const chosen = shuffled([...changing.keys()], random).slice(0, changes);
		return chosen.reduce<Places>((places, place) => {
			const at = changing[place];
			const [value] = shuffled(others[place] ?? [], random);
			return at === undefined || value === undefined ? places : places.with(at, value);
		}, centre);
	});
}
