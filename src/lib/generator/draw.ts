/** Deals directions out of a space of dimensions, as far from each other as the space allows. Pure. */
import type { Dimension, Direction, Point } from '#lib/domain/direction.ts';
import { createRandom, shuffled } from '#lib/domain/random.ts';
import { composeStatement } from './statement.ts';

export interface DrawRequest {
	dimensions: readonly Dimension[];
	count: number;
	seed: number;
	/** Points of earlier rounds: not drawn again while others are left, and kept away from. */
	taken?: readonly Point[];
}

/** Candidates looked at for each place; twice as many keep ninety points hardly further apart. */
const CANDIDATES = 256;
/** Spaces up to this many points are searched whole when the deal has run into a point drawn before. */
const SMALL_SPACE = 1024;
/** Stands for a value that the space does not have, as points of earlier spaces may. */
const FOREIGN = -1;

/** A point as the place of its value in each dimension: a draw compares hundreds of thousands of them. */
type Places = readonly number[];

/**
 * `count` directions. Each dimension is dealt like a pack of cards: every value comes before any comes again. No point comes
 * twice while one is left undrawn, and none of `taken` while others are left. Among what the deal allows, the point
 * farthest from all earlier ones is chosen. The same request gives the same draw.
 */
export function drawDirections({ dimensions, count, seed, taken = [] }: DrawRequest): Direction[] {
	const random = createRandom(seed);
	const hands: number[][] = dimensions.map(() => []);
	const earlier = taken.map((point) => placesOf(point, dimensions));
	const used = new Set(earlier.map(String));
	const drawnNow = new Set<string>();
	const directions: Direction[] = [];
	while (directions.length < count) {
		refill(hands, dimensions, random);
		const places =
			farthest(candidatesFrom(hands, random), earlier, used) ??
			farthest(againstTheDeal(hands, dimensions, used, random), earlier, used);
		if (!places) {
			// The space is used up: earlier rounds' points come round again first, and at last this draw's own.
			const hasTaken = used.size > drawnNow.size;
			used.clear();
			if (hasTaken) for (const key of drawnNow) used.add(key);
			else drawnNow.clear();
			continue;
		}
		for (const [at, hand] of hands.entries())
			hands[at] = hand.filter((value) => value !== places[at]);
		earlier.push(places);
		used.add(String(places));
		drawnNow.add(String(places));
		const point = pointOf(places, dimensions);
		directions.push({ point, statement: composeStatement(point, dimensions) });
	}
	return directions;
}

/** Begins the next deal of each dimension whose values have all been dealt. */
function refill(hands: number[][], dimensions: readonly Dimension[], random: () => number): void {
	for (const [at, dimension] of dimensions.entries()) {
		if (hands[at]?.length === 0) hands[at] = shuffled([...dimension.values.keys()], random);
	}
}

function candidatesFrom(hands: readonly (readonly number[])[], random: () => number): Places[] {
	if (sizeOf(hands) <= CANDIDATES) return product(hands);
	return Array.from({ length: CANDIDATES }, () => hands.map((hand) => pickFrom(hand, random)));
}

/**
 * Unused points that break the deal in as few dimensions as can be, for when every point it allows is used. Near the end of
 * a small space balance and novelty cannot both be had, and novelty wins.
 */
function againstTheDeal(
	hands: readonly (readonly number[])[],
	dimensions: readonly Dimension[],
	used: ReadonlySet<string>,
	random: () => number
): Places[] {
	const axes = dimensions.map((dimension) => shuffled([...dimension.values.keys()], random));
	const points =
		sizeOf(axes) <= SMALL_SPACE
			? product(axes)
			: Array.from({ length: SMALL_SPACE }, () => axes.map((axis) => pickFrom(axis, random)));
	const unused = points
		.filter((places) => !used.has(String(places)))
		.map((places) => ({
			places,
			breaks: places.filter((value, at) => !hands[at]?.includes(value)).length
		}));
	const fewest = unused.reduce(
		(least, { breaks }) => Math.min(least, breaks),
		Number.POSITIVE_INFINITY
	);
	return unused.filter(({ breaks }) => breaks === fewest).map(({ places }) => places);
}

/** The unused candidate whose nearest earlier point is farthest, and among equals the one farther from all together. */
function farthest(
	candidates: readonly Places[],
	earlier: readonly Places[],
	used: ReadonlySet<string>
): Places | null {
	let best: Places | null = null;
	let bestNearest = -1;
	let bestTotal = -1;
	for (const candidate of candidates) {
		if (used.has(String(candidate))) continue;
		let nearest = Number.POSITIVE_INFINITY;
		let total = 0;
		for (const places of earlier) {
			const apart = differences(candidate, places);
			total += apart;
			if (apart < nearest) nearest = apart;
			if (nearest < bestNearest) break;
		}
		if (nearest > bestNearest || (nearest === bestNearest && total > bestTotal)) {
			best = candidate;
			bestNearest = nearest;
			bestTotal = total;
		}
	}
	return best;
}

function differences(a: Places, b: Places): number {
	let differing = 0;
	for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) differing++;
	return differing;
}

function sizeOf(axes: readonly (readonly number[])[]): number {
	return axes.reduce((size, axis) => size * axis.length, 1);
}

function product(axes: readonly (readonly number[])[]): Places[] {
	let points: Places[] = [[]];
	for (const axis of axes)
		points = points.flatMap((places) => axis.map((value) => [...places, value]));
	return points;
}

function pickFrom(values: readonly number[], random: () => number): number {
	return values[Math.floor(random() * values.length)] ?? FOREIGN;
}

function placesOf(point: Point, dimensions: readonly Dimension[]): Places {
	return dimensions.map((dimension) =>
		dimension.values.findIndex((value) => value.key === point[dimension.key])
	);
}

function pointOf(places: Places, dimensions: readonly Dimension[]): Point {
	return Object.fromEntries(
		dimensions.map((dimension, at) => [
			dimension.key,
			dimension.values[places[at] ?? FOREIGN]?.key ?? ''
		])
	);
}
