/** A session as its holder sees it. */
import type { ReviewerView, SessionView } from '#lib/domain/session-view.ts';
import type { OpenSession } from './open-session.ts';

export function sessionView({ ledger }: OpenSession): SessionView {
	const reviewers: ReviewerView[] = [...ledger.reviewers.values()].map((reviewer) => ({
		id: reviewer.id,
		name: reviewer.name,
		role: reviewer.role,
		answers: ledger.answersOf(reviewer.id).length,
		finishedAt: reviewer.finishedAt,
		withdrawnAt: reviewer.withdrawnAt
	}));
	const { id, briefId, settings, variantIds, createdAt, closedAt, revealedAt } = ledger.session;
	return {
		id,
		briefId,
		settings,
		variantIds,
		createdAt,
		closedAt,
		revealedAt,
		reviewers,
		answers: reviewers
			.filter(({ withdrawnAt }) => withdrawnAt === null)
			.reduce((sum, { answers }) => sum + answers, 0)
	};
}
