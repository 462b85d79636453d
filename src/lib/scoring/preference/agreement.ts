/** How far people agree: with each other, with themselves, and how much hangs on single answers. */
import { createRandom, shuffleInPlace } from '#lib/domain/random.ts';
import { bestFirst } from './draws.ts';
import { answersIn, type Evidence } from './evidence.ts';
import { fit, varianceOf, type Preference } from './preference.ts';
import { RELIABILITY } from './reliability.ts';
import { SD_95 } from './standing.ts';

/** Splits whose mean is taken: one by itself depends on chance. */
const SPLITS = 8;
/** Below so many answers in all, halves say nothing. */
const LEAST_ANSWERS = 20;

/**
 * Split-half reliability: how closely two halves of the answers, fitted by themselves, agree on worth, drawn out to all of the
 * answers (Spearman 1910, Brown 1910). 1 is an order that would come back, 0 chance; .8 is good. Marks are left out.
 * @returns the mean over seeded splits, or null with fewer than 20 answers
 */
export function splitHalf(evidence: Evidence, seed: number): number | null {
	const count = answersIn(evidence);
	if (count < LEAST_ANSWERS) return null;
	const random = createRandom(seed);
	const mixed = inCanonicalOrder(evidence);
	let sum = 0;
	for (let split = 0; split < SPLITS; split++) {
		shuffleInPlace(mixed, random);
		const half = (from: number, to: number) => {
			const chosen = mixed.slice(from, to);
			return fit({
				...evidence,
				pairs: chosen.flatMap((answer) => ('says' in answer ? [answer] : [])),
				orders: chosen.flatMap((answer) => ('order' in answer ? [answer] : [])),
				marks: []
			});
		};
		const middle = Math.floor(count / 2);
		const agreement = correlation(half(0, middle).worth, half(middle, count).worth);
		// Below −1/3 the formula leaves the scale; halves that contradict each other agree as little as can be.
		sum += agreement > 0 ? (2 * agreement) / (1 + agreement) : 0;
	}
	return sum / SPLITS;
}

/** Answers so that the same ones, given in any order, are split alike. */
function inCanonicalOrder({ pairs, orders }: Evidence) {
	return [...pairs, ...orders]
		.map((answer) => ({ answer, key: keyOf(answer) }))
		.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
		.map(({ answer }) => answer);
}

function keyOf(answer: Evidence['pairs'][number] | Evidence['orders'][number]): string {
	const { reviewer } = answer;
	return 'says' in answer
		? [reviewer, answer.left, answer.right, answer.says].join(' ')
		: [reviewer, 'order', ...answer.order].join(' ');
}

/** Pearson's, or 0 where one of them is all the same. */
function correlation(one: Float64Array, other: Float64Array): number {
	// Worth has mean 0 already.
	const product = (a: Float64Array, b: Float64Array) =>
		a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
	const scale = Math.sqrt(product(one, one) * product(other, other));
	return scale > 0 ? product(one, other) / scale : 0;
}

/** How much one reviewer's answers follow what all of them together say. */
export interface ReviewerReliability {
	reviewer: number;
	/** 0 guesses, 1 is usual, 2 the most that is believed; with the 95 % interval. */
	reliability: number;
	low: number;
	high: number;
	/** Share of pairs with a winner in which it stood left. Null without such pairs. */
	leftShare: number | null;
}

/** Every reviewer, silent ones too: those are usual, as far as anybody knows. */
export function reliabilityOf(preference: Preference, { pairs }: Evidence): ReviewerReliability[] {
	const { least, most } = RELIABILITY;
	return Array.from(preference.reliability, (reliability, reviewer) => {
		const half = SD_95 * (preference.reliabilitySd[reviewer] ?? 0);
		const theirs = pairs.filter((pair) => pair.reviewer === reviewer);
		const left = theirs.filter(({ says }) => says === 'left').length;
		const won = left + theirs.filter(({ says }) => says === 'right').length;
		return {
			reviewer,
			reliability,
			low: Math.max(least, reliability - half),
			high: Math.min(most, reliability + half),
			leftShare: won > 0 ? left / won : null
		};
	});
}

/** Where two groups of reviewers want different things of one item. */
export interface Disagreement {
	item: number;
	/** The groups, by their place in what was given: the one that likes it more, then the one that likes it less. */
	more: number;
	less: number;
	/** By how many logits, with the 95 % interval. */
	by: number;
	low: number;
	high: number;
	rankMore: number;
	rankLess: number;
}

/**
 * Items on which groups of reviewers (roles, or one person each) differ by more than chance, widest first. A group that has said
 * little is near the middle with everything, so it seldom seems to differ.
 * @param fits of what each group has said by itself, about the same items
 */
export function polarising(fits: readonly Preference[]): Disagreement[] {
	const count = fits[0]?.items ?? 0;
	const items = Array.from({ length: count }, (_, item) => item);
	const ranks = fits.map(({ worth }) => {
		const order = bestFirst(worth, items);
		return new Map(order.map((item, place) => [item, place + 1]));
	});
	return items
		.flatMap((item) => {
			let widest: (Disagreement & { clarity: number }) | null = null;
			for (const [more, liking] of fits.entries()) {
				for (const [less, disliking] of fits.entries()) {
					const by = (liking.worth[item] ?? 0) - (disliking.worth[item] ?? 0);
					const sd = Math.sqrt(varianceOf(liking, item) + varianceOf(disliking, item));
					if (by <= SD_95 * sd || by / sd <= (widest?.clarity ?? 0)) continue;
					widest = {
						item,
						more,
						less,
						by,
						low: by - SD_95 * sd,
						high: by + SD_95 * sd,
						rankMore: ranks[more]?.get(item) ?? 0,
						rankLess: ranks[less]?.get(item) ?? 0,
						clarity: by / sd
					};
				}
			}
			if (widest === null) return [];
			const { clarity: _, ...found } = widest;
			return [found];
		})
		.sort((a, b) => b.by - a.by || a.item - b.item);
}
