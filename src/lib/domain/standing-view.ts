/** What the page of a session's standing is told. */
import type { Criterion } from './session.ts';
import type { Rating, RankingView, SessionView } from './session-view.ts';

/** Who sits in this browser is still judging: they are told how far they are, and nothing of what others say. */
export interface ClosedStanding {
	isOpen: false;
	sessionId: string;
	reviewerId: string;
	/** By this reviewer, skips left out. */
	answered: number;
}

/** The order by one criterion, for a look at several side by side. */
export interface CriterionStanding {
	criterion: Criterion;
	comparisons: number;
	settled: boolean;
	ratings: Pick<Rating, 'variantId' | 'rank' | 'rankLow' | 'rankHigh'>[];
}

export interface OpenStanding {
	isOpen: true;
	session: SessionView;
	/** The reviewer who sits in this browser; null where nobody does, or no more. */
	sittingId: string | null;
	criterion: Criterion;
	/** Null where it could not be worked out; then `problem` says why. */
	ranking: RankingView | null;
	problem: string | null;
	/** Of every criterion; empty where there is one. */
	byCriterion: CriterionStanding[];
}

export type StandingPage = ClosedStanding | OpenStanding;
