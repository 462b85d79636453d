/** Acts of marking as they are sent. */
import type { MarkAnswer, MarkChange } from '#lib/domain/marks.ts';
import { api } from './api.ts';
import { outcomeOf, type Outcome } from './outbox.ts';

/** One act, or the taking back of one. */
export type MarkSending =
	{ kind: 'put'; batch: string; marks: MarkChange[] } | { kind: 'retract'; batch: string };

/** Once more with the same batch is no second act. */
export function sendMarks(briefId: string, sending: MarkSending): Promise<Outcome<MarkAnswer>> {
	return outcomeOf(
		sending.kind === 'put'
			? api.putMarks(briefId, sending.batch, sending.marks)
			: api.retractMarks(sending.batch)
	);
}

/** Null for what no visit of ours has kept. */
export function readMarkSending(kept: unknown): MarkSending | null {
	return isMarkSending(kept) ? kept : null;
}

function isMarkSending(kept: unknown): kept is MarkSending {
	if (typeof kept !== 'object' || kept === null || !('kind' in kept) || !('batch' in kept))
		return false;
	if (typeof kept.batch !== 'string') return false;
	return (
		kept.kind === 'retract' || (kept.kind === 'put' && 'marks' in kept && Array.isArray(kept.marks))
	);
}
