/** What people have said about the works of one session. Items and reviewers are numbers from 0; whoever calls maps ids. */

/** Two works side by side, and which is better. `neither` says something about both, not that they are equal. */
export interface PairAnswer {
	reviewer: number;
	left: number;
	right: number;
	says: 'left' | 'right' | 'tie' | 'neither';
}

/** Several works put in order at once. */
export interface OrderAnswer {
	reviewer: number;
	/** As they were shown: left to right, top to bottom. */
	shown: readonly number[];
	/** The same items, best first. */
	order: readonly number[];
}

/** The flag or stars that one reviewer has put on one work. */
export interface MarkReading {
	reviewer: number;
	item: number;
	scale: 'flag' | 'stars';
	/** Flag: 0 reject, 1 none (seen and left), 2 pick. Stars: 0 to 5; a work that was never starred gives no reading. */
	level: number;
}

export interface Evidence {
	items: number;
	reviewers: number;
	pairs: readonly PairAnswer[];
	orders: readonly OrderAnswer[];
	marks: readonly MarkReading[];
}

/** What these reviewers alone have said; items and reviewers keep their numbers. Mine is `ofReviewers(evidence, [me])`. */
export function ofReviewers(evidence: Evidence, reviewers: Iterable<number>): Evidence {
	const kept = new Set(reviewers);
	const isTheirs = ({ reviewer }: { reviewer: number }) => kept.has(reviewer);
	return {
		...evidence,
		pairs: evidence.pairs.filter(isTheirs),
		orders: evidence.orders.filter(isTheirs),
		marks: evidence.marks.filter(isTheirs)
	};
}

/** How many times people have chosen: pairs and orders, not marks. */
export function answersIn({ pairs, orders }: Evidence): number {
	return pairs.length + orders.length;
}
