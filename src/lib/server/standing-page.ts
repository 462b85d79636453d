/** What the page of a standing may tell whoever looks. The one place where it is decided whether it is told at all. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { RankingView } from '#lib/domain/session-view.ts';
import type { CriterionStanding, StandingPage } from '#lib/domain/standing-view.ts';
import type { SessionService } from './session-service.ts';

interface Asked {
	briefId: string;
	sessionId: string;
	/** Id of the reviewer who sits in this browser, as its cookie says. */
	sitting: string | null;
	/** As the address says; the session's first where it is none of its own. */
	criterion: string | null;
}

/** @throws VitrineError `not_found` */
export async function standingPage(
	sessions: Pick<SessionService, 'view' | 'ranking'>,
	{ briefId, sessionId, sitting, criterion: asked }: Asked
): Promise<StandingPage> {
	const session = sessions.view(sessionId);
	if (session.briefId !== briefId)
		throw new VitrineError('not_found', 'This brief has no such session.', { field: 'session' });
	const who =
		session.reviewers.find(({ id, withdrawnAt }) => id === sitting && withdrawnAt === null) ?? null;
	if (who?.finishedAt === null && session.closedAt === null)
		return { isOpen: false, sessionId, reviewerId: who.id, answered: who.answers };

	const { criteria } = session.settings;
	const criterion = criteria.find((one) => one === asked) ?? criteria[0] ?? 'overall';
	const reviewerId = who?.finishedAt === null ? undefined : who?.id;
	const told = await Promise.allSettled(
		criteria.map((one) =>
			sessions.ranking(sessionId, { criterion: one, ...(one === criterion && { reviewerId }) })
		)
	);
	const rankings = told.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
	const ranking = rankings.find((one) => one.criterion === criterion) ?? null;
	return {
		isOpen: true,
		session,
		sittingId: who?.id ?? null,
		criterion,
		ranking,
		problem: ranking === null ? reasonOf(told) : null,
		byCriterion: criteria.length > 1 ? rankings.map(compact) : []
	};
}

/** Why one could not be worked out; anything unforeseen is thrown on. */
function reasonOf(told: PromiseSettledResult<RankingView>[]): string {
	for (const one of told) {
		if (one.status === 'fulfilled') continue;
		if (one.reason instanceof VitrineError) return one.reason.sentence;
		throw one.reason;
	}
	return '';
}

function compact({ criterion, comparisons, settled, ratings }: RankingView): CriterionStanding {
	return {
		criterion,
		comparisons,
		settled,
		ratings: ratings.map(({ variantId, rank, rankLow, rankHigh }) => ({
			variantId,
			rank,
			rankLow,
			rankHigh
		}))
	};
}
