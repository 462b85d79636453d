/** Places with intervals: what people are shown instead of logits. */
import { bestFirst, drawWorth, itemsLeft } from './draws.ts';
import { varianceOf, type Preference } from './preference.ts';

/** What holds for 95 of 100 draws: this share is left out at either end. */
const TAIL = 0.025;
/** Standard deviations to either side that hold 95 % of a normal. */
export const SD_95 = 1.96;
const DRAWS = 1000;

/** How many a session looks for. */
export type TopSize = 1 | 3 | 5;

/** Where one item stands. */
export interface Place {
	item: number;
	/** Worth in logits, with the 95 % interval. */
	mean: number;
	low: number;
	high: number;
	/** 1 is best, by mean; and the 95 % interval of the true rank. */
	rank: number;
	rankLow: number;
	rankHigh: number;
	/** Probability of being among the best 1, 3 and 5. */
	pTop: Record<TopSize, number>;
}

/**
 * Every item's place, by item, from 1,000 seeded draws unless asked otherwise.
 * @param options.excluded items that get no place (deleted); what was said of them still tells something of the others
 */
export function standing(
	preference: Preference,
	{
		draws = DRAWS,
		seed,
		excluded
	}: { draws?: number; seed: number; excluded?: ReadonlySet<number> }
): Place[] {
	const { items, worth } = preference;
	const left = itemsLeft(preference, excluded);
	const drawn = drawWorth(preference, draws, seed);
	// Item by item, how many draws gave it each rank.
	const counts = new Uint32Array(items * items);
	for (let draw = 0; draw < draws; draw++) {
		const order = bestFirst(drawn.subarray(draw * items, (draw + 1) * items), left);
		for (const [place, item] of order.entries()) {
			counts[item * items + place] = (counts[item * items + place] ?? 0) + 1;
		}
	}
	const ranks = new Map(bestFirst(worth, left).map((item, place) => [item, place + 1]));
	return left.map((item) => {
		const mean = worth[item] ?? 0;
		const half = SD_95 * Math.sqrt(varianceOf(preference, item));
		const places = counts.subarray(item * items, (item + 1) * items);
		const among = (top: number) =>
			places.subarray(0, top).reduce((sum, count) => sum + count, 0) / draws;
		const rank = ranks.get(item) ?? 1;
		return {
			item,
			mean,
			low: mean - half,
			high: mean + half,
			rank,
			// The mean's rank is always inside: an interval beside the number that it belongs to would read as a mistake.
			rankLow: Math.min(rank, placeAt(places, draws * TAIL)),
			rankHigh: Math.max(rank, placeAt(places, draws * (1 - TAIL))),
			pTop: { 1: among(1), 3: among(3), 5: among(5) }
		};
	});
}

/** The first rank by which more than this many draws have come. */
function placeAt(places: Uint32Array, share: number): number {
	let passed = 0;
	for (const [place, count] of places.entries()) {
		passed += count;
		if (passed > share) return place + 1;
	}
	return places.length;
}
