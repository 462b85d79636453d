/** Evidence made of chance, for tests. */
import { createRandom, shuffled } from '#lib/domain/random.ts';
import type { Evidence, MarkReading, OrderAnswer, PairAnswer } from './evidence.ts';

export interface Made {
	worth: readonly number[];
	/** Of each reviewer; 0 answers at random. */
	clarity: readonly number[];
	/** Of each reviewer, in logits. */
	side?: number;
	tie?: number;
	pairs: number;
	orders?: number;
	/** Whether every reviewer flags everything, picking above 1 and rejecting below −1. */
	flags?: boolean;
	seed: number;
}

/** What people would answer of whom all is known, to pairs and fours drawn at random. */
export function makeEvidence(made: Made): Evidence {
	const { worth, clarity, side = 0, tie = 0, seed } = made;
	const random = createRandom(seed);
	const items = worth.map((_, item) => item);
	const felt = (reviewer: number, item: number) => (clarity[reviewer] ?? 0) * (worth[item] ?? 0);
	const pairs = Array.from({ length: made.pairs }, (_, at): PairAnswer => {
		const reviewer = at % clarity.length;
		const [left = 0, right = 0] = shuffled(items, random);
		const up = Math.exp((felt(reviewer, left) - felt(reviewer, right) + side) / 2);
		const drawn = random() * (up + 1 / up + tie);
		return {
			reviewer,
			left,
			right,
			says: drawn < up ? 'left' : drawn < up + tie ? 'tie' : 'right'
		};
	});
	const orders = Array.from({ length: made.orders ?? 0 }, (_, at): OrderAnswer => {
		const reviewer = at % clarity.length;
		const shown = shuffled(items, random).slice(0, 4);
		const seen = new Map(
			shown.map((item) => [item, felt(reviewer, item) - Math.log(-Math.log(1 - random()))])
		);
		const order = shown.toSorted((a, b) => (seen.get(b) ?? 0) - (seen.get(a) ?? 0));
		return { reviewer, shown, order };
	});
	const marks = clarity.flatMap((_, reviewer) =>
		made.flags === true
			? items.map((item): MarkReading => {
					const chance = 1 - random();
					const seen = felt(reviewer, item) + Math.log(chance / (1 - chance + 1e-12));
					return { reviewer, item, scale: 'flag', level: seen > 1 ? 2 : seen < -1 ? 0 : 1 };
				})
			: []
	);
	return { items: items.length, reviewers: clarity.length, pairs, orders, marks };
}

/** As many worths as asked, evenly from −spread to spread, shuffled. */
export function evenWorth(count: number, spread: number, seed: number): number[] {
	const even = Array.from({ length: count }, (_, at) => spread * ((2 * at) / (count - 1) - 1));
	return shuffled(even, createRandom(seed));
}
