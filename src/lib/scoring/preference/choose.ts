/** What to ask next. */
import { shuffled } from '#lib/domain/random.ts';
import { itemsLeft } from './draws.ts';
import type { Preference } from './preference.ts';
import { SEVEN_POINTS } from './quadrature.ts';
import type { TopSize } from './standing.ts';

/** Every item is seen this often before any is asked for because of what it seems worth. */
const SEEN_FIRST = 2;
/** Of questions, those asked at random: reviewers who guess are found by these, hardly by the others. */
const AUDIT_SHARE = 0.1;
/**
 * Where the edge of the best is looked for, in turn, when a session looks for the best 1, 3 or 5; and what a pair is worth that has
 * nothing to do with it, where one whose two items are as open as can be is worth ½ more. At first all items are alike, so all are
 * asked about; then those at the edge, until they are known; then all again.
 */
const EDGES: Record<TopSize, readonly number[]> = { 1: [1, 3], 3: [3, 5], 5: [3, 5] };
const ELSEWHERE = 0.2;
const AT_ONCE = 4;

/** Where a sitting is: all that the choice depends on besides the fit. */
export interface Asking {
	/** Who is asked. */
	reviewer: number;
	/** How often anyone has seen each item, in a comparison or to mark it. */
	shown: ArrayLike<number>;
	/** What this reviewer has in hand or saw last, the nearest first: not asked again as long as there is anything else. */
	avoid: readonly (readonly number[])[];
	/** Items that are not to be shown (deleted). */
	excluded: ReadonlySet<number>;
	top: TopSize;
}

export interface NextPair {
	left: number;
	right: number;
	/** Chosen by chance alone, so that reviewers can be judged. */
	audit: boolean;
}

/** How much a pair would tell. */
type Gain = (one: number, other: number) => number;

/** The pair that tells most, sides by chance; null where fewer than two items are left. */
export function nextPair(
	preference: Preference,
	asking: Asking,
	random: () => number
): NextPair | null {
	const { pool, items, gain, audit } = plan(preference, asking, 2, random);
	const found = freshPair({ pool, items, gain, avoid: asking.avoid }, random);
	if (found === null) return null;
	const [left, right] = random() < 0.5 ? found : [found[1], found[0]];
	return { left, right, audit };
}

/**
 * As `nextPair`, for an order of up to four: the pair that tells most, then what tells most against those there are already.
 * Null where fewer than two items are left.
 */
export function nextFour(
	preference: Preference,
	asking: Asking,
	random: () => number
): { shown: number[]; audit: boolean } | null {
	const { pool, items, gain, audit } = plan(preference, asking, AT_ONCE, random);
	const four: number[] = [...(freshPair({ pool, items, gain, avoid: asking.avoid }, random) ?? [])];
	if (four.length === 0) return null;
	while (four.length < Math.min(AT_ONCE, pool.length)) {
		const among = (those: number[]) => those.filter((item) => !four.includes(item));
		const isFresh = (item: number) => !asking.avoid.some((asked) => isSame(asked, [...four, item]));
		const fresh = [among(pool).filter(isFresh), among(items).filter(isFresh), among(pool)];
		const best = argMost(
			fresh.find(({ length }) => length > 0) ?? [],
			(item) => four.reduce((sum, other) => sum + gain(item, other), 0),
			random
		);
		if (best === null) break;
		four.push(best);
	}
	return { shown: shuffled(four, random), audit };
}

interface Plan {
	/** Items that come into question first. */
	pool: number[];
	/** All that can be shown. */
	items: number[];
	gain: Gain;
	audit: boolean;
}

/** Which items come into question, and by what they are chosen. */
function plan(
	preference: Preference,
	{ shown, excluded, top, reviewer }: Asking,
	count: number,
	random: () => number
): Plan {
	const items = itemsLeft(preference, excluded);
	const gain = informationGain(preference, reviewer);
	const seen = (item: number) => shown[item] ?? 0;
	const least = items.reduce((few, item) => Math.min(few, seen(item)), SEEN_FIRST);
	if (least < SEEN_FIRST) {
		const unseen = items.filter((item) => seen(item) === least);
		const seenMore = shuffled(items, random)
			.filter((item) => seen(item) > least)
			.sort((a, b) => seen(a) - seen(b));
		const missing = Math.max(0, count - unseen.length);
		return { pool: [...unseen, ...seenMore.slice(0, missing)], items, gain, audit: false };
	}
	if (random() < AUDIT_SHARE) return { pool: items, items, gain: () => 0, audit: true };
	const edges = EDGES[top];
	const edge = edges[Math.floor(random() * edges.length)] ?? top;
	const open = openness(preference, items, edge);
	return {
		pool: items,
		items,
		gain: (one, other) => gain(one, other) * (ELSEWHERE + (open[one] ?? 0) + (open[other] ?? 0)),
		audit: false
	};
}

