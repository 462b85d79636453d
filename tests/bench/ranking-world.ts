/** People and works that are known, so that what a ranking makes of their answers can be held against the truth. */
import { createRandom, shuffled } from '#lib/domain/random.ts';
import { createNormal } from '#lib/scoring/preference/draws.ts';
import type { MarkReading, PairAnswer } from '#lib/scoring/preference/evidence.ts';

export interface WorldOptions {
	items: number;
	judges: number;
	/** How many of the judges are bad, and how: they answer at random, or the wrong way round. */
	bad: number;
	badness: 'coin' | 'flip';
	/** Standard deviation of worth, in logits of a usual judge. */
	scale: number;
	seed: number;
}

/** Of the logarithm of how clearly a judge tells works apart. */
const CLARITY_SD = 0.25;
/** Where a culling pass picks and rejects, in logits. */
const PICK_ABOVE = 1.5;
const REJECT_BELOW = -1;
const CULLING_REVIEWERS = 3;

export class World {
	readonly worth: Float64Array;
	/** Of each judge: worth times this, against logistic noise. */
	readonly clarity: number[];
	readonly #random: () => number;

	constructor({ items, judges, bad, badness, scale, seed }: WorldOptions) {
		this.#random = createRandom(seed);
		const normal = createNormal(this.#random);
		this.worth = Float64Array.from({ length: items }, () => scale * normal());
		const worse = badness === 'coin' ? 0 : -1;
		this.clarity = Array.from({ length: judges }, (_, judge) => {
			const clarity = Math.exp(CLARITY_SD * normal());
			return judge < bad ? worse * clarity : clarity;
		});
	}

	/** What a judge prefers: Luce's choice among two. */
	pair(reviewer: number, left: number, right: number): PairAnswer {
		const [first] = this.order(reviewer, [left, right]);
		return { reviewer, left, right, says: first === left ? 'left' : 'right' };
	}

	/** Best first: worth with Gumbel noise, which is the order of Plackett and Luce. */
	order(reviewer: number, shown: readonly number[]): number[] {
		const seen = new Map(
			shown.map((item) => [item, this.#felt(reviewer, item) - Math.log(-Math.log(this.#open()))])
		);
		return shown.toSorted((a, b) => (seen.get(b) ?? 0) - (seen.get(a) ?? 0));
	}

	/** Three judges of all, bad ones among them as chance will have it, flag every work. */
	cull(): MarkReading[] {
		const reviewers = shuffled(
			this.clarity.map((_, judge) => judge),
			this.#random
		).slice(0, CULLING_REVIEWERS);
		return reviewers.flatMap((reviewer) =>
			Array.from(this.worth, (_, item): MarkReading => {
				const chance = this.#open();
				const seen = this.#felt(reviewer, item) + Math.log(chance / (1 - chance));
				return {
					reviewer,
					item,
					scale: 'flag',
					level: seen > PICK_ABOVE ? 2 : seen < REJECT_BELOW ? 0 : 1
				};
			})
		);
	}

	#felt(reviewer: number, item: number): number {
		return (this.clarity[reviewer] ?? 0) * (this.worth[item] ?? 0);
	}

	/** In (0, 1), without its ends. */
	#open(): number {
		return this.#random() || Number.MIN_VALUE;
	}
}

/** Kendall's τ-a. */
export function kendall(one: ArrayLike<number>, other: ArrayLike<number>): number {
	let agree = 0;
	let pairs = 0;
	for (let a = 0; a < one.length; a++) {
		for (let b = a + 1; b < one.length; b++) {
			pairs++;
			agree += Math.sign(((one[a] ?? 0) - (one[b] ?? 0)) * ((other[a] ?? 0) - (other[b] ?? 0)));
		}
	}
	return agree / pairs;
}
