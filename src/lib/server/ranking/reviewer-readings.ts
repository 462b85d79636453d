/** How each reviewer answers, as plain facts: nothing is dropped because of them, the model weighs it. */
import type { Comparison, Criterion } from '#lib/domain/session.ts';
import { FAST_MS, type ReviewerReading } from '#lib/domain/session-view.ts';
import type { ReviewerReliability } from '#lib/scoring/preference/agreement.ts';
import { RELIABILITY } from '#lib/scoring/preference/reliability.ts';
import { CURATOR } from './evidence-of.ts';
import type { Ledger } from './ledger.ts';

/** Reads the answers now; the reliabilities, one for each number in the evidence, may come later. */
export function reviewerReadings(
	ledger: Ledger,
	criterion: Criterion
): (reliabilities: readonly ReviewerReliability[]) => ReviewerReading[] {
	const facts = [...ledger.reviewers.values()].map(({ id }) => {
		const all = ledger
			.answersOf(id)
			.map(({ comparison }) => comparison)
			.filter((comparison) => comparison.criterion === criterion);
		const timed = all.flatMap(({ ms }) => ms ?? []);
		const fast = timed.filter((ms) => ms < FAST_MS).length;
		return {
			reviewerId: id,
			answers: all.length,
			fastShare: timed.length > 0 ? fast / timed.length : null,
			consistency: consistencyOf(all)
		};
	});
	return (reliabilities) =>
		facts.map((fact, at) => {
			const read = reliabilities[CURATOR + 1 + at];
			return {
				...fact,
				reliability: read?.reliability ?? RELIABILITY.mean,
				low: read?.low ?? RELIABILITY.least,
				high: read?.high ?? RELIABILITY.most,
				leftShare: read?.leftShare ?? null
			};
		});
}

/** Of pairs that came again, the share answered as the time before; null where none did. */
function consistencyOf(comparisons: readonly Comparison[]): number | null {
	const before = new Map<string, string>();
	let [again, alike] = [0, 0];
	for (const { answer } of comparisons) {
		if (answer.kind !== 'pair') continue;
		const { left, right, says } = answer;
		const pair = [left, right].sort().join(' ');
		const winner = says === 'left' ? left : says === 'right' ? right : says;
		const last = before.get(pair);
		before.set(pair, winner);
		if (last === undefined) continue;
		again++;
		if (last === winner) alike++;
	}
	return again > 0 ? alike / again : null;
}