/** The best pair that is not to be avoided: of the pool, else of all, and where there is none the farthest may be asked again. */
function freshPair(
	{ pool, items, gain, avoid }: Omit<Plan, 'audit'> & Pick<Asking, 'avoid'>,
	random: () => number
): [number, number] | null {
	for (let kept = avoid.length; kept >= 0; kept--) {
		const avoided = avoid.slice(0, kept);
		const found = bestPair(pool, gain, avoided, random) ?? bestPair(items, gain, avoided, random);
		if (found !== null) return found;
	}
	return null;
}

/** The two that tell most against each other, other than the avoided ones; equal ones by chance. */
function bestPair(
	pool: readonly number[],
	gain: Gain,
	avoid: readonly (readonly number[])[],
	random: () => number
): [number, number] | null {
	let found: [number, number] | null = null;
	let most = -Infinity;
	let equals = 0;
	const isAvoided = (pair: number[]) => avoid.some((asked) => isSame(asked, pair));
	for (const [at, one] of pool.entries()) {
		for (let next = at + 1; next < pool.length; next++) {
			const other = pool[next] ?? one;
			const value = gain(one, other);
			if (value < most || isAvoided([one, other])) continue;
			equals = value > most ? 1 : equals + 1;
			if (equals > 1 && random() * equals >= 1) continue;
			most = value;
			found = [one, other];
		}
	}
	return found;
}

/** Whether two questions show the same works, wherever they stand. */
function isSame(one: readonly number[], other: readonly number[]): boolean {
	return one.length === other.length && one.every((item) => other.includes(item));
}

function argMost(
	items: readonly number[],
	valueOf: (item: number) => number,
	random: () => number
): number | null {
	let found: number | null = null;
	let most = -Infinity;
	let equals = 0;
	for (const item of items) {
		const value = valueOf(item);
		if (value < most) continue;
		equals = value > most ? 1 : equals + 1;
		if (equals > 1 && random() * equals >= 1) continue;
		most = value;
		found = item;
	}
	return found;
}

/**
 * What an answer would tell about worth, in nats (BALD of Houlsby and others 2011): how open the answer is, less how open it would
 * be if worth were known. Closed forms of it are wrong by more than it is worth where a pair is nearly decided, which most are.
 * Ties and sides are left out, which change which pair is best by very little.
 */
function informationGain(
	{ items, worth, covariance, reliability }: Preference,
	reviewer: number
): Gain {
	const beta = reliability[reviewer] ?? 1;
	return (one, other) => {
		const mean = beta * ((worth[one] ?? 0) - (worth[other] ?? 0));
		const variance =
			(covariance[one * items + one] ?? 0) +
			(covariance[other * items + other] ?? 0) -
			2 * (covariance[one * items + other] ?? 0);
		return gainOf(mean, beta * Math.sqrt(Math.max(0, variance)));
	};
}

/** Of an answer whose difference in logits is normal. */
export function gainOf(mean: number, sd: number): number {
	let chance = 0;
	let known = 0;
	const { nodes, weights } = SEVEN_POINTS;
	for (let node = 0; node < nodes.length; node++) {
		const x = mean + sd * (nodes[node] ?? 0);
		const weight = weights[node] ?? 0;
		const small = Math.exp(-Math.abs(x));
		const less = small / (1 + small);
		chance += weight * (x > 0 ? 1 - less : less);
		known += weight * (Math.log1p(small) + Math.abs(x) * less);
	}
	const rest = 1 - chance;
	if (chance <= 0 || rest <= 0) return 0;
	return -chance * Math.log(chance) - rest * Math.log(rest) - known;
}

const BISECTIONS = 40;
/** Φ(x) ≈ logistic(1.702 x), off by less than .01. */
const LOGISTIC_OF_NORMAL = 1.702;

/**
 * How open it is whether each item is among the best `edge`: P (1 − P), with the probabilities to lie above a threshold such that
 * as many are expected above it.
 */
function openness(
	{ items, worth, covariance }: Preference,
	among: readonly number[],
	edge: number
): Float64Array {
	const sd = (item: number) => Math.sqrt(Math.max(1e-12, covariance[item * items + item] ?? 0));
	const above = (item: number, threshold: number) =>
		1 / (1 + Math.exp((LOGISTIC_OF_NORMAL * (threshold - (worth[item] ?? 0))) / sd(item)));
	let low = -1e3;
	let high = 1e3;
	for (let step = 0; step < BISECTIONS; step++) {
		const middle = (low + high) / 2;
		const expected = among.reduce((sum, item) => sum + above(item, middle), 0);
		if (expected > edge) low = middle;
		else high = middle;
	}
	const open = new Float64Array(items);
	for (const item of among) {
		const p = above(item, low);
		open[item] = p * (1 - p);
	}
	return open;
}
