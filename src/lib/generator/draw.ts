/** Deals directions out of a space of dimensions: as far apart as it allows, or close to a point. Pure. */
import type { Dimension, Direction, Point } from '#lib/domain/direction.ts';
import { createRandom, shuffled } from '#lib/domain/random.ts';
import type { Range, ValueChoice } from '#lib/domain/round.ts';
import { centresAt, IDEA, ringsAround, type Surroundings } from './draw-near.ts';
import {
	narrowSpace,
	pickPoint,
	placesOf,
	pointOf,
	product,
	sizeOf,
	type Axes,
	type Places
} from './draw-space.ts';
import { createSpread, type Spread } from './draw-spread.ts';
import { composeStatement } from './statement.ts';

export interface DrawRequest {
	dimensions: readonly Dimension[];
	count: number;
	seed: number;
	/** How far to go from what is there; `explore` when left out. */
	range?: Range;
	/** Values to draw from alone, where a dimension is named. */
	pins?: ValueChoice;
	/** Values not to draw. */
	bans?: ValueChoice;
	/** Points of earlier rounds: not drawn again while others are left, and kept away from. */
	taken?: readonly Point[];
	/** Points of earlier rounds may come again. */
	again?: boolean;
	/** What a refining draw stays close to; the first point it draws when there is none. */
	around?: readonly Point[];
}

/** Candidates looked at for each place: with half as many, one draw of ninety in twenty had two points six of eight alike. */
const CANDIDATES = 1024;
/** Spaces up to this many points are searched whole when the deal has run into a point drawn before. */
const SMALL_SPACE = 1024;

/** No place in a list. */
const NONE = -1;

/** Chooses the points of one draw, one after another. */
interface Chooser {
	/** The next point that is not in `used`; null when there is none left. */
	next(used: ReadonlySet<string>): Places | null;
	took(places: Places): void;
}

/**
 * `count` directions. No point comes twice while one is left undrawn, and none of `taken` while others are left.
 *
 * - `explore`: each dimension is dealt like a pack of cards, every value before any comes again, and among what the deal
 *   allows the point farthest from all earlier ones is chosen.
 * - `reimagine`: of equally far ones the farthest from `taken`. Structure and framing are dealt, those values first that
 *   `taken` does not have; the other dimensions are dealt more freely.
 * - `refine`: each point differs in at most three dimensions from one of `around`, in those of look and detail while there
 *   are any left.
 *
 * A space with fewer points than asked for gives some of them more than once. The same request gives the same draw.
 * @throws VitrineError `invalid_input` for pins and bans that the space does not have or that leave nothing of a dimension
 */
export function drawDirections(request: DrawRequest): Direction[] {
	const { dimensions, count, seed, pins = {}, bans = {}, again = false } = request;
	const axes = narrowSpace(dimensions, pins, bans);
	const taken = (request.taken ?? []).map((point) => placesOf(point, dimensions));
	const space = { dimensions, axes, random: createRandom(seed) };
	const chooser = chooserFor(request, space, taken);
	const used = new Set(again ? [] : taken.map(String));
	const drawnNow = new Set<string>();
	const directions: Direction[] = [];
	while (directions.length < count) {
		const places = chooser.next(used);
		if (!places) {
			// The space is used up: earlier rounds' points come round again first, and at last this draw's own.
			const hasTaken = used.size > drawnNow.size;
			used.clear();
			if (hasTaken) for (const key of drawnNow) used.add(key);
			else drawnNow.clear();
			continue;
		}
		chooser.took(places);
		used.add(String(places));
		drawnNow.add(String(places));
		const point = pointOf(places, dimensions);
		directions.push({ point, statement: composeStatement(point, dimensions) });
	}
	return directions;
}

