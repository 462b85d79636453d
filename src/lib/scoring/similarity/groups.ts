/** Sets of things that are all alike, from the distance of each pair. */

/**
 * Complete linkage: any two of a group are at most `threshold` apart, and no two groups could be one. Each starts alone, and the
 * two groups whose farthest members are nearest become one until none are near enough; equal ones in the order given. By chains
 * of nearest neighbours (Murtagh 1983), which takes time with the square of the count.
 * @param distances `count` × `count`, symmetric, row by row
 * @returns groups as indices: the middle one first (least sum of distances), the others from near to far of it; the largest group
 * first, equal ones by their lowest index
 */
export function groupAlike(distances: Float64Array, count: number, threshold: number): number[][] {
	const merges = mergeOrder(distances, count).filter(({ distance }) => distance <= threshold);
	return joinedBy(merges, count)
		.sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
		.map((group) => fromTheMiddle(distances, count, group));
}

/** What these merges make of `count` that each start alone: groups as rising indices, by their lowest. */
export function joinedBy(merges: readonly Merge[], count: number): number[][] {
	const roots = Array.from({ length: count }, (_, index) => index);
	const rootOf = (index: number): number => {
		const root = roots[index] ?? index;
		return root === index ? index : (roots[index] = rootOf(root));
	};
	for (const { one, other } of merges) roots[rootOf(other)] = rootOf(one);
	const groups = new Map<number, number[]>();
	for (let index = 0; index < count; index++) {
		const root = rootOf(index);
		groups.set(root, [...(groups.get(root) ?? []), index]);
	}
	return [...groups.values()];
}

/** Two groups that became one. */
export interface Merge {
	/** Any member of each. */
	one: number;
	other: number;
	/** Of their farthest members. */
	distance: number;
}

/**
 * Every merge of complete linkage down to one group, nearest first. Two that are each other's nearest merge sooner or later
 * anyway, so they may at once.
 * @param given `count` × `count`, symmetric, row by row
 */
export function mergeOrder(given: Float64Array, count: number): Merge[] {
	const distances = given.slice();
	const isLeft = new Uint8Array(count).fill(1);
	const merges: Merge[] = [];
	const chain: number[] = [];
	while (merges.length < count - 1) {
		if (chain.length === 0) chain.push(isLeft.indexOf(1));
		const tip = chain.at(-1) ?? 0;
		const before = chain.at(-2) ?? -1;
		// Where the one before is as near as any, it is the nearest: chains would run in circles otherwise.
		let nearest = before;
		let least = before < 0 ? Infinity : (distances[tip * count + before] ?? Infinity);
		for (let index = 0; index < count; index++) {
			if (!isLeft[index] || index === tip) continue;
			const distance = distances[tip * count + index] ?? Infinity;
			if (distance < least) [nearest, least] = [index, distance];
		}
		if (nearest !== before) {
			chain.push(nearest);
			continue;
		}
		chain.length -= 2;
		const [one, other] = [Math.min(tip, before), Math.max(tip, before)];
		merges.push({ one, other, distance: least });
		isLeft[other] = 0;
		for (let index = 0; index < count; index++) {
			const farthest = Math.max(
				distances[one * count + index] ?? 0,
				distances[other * count + index] ?? 0
			);
			distances[one * count + index] = farthest;
			distances[index * count + one] = farthest;
		}
	}
	return merges.sort((a, b) => a.distance - b.distance);
}

/** A group with its middle one first (least sum of distances), the others from near to far of it. */
export function fromTheMiddle(
	distances: Float64Array,
	count: number,
	group: readonly number[]
): number[] {
	const distance = (a: number, b: number) => distances[a * count + b] ?? 0;
	const sums = group.map((one) => group.reduce((sum, other) => sum + distance(one, other), 0));
	const middle = group[sums.indexOf(Math.min(...sums))] ?? 0;
	return group.toSorted((a, b) =>
		a === middle ? -1 : b === middle ? 1 : distance(middle, a) - distance(middle, b) || a - b
	);
}
