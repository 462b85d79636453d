/** A few coarse sets that a person can walk through one after the other, out of many things whose distances are known. */
import { fromTheMiddle, joinedBy, mergeOrder } from './groups.ts';

/** More rooms than this are no overview. */
const MOST_ROOMS = 8;
/** Fewer than this are seen at once: they need no rooms. */
const FEWEST_APART = 4;
/** A room with more than this share of all says little, unless it has no more than can be looked over at once. */
const LARGEST_SHARE = 1 / 2;
const LOOKED_OVER = 8;

/**
 * Cuts the merge order of complete linkage, where `groupAlike` goes on to small sets, into at most eight large ones. How many
 * depends on the count: around √(n/2) (Mardia, Kent & Bibby 1979, p. 365), from 0.7 to 1.5 times that. Among those cuts the one
 * with the largest mean silhouette is taken (Rousseeuw 1987), the coarser of equal ones; a cut that leaves more than half in
 * one room of more than eight only where every other does so too, and then the finest.
 * @param distances `count` × `count`, symmetric, row by row
 * @returns rooms as indices: the middle one first, the others from near to far of it; the largest room first, equal ones by
 * their lowest index
 */
export function cutRooms(distances: Float64Array, count: number): number[][] {
	if (count === 0) return [];
	const merges = mergeOrder(distances, count);
	const usual = Math.sqrt(count / 2);
	const least = count < FEWEST_APART ? 1 : Math.max(1, Math.floor(usual * 0.7));
	const most = count < FEWEST_APART ? 1 : Math.min(MOST_ROOMS, Math.ceil(usual * 1.5));
	let best: { rooms: number[][]; width: number } | null = null;
	let finest: number[][] = [];
	for (let rooms = least; rooms <= most; rooms++) {
		finest = joinedBy(merges.slice(0, count - rooms), count);
		const limit = Math.max(count * LARGEST_SHARE, LOOKED_OVER);
		if (finest.some(({ length }) => length > limit)) continue;
		const width = meanSilhouette(distances, count, finest);
		if (best === null || width > best.width) best = { rooms: finest, width };
	}
	return (best?.rooms ?? finest)
		.map((room) => fromTheMiddle(distances, count, room))
		.sort((a, b) => b.length - a.length || Math.min(...a) - Math.min(...b));
}

/**
 * How much nearer each is to its own set than to the next one, on average: (b − a) / max(a, b) with a the mean distance within
 * its set and b the least mean distance to another; 0 for one that is alone (Rousseeuw 1987).
 * @returns from −1 to 1; 0 where there is one set
 */
export function meanSilhouette(
	distances: Float64Array,
	count: number,
	sets: readonly (readonly number[])[]
): number {
	if (sets.length < 2) return 0;
	const sumTo = (one: number, set: readonly number[]) =>
		set.reduce((sum, other) => sum + (distances[one * count + other] ?? 0), 0);
	let total = 0;
	for (const own of sets) {
		if (own.length === 1) continue;
		const others = sets.filter((set) => set !== own);
		for (const one of own) {
			const within = sumTo(one, own) / (own.length - 1);
			const next = Math.min(...others.map((set) => sumTo(one, set) / set.length));
			const larger = Math.max(within, next);
			if (larger > 0) total += (next - within) / larger;
		}
	}
	return total / count;
}