function chooserFor(
	{ range = 'explore', again = false, around = [] }: DrawRequest,
	space: Surroundings,
	taken: readonly Places[]
): Chooser {
	if (range === 'refine') return nearChooser(space, taken, around);
	if (range === 'explore') {
		// Where earlier points may come again they are not there at all: the same seed gives the round of before.
		return dealingChooser(space, createSpread(again ? [] : taken), []);
	}
	return dealingChooser(space, createSpread(taken, taken), taken);
}

/**
 * @param unlike points to be unlike of: values of structure and framing that they do not have are dealt first, and of the other
 * dimensions a whole pack is always at hand, since the last cards of a deal would lead back to them
 */
function dealingChooser(
	{ dimensions, axes, random }: Surroundings,
	spread: Spread,
	unlike: readonly Places[]
): Chooser {
	const isIdea = (at: number) => IDEA.includes(dimensions[at]?.key ?? '');
	const isDealt = (at: number) => unlike.length === 0 || isIdea(at);
	const hands: number[][] = axes.map(() => []);
	const packs = axes.map((axis, at) => (isIdea(at) ? freshFirst(axis, at, unlike) : []));
	return {
		next(used) {
			for (const [at, axis] of axes.entries()) {
				const hand = hands[at] ?? [];
				if (hand.length < (isDealt(at) ? 1 : axis.length))
					hand.push(...shuffled(packs[at]?.shift() ?? axis, random));
			}
			return (
				spread.farthest(candidatesFrom(hands, random), used) ??
				spread.farthest(againstTheDeal(hands, axes, used, random), used)
			);
		},
		took(places) {
			for (const [at, hand] of hands.entries()) {
				const card = hand.indexOf(places[at] ?? NONE);
				if (card !== NONE) hand.splice(card, 1);
			}
			spread.add(places);
		}
	};
}

/** Values that no earlier point has, and then the others, as packs to be dealt before the whole pack is. */
function freshFirst(axis: readonly number[], at: number, earlier: readonly Places[]): number[][] {
	const old = new Set(earlier.map((places) => places[at]));
	const packs = [axis.filter((value) => !old.has(value)), axis.filter((value) => old.has(value))];
	return packs.filter((pack) => pack.length > 0);
}

/** Takes the centres by turns, and goes on to the next ring when this one is used up around all of them. */
function nearChooser(
	space: Surroundings,
	taken: readonly Places[],
	around: readonly Point[]
): Chooser {
	const { axes, random } = space;
	const spread = createSpread([]);
	let turn = 0;
	let rings = centresAt(around, space).map((centre) => ringsAround(centre, space));
	return {
		next(used) {
			if (rings.length === 0) {
				const first = createSpread(taken).farthest(candidatesFrom(axes, random), used);
				if (first) return first;
			}
			for (const level of rings[0]?.keys() ?? []) {
				for (let step = 0; step < rings.length; step++) {
					const ring = rings[(turn + step) % rings.length]?.[level]?.() ?? [];
					const places = spread.farthest(ring, used);
					if (places) return places;
				}
			}
			return spread.farthest(againstTheDeal(axes, axes, used, random), used);
		},
		took(places) {
			if (rings.length === 0) rings = [ringsAround(places, space)];
			turn++;
			spread.add(places);
		}
	};
}

function candidatesFrom(hands: Axes, random: () => number): Places[] {
	if (sizeOf(hands) <= CANDIDATES) return product(hands);
	return Array.from({ length: CANDIDATES }, () => pickPoint(hands, random));
}

/**
 * Unused points that break the deal in as few dimensions as can be, for when every point it allows is used. Near the end of
 * a small space balance and novelty cannot both be had, and novelty wins.
 */
function againstTheDeal(
	hands: Axes,
	axes: Axes,
	used: ReadonlySet<string>,
	random: () => number
): Places[] {
	const mixed = axes.map((axis) => shuffled(axis, random));
	const points =
		sizeOf(mixed) <= SMALL_SPACE
			? product(mixed)
			: Array.from({ length: SMALL_SPACE }, () => pickPoint(mixed, random));
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
