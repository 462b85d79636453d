/** Tells which of several points lies farthest from those that are there, and adds most to what they have shown together. */
import { differences, type Places } from './draw-space.ts';

/** What has been drawn, and how far a candidate would be from it. */
export interface Spread {
	/** The best of the candidates that are not in `used`, or null when all of them are. */
	farthest(candidates: readonly Places[], used: ReadonlySet<string>): Places | null;
	add(places: Places): void;
}

/**
 * @param there points to stay away from; what is added joins them
 * @param most of those, the ones to stay away from most
 *
 * The best candidate is the one whose nearest point is farthest; of several, the one farther from the nearest of `most`, and
 * then the one that brings together most values not seen together.
 */
export function createSpread(there: readonly Places[], most: readonly Places[] = []): Spread {
	const own = [...there];
	const groups = [own, most];
	const seen = new Set<number>();
	for (const places of own) forPairs(places, (pair) => seen.add(pair));

	function newPairs(places: Places): number {
		let fresh = 0;
		forPairs(places, (pair) => {
			if (!seen.has(pair)) fresh++;
		});
		return fresh;
	}

	return {
		add(places) {
			own.push(places);
			forPairs(places, (pair) => seen.add(pair));
		},
		farthest(candidates, used) {
			let best: { places: Places; nearest: number[]; fresh: number } | null = null;
			for (const places of candidates) {
				if (used.has(String(places))) continue;
				const nearest = nearestOf(places, groups, best?.nearest ?? []);
				if (!nearest) continue;
				const fresh = newPairs(places);
				if (!best || isFarther(nearest, best.nearest) || fresh > best.fresh)
					best = { places, nearest, fresh };
			}
			return best?.places ?? null;
		}
	};
}

/** Distance to the nearest point of each group; null as soon as it is known to be worse than the best. */
function nearestOf(
	candidate: Places,
	groups: readonly (readonly Places[])[],
	best: readonly number[]
): number[] | null {
	const nearest: number[] = [];
	for (const [at, group] of groups.entries()) {
		const isTied = nearest.every((value, before) => value === best[before]);
		let least = candidate.length;
		for (const places of group) {
			least = Math.min(least, differences(candidate, places));
			if (isTied && least < (best[at] ?? 0)) return null;
		}
		nearest.push(least);
	}
	return nearest;
}

/** In the first group in which they differ. */
function isFarther(a: readonly number[], b: readonly number[]): boolean {
	const at = a.findIndex((value, place) => value !== b[place]);
	return at !== -1 && (a[at] ?? 0) > (b[at] ?? 0);
}

/** More than a dimension has values, or a space dimensions. */
const BASE = 64;

/** Every pair of values in a point as one number. Loops, because a draw asks for millions. */
function forPairs(places: Places, tell: (pair: number) => void): void {
	const numberAt = (at: number) => at * BASE + (places[at] ?? 0) + 1;
	for (let first = 0; first < places.length; first++) {
		const start = numberAt(first) * BASE * BASE;
		for (let second = first + 1; second < places.length; second++) tell(start + numberAt(second));
	}
}
