/** What a reviewer does in a sitting, as it is sent: answers, what is taken back, reasons, and the end. */
import type { NewComparison } from '#lib/domain/session.ts';
import type { SittingView } from '#lib/domain/session-view.ts';
import { api } from './api.ts';
import { outcomeOf, type Outcome } from './outbox.ts';

export type AnswerSending =
	| { kind: 'answer'; comparison: NewComparison }
	| { kind: 'retract'; comparisonId: string }
	| { kind: 'reason'; comparisonId: string; reason: string }
	| { kind: 'finish' };

export interface Seat {
	sessionId: string;
	reviewerId: string;
}

/** @returns where the sitting is after it */
export function sendAnswer(
	{ sessionId, reviewerId }: Seat,
	sending: AnswerSending
): Promise<Outcome<SittingView>> {
	switch (sending.kind) {
		case 'answer':
			return outcomeOf(api.answer(sessionId, sending.comparison));
		case 'retract':
			return outcomeOf(api.retractAnswer(sending.comparisonId));
		case 'reason':
			return outcomeOf(api.explainAnswer(sending.comparisonId, sending.reason));
		case 'finish':
			return outcomeOf(
				api.finishSitting(reviewerId).then(() => api.sitting(sessionId, reviewerId))
			);
	}
}

/** Null for what no visit of ours has kept. */
export function readAnswerSending(kept: unknown): AnswerSending | null {
	return isAnswerSending(kept) ? kept : null;
}

function isAnswerSending(kept: unknown): kept is AnswerSending {
	if (typeof kept !== 'object' || kept === null || !('kind' in kept)) return false;
	if (kept.kind === 'finish') return true;
	if (kept.kind === 'answer')
		return 'comparison' in kept && typeof kept.comparison === 'object' && kept.comparison !== null;
	if (!('comparisonId' in kept) || typeof kept.comparisonId !== 'string') return false;
	return (
		kept.kind === 'retract' ||
		(kept.kind === 'reason' && 'reason' in kept && typeof kept.reason === 'string')
	);
}
