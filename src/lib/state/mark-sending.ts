/** Acts of marking as they are sent. */
import type { MarkAnswer, MarkChange } from '#lib/domain/marks.ts';
import { LOCAL_REVIEWER, ReviewerName } from '#lib/domain/reviewer.ts';
import { api } from './api.ts';
import { outcomeOf, type Outcome } from './outbox.ts';

/** One act, or the taking back of one; and whose it is. */
export type MarkSending = { batch: string; reviewer: string } & (
	{ kind: 'put'; marks: MarkChange[] } | { kind: 'retract' }
);

/** Once more with the same batch is no second act. */
export function sendMarks(briefId: string, sending: MarkSending): Promise<Outcome<MarkAnswer>> {
	return outcomeOf(
		sending.kind === 'put'
			? api.putMarks(briefId, sending.batch, sending.marks, sending.reviewer)
			: api.retractMarks(sending.batch, sending.reviewer)
	);
}

/** Null for what no visit of ours has kept. */
export function readMarkSending(kept: unknown): MarkSending | null {
	if (!isMarkSending(kept)) return null;
	// Without a name it is of before there were names.
	const { success, data } = ReviewerName.safeParse(kept.reviewer);
	return { ...kept, reviewer: success ? data : LOCAL_REVIEWER };
}

function isMarkSending(kept: unknown): kept is MarkSending {
	if (typeof kept !== 'object' || kept === null || !('kind' in kept) || !('batch' in kept))
		return false;
	if (typeof kept.batch !== 'string') return false;
	return (
		kept.kind === 'retract' || (kept.kind === 'put' && 'marks' in kept && Array.isArray(kept.marks))
	);
}
