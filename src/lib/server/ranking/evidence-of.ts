/** What a session's people have said, as the preference model reads it: works and reviewers as numbers. */
import type { Marks } from '#lib/domain/marks.ts';
import type { Comparison, Criterion } from '#lib/domain/session.ts';
import type { MarkReading, OrderAnswer, PairAnswer } from '#lib/scoring/preference/evidence.ts';

/** The number of whoever put flags and stars on the sheet; those who answer come after. */
export const CURATOR = 0;

/** Below this share of flagged works, one without a flag may not have been looked at, and tells nothing. */
const CULLED = 1 / 3;

export interface Numbering {
	itemOf: ReadonlyMap<string, number>;
	reviewerOf: ReadonlyMap<string, number>;
}

/** @param reviewerIds in the order in which they joined */
export function numberThem(
	variantIds: readonly string[],
	reviewerIds: readonly string[]
): Numbering {
	return {
		itemOf: new Map(variantIds.map((id, item) => [id, item])),
		reviewerOf: new Map(reviewerIds.map((id, at) => [id, CURATOR + 1 + at]))
	};
}

/** One answer; null for a skip, which says nothing, and for what is not about this pool. */
export function answerOf(
	{ reviewerId, answer }: Pick<Comparison, 'reviewerId' | 'answer'>,
	{ itemOf, reviewerOf }: Numbering
): PairAnswer | OrderAnswer | null {
	const reviewer = reviewerOf.get(reviewerId);
	if (reviewer === undefined) return null;
	if (answer.kind === 'pair') {
		const [left, right] = [itemOf.get(answer.left), itemOf.get(answer.right)];
		if (answer.says === 'skip' || left === undefined || right === undefined) return null;
		return { reviewer, left, right, says: answer.says };
	}
	if (answer.order.length === 0) return null;
	const items = (ids: readonly string[]) => ids.flatMap((id) => itemOf.get(id) ?? []);
	const [shown, order] = [items(answer.shown), items(answer.order)];
	return shown.length === answer.shown.length ? { reviewer, shown, order } : null;
}

/**
 * What was put on works of the pool by hand. It says which is better on the whole, so it is evidence for `overall` alone.
 * @returns none for any other criterion
 */
export function readingsOf(
	itemOf: ReadonlyMap<string, number>,
	criterion: Criterion,
	marks: ReadonlyMap<string, Marks>
): MarkReading[] {
	if (criterion !== 'overall') return [];
	const all = [...itemOf].map(([id, item]) => ({ item, mark: marks.get(id) }));
	const flagged = all.filter(({ mark }) => mark !== undefined && mark.flag !== 'none').length;
	const isCulled = flagged >= all.length * CULLED;
	const LEVELS = { reject: 0, none: 1, pick: 2 };
	return all.flatMap(({ item, mark }) => {
		const flag = mark?.flag ?? 'none';
		const stars = mark?.stars ?? 0;
		const readings: MarkReading[] = [];
		if (flag !== 'none' || isCulled)
			readings.push({ reviewer: CURATOR, item, scale: 'flag', level: LEVELS[flag] });
		if (stars > 0) readings.push({ reviewer: CURATOR, item, scale: 'stars', level: stars });
		return readings;
	});
}
