/** How each reviewer answers, as plain facts: nothing is dropped because of them, the model weighs it. */
import type { Comparison, Criterion } from '#lib/domain/session.ts';
import { FAST_MS, type ReviewerReading } from '#lib/domain/session-view.ts';
import { reliabilityOf } from '#lib/scoring/preference/agreement.ts';
import type { Evidence } from '#lib/scoring/preference/evidence.ts';
import type { Preference } from '#lib/scoring/preference/preference.ts';
import { CURATOR } from './evidence-of.ts';
import type { Ledger } from './ledger.ts';

export function reviewerReadings(
	ledger: Ledger,
	criterion: Criterion,
	{ evidence, preference }: { evidence: Evidence; preference: Preference }
): ReviewerReading[] {
	const reliabilities = reliabilityOf(preference, evidence);
	return [...ledger.reviewers.values()].map(({ id }, at) => {
		const all = ledger
			.ofReviewer(id)
			.map(({ comparison }) => comparison)
			.filter((comparison) => comparison.criterion === criterion);
		const timed = all.flatMap(({ ms }) => ms ?? []);
		const fast = timed.filter((ms) => ms < FAST_MS).length;
		const read = reliabilities[CURATOR + 1 + at];
		return {
			reviewerId: id,
			answers: all.length,
			reliability: read?.reliability ?? 1,
			low: read?.low ?? 0,
			high: read?.high ?? 2,
			leftShare: read?.leftShare ?? null,
			fastShare: timed.length > 0 ? fast / timed.length : null,
			consistency: consistencyOf(all)
		};
	});
}

/** Of pairs that came again, the share answered as the time before; null where none did. */
function consistencyOf(comparisons: readonly Comparison[]): number | null {
	const before = new Map<string, string>();
	let [again, alike] = [0, 0];
	for (const { answer } of comparisons) {
		if (answer.kind !== 'pair' || answer.says === 'skip') continue;
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
