/** How long it may still take. */
import { createRandom } from '#lib/domain/random.ts';
import { factorise } from './cholesky.ts';
import { bestFirst, createNormal, itemsLeft } from './draws.ts';
import type { Preference } from './preference.ts';
import { ANSWERS_BETWEEN_FITS, SURE, type FitPair, type Goal } from './settled.ts';
import { standing } from './standing.ts';

/** Items that may yet be the best: those whose chance to be among the top five is above this. */
const CONTENDS = 0.02;
/** How many times better contenders may have to be known, in steps, before it cannot be told any more. */
const STEP = 1.25;
const MOST_STEPS = 12;
/** No more answers are foretold than this many times those there are. */
const FARTHEST = 10;
/** Futures that are played for each step, and draws that each is judged by. */
const FUTURES = 40;
const DRAWS = 100;
/** Those likeliest to be among the top five, who alone are drawn: the time goes with their square. */
const MOST_DRAWN = 24;
/**
 * What one answer of a usual reviewer adds to the precision of contenders together, in 1/logit²: two items each gain p (1 − p) of a
 * quarter at most, and not every answer is about two contenders. Found from simulated sittings.
 */
const YIELD = 0.22;

export interface AnswersLeft {
	/** Half of the futures are settled by then. */
	about: number;
	/** A quarter of them, and three quarters; null where that is farther than can be told. */
	low: number;
	high: number | null;
}

/**
 * About how many more answers settle the top, by playing futures: contenders known f times better, with means that lie where that
 * knowledge would have moved them. How many answers make f follows from what an answer tells.
 * @returns by the fit that foretells more, because both are to be sure; null where it cannot be told: too little is known, or more
 * is wanted than can be foreseen
 */
export function aboutLeft({ fixed, empirical }: FitPair, goal: Goal): AnswersLeft | null {
	const byFixed = leftOf(fixed, goal);
	const byEmpirical = leftOf(empirical, goal);
	if (byFixed === null || byEmpirical === null) return null;
	return byFixed.about > byEmpirical.about ? byFixed : byEmpirical;
}

function leftOf(preference: Preference, goal: Goal): AnswersLeft | null {
	const { answers, items, covariance, reliability } = preference;
	if (answers < itemsLeft(preference, goal.excluded).length) return null;
	const contenders = standing(preference, goal)
		.filter(({ pTop, rank }) => pTop[5] > CONTENDS || rank <= goal.top)
		.sort((a, b) => b.pTop[5] - a.pTop[5] || a.item - b.item)
		.map(({ item }) => item);
	const variance =
		contenders.reduce((sum, item) => sum + (covariance[item * items + item] ?? 0), 0) /
		contenders.length;
	const clarity = reliability.reduce((sum, beta) => sum + beta * beta, 0) / reliability.length;
	const answersFor = (factor: number) =>
		(contenders.length * (factor - 1)) / variance / (clarity * YIELD) + ANSWERS_BETWEEN_FITS;

	const reached: (number | null)[] = [null, null, null];
	const futures = new Futures(preference, contenders.slice(0, MOST_DRAWN), goal);
	let factor = 1;
	for (let step = 0; step < MOST_STEPS && reached[2] === null; step++, factor *= STEP) {
		const share = futures.settledShare(factor);
		for (const [at, quartile] of [0.25, 0.5, 0.75].entries()) {
			if (share >= quartile) reached[at] ??= roundTo10(answersFor(factor));
		}
	}
	const [low, about, high] = reached;
	if (typeof low !== 'number' || typeof about !== 'number') return null;
	if (about > FARTHEST * answers) return null;
	return { low, about, high: high ?? null };
}

function roundTo10(answers: number): number {
	return Math.ceil(answers / 10) * 10;
}

class Futures {
	readonly #contenders: readonly number[];
	readonly #worth: Float64Array;
	/** Of the contenders' covariance, which is √f times smaller in a future where they are known f times better. */
	readonly #root: Float64Array;
	readonly #goal: Goal;

	constructor({ items, worth, covariance }: Preference, contenders: readonly number[], goal: Goal) {
		const count = contenders.length;
		this.#contenders = contenders.map((_, at) => at);
		this.#worth = Float64Array.from(contenders, (item) => worth[item] ?? 0);
		this.#root = new Float64Array(count * count);
		for (const [row, one] of contenders.entries()) {
			for (const [column, other] of contenders.entries()) {
				this.#root[row * count + column] = covariance[one * items + other] ?? 0;
			}
		}
		factorise(this.#root, count);
		this.#goal = goal;
	}

	/** In how many of the futures the best is surely among the shown. */
	settledShare(factor: number): number {
		const normal = createNormal(createRandom(this.#goal.seed));
		const moved = new Float64Array(this.#worth.length);
		const truth = new Float64Array(this.#worth.length);
		let sure = 0;
		for (let future = 0; future < FUTURES; future++) {
			this.#draw(this.#worth, Math.sqrt(1 - 1 / factor), normal, moved);
			const shown = new Set(bestFirst(moved, this.#contenders).slice(0, this.#goal.top));
			let among = 0;
			for (let draw = 0; draw < DRAWS; draw++) {
				this.#draw(moved, Math.sqrt(1 / factor), normal, truth);
				if (shown.has(indexOfMost(truth))) among++;
			}
			if (among >= SURE * DRAWS) sure++;
		}
		return sure / FUTURES;
	}

	#draw(around: Float64Array, share: number, normal: () => number, drawn: Float64Array): void {
		const count = around.length;
		// From the last row up: a row needs only the noise of those before it, so noise and draws share one array.
		for (let row = 0; row < count; row++) drawn[row] = normal();
		for (let row = count - 1; row >= 0; row--) {
			let value = 0;
			for (let column = 0; column <= row; column++) {
				value += (this.#root[row * count + column] ?? 0) * (drawn[column] ?? 0);
			}
			drawn[row] = (around[row] ?? 0) + share * value;
		}
	}
}

function indexOfMost(values: Float64Array): number {
	let most = 0;
	for (let at = 1; at < values.length; at++) {
		if ((values[at] ?? 0) > (values[most] ?? 0)) most = at;
	}
	return most;
}
