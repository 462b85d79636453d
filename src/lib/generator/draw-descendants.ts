/** Directions of variants that are made out of others: as near to them, or as far from them, as the range of their round says. Pure. */
import type { Dimension, Direction, Point } from '#lib/domain/direction.ts';
import { createRandom } from '#lib/domain/random.ts';
import type { Range, ValueChoice } from '#lib/domain/round.ts';
import { drawDirections } from './draw.ts';
import { narrowSpace } from './draw-space.ts';

export interface DescentRequest {
	dimensions: readonly Dimension[];
	/** One after another: who each variant is made of. */
	families: readonly (readonly Ancestor[])[];
	/** Variants of each family. */
	each: number;
	range: Range;
	seed: number;
	pins: ValueChoice;
	bans: ValueChoice;
	/** Points drawn before: those are not drawn again while others are left. */
	taken: readonly Point[];
}

interface Ancestor {
	number: number;
	point: Point;
	statement: string;
}

/** Of brothers that stay at one point, each looks after something else; the first after what is asked for and nothing besides. */
const EMPHASES = [
	null,
	'order and weight: what is seen first, and what may wait',
	'type, spacing and alignment, to the pixel',
	'its states, and the ways from one to the next',
	'motion and feedback: what every act answers',
	'words, labels and numbers',
	'the phone and the keyboard',
	'its signature, carried further'
];

/** A statement begins with what it comes after; of a descendant's descendant the nearest is enough. */
const AFTER = /^After [\d, and]+(?:, [^:]{0,80})?: /;
const MAX_STATEMENT_CHARS = 1000;
/** Seeds of families lie apart, so that two parents at one point have different children. */
const SEEDS_APART = 7919;

/**
 * `each` directions for every family, family by family.
 *
 * - `refine`: the parent's own point, each with another emphasis. Of several parents, a mixture of their points.
 * - `explore`: points that differ from it in at most three dimensions, the look first.
 * - `reimagine`: points far from everything drawn so far.
 *
 * What is pinned and banned holds in all three. The same request gives the same directions.
 * @throws VitrineError `invalid_input` for pins and bans that the space does not have or that leave nothing of a dimension
 */
export function drawDescendants(request: DescentRequest): Direction[] {
	const { families, each, range } = request;
	const taken = [...request.taken];
	return families.flatMap((parents, index) => {
		const seed = (request.seed + index * SEEDS_APART) % 2 ** 31;
		if (range === 'refine') return refined(request, parents, seed, each);
		const around = [mixed(parents, createRandom(seed))];
		const { dimensions, pins, bans } = request;
		const drawn = drawDirections({
			dimensions,
			pins,
			bans,
			seed,
			taken,
			count: each,
			// Near a parent is what `refine` is where nothing is made of another.
			range: range === 'explore' ? 'refine' : 'reimagine',
			around
		});
		taken.push(...drawn.map(({ point }) => point));
		const how = range === 'explore' ? 'near it' : 'anew';
		return drawn.map(({ point, statement }) => ({
			point,
			statement: after(parents, how, statement)
		}));
	});
}

function refined(
	{ dimensions, pins, bans }: DescentRequest,
	parents: readonly Ancestor[],
	seed: number,
	each: number
): Direction[] {
	const random = createRandom(seed);
	const axes = narrowSpace(dimensions, pins, bans);
	const idea = parents.map(({ statement }) => statement.replace(AFTER, '')).join(' And: ');
	return Array.from({ length: each }, (_, index) => {
		const point = { ...mixed(parents, random) };
		for (const [at, { key, values }] of dimensions.entries()) {
			const left = (axes[at] ?? []).flatMap((place) => values[place]?.key ?? []);
			const isNarrowed = left.length < values.length;
			if (isNarrowed && !left.includes(point[key] ?? ''))
				point[key] = left[Math.floor(random() * left.length)] ?? '';
		}
		const emphasis = EMPHASES[index % EMPHASES.length] ?? null;
		const how =
			emphasis === null ? 'refined' : `with an eye on ${emphasis.split(/[:,]/, 1)[0] ?? ''}`;
		return { point, statement: after(parents, how, idea) };
	});
}

/** What one of several brothers at the same point looks after, in full; null for the one that does what is asked and no more. */
export function emphasisOf(place: number): string | null {
	return EMPHASES[place % EMPHASES.length] ?? null;
}

/** One point out of several: in each dimension, that of one of them. */
function mixed(parents: readonly Ancestor[], random: () => number): Point {
	const [first, ...others] = parents;
	if (first === undefined) return {};
	if (others.length === 0) return first.point;
	const keys = [...new Set(parents.flatMap(({ point }) => Object.keys(point)))];
	return Object.fromEntries(
		keys.map((key) => {
			const values = parents.flatMap(({ point }) => point[key] ?? []);
			return [key, values[Math.floor(random() * values.length)] ?? ''];
		})
	);
}

function after(parents: readonly Ancestor[], how: string, statement: string): string {
	const numbers = parents.map(({ number }) => String(number));
	const last = numbers.pop() ?? '';
	const named = numbers.length === 0 ? last : `${numbers.join(', ')} and ${last}`;
	const whole = `After ${named}, ${how}: ${statement}`;
	return whole.length <= MAX_STATEMENT_CHARS
		? whole
		: `${whole.slice(0, MAX_STATEMENT_CHARS - 1)}…`;
}
