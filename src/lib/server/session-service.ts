/** Ranking sessions: who is asked what, and what they answered. */
import { VitrineError } from '#lib/domain/errors.ts';
import { newId } from '#lib/domain/ids.ts';
import {
	LEAST_POOL,
	shownIn,
	type Comparison,
	type HeldQuestion,
	type NewComparison,
	type Reviewer,
	type Role,
	type SessionEvent,
	type SessionSettings
} from '#lib/domain/session.ts';
import type {
	Invitation,
	RankingView,
	SessionView,
	SittingView
} from '#lib/domain/session-view.ts';
import type { SittingBook } from './access/access.ts';
import type { ComparisonPool } from './comparison/comparison.ts';
import type { OpenDatabase } from './database.ts';
import type { Logger } from './logger.ts';
import { OpenSession } from './ranking/open-session.ts';
import { poolOf, tooFew } from './ranking/pool-of.ts';
import { rankingOf, type RankingCache } from './ranking/ranking-of.ts';
import { sessionView } from './ranking/session-view-of.ts';
import { picturesOf, sittingOf } from './ranking/sitting.ts';
import { requiredBrief } from './required.ts';
import * as captures from './store/captures.ts';
import * as store from './store/sessions.ts';

/** Sessions kept in memory: one of 100,000 answers takes some 50 MB. */
const MOST_OPEN = 16;

interface RankingQuery {
	/** The session's first when left out. */
	criterion?: SessionSettings['criteria'][number] | undefined;
	/** Who looks, if they sit in it themselves. */
	reviewerId?: string | undefined;
}

export interface SessionService extends SittingBook {
	/**
	 * @param reviewer who makes it: a pool of picks or stars is of theirs
	 * @throws VitrineError `not_found`; `invalid_input` for a pool with fewer than two works
	 */
	create(briefId: string, settings: SessionSettings, reviewer: string): SessionView;
	/** Newest first. @throws VitrineError `not_found` */
	ofBrief(briefId: string): SessionView[];
	/** @throws VitrineError `not_found` */
	view(sessionId: string): SessionView;
	/** What somebody with the session's link is told before they join. @throws VitrineError `not_found` */
	invitation(sessionId: string): Invitation;
	/** Takes no more answers from then on. @throws VitrineError `not_found` */
	close(sessionId: string): SessionView;
	/**
	 * Tells who made what from then on, and writes down who wanted to know; for them the sitting is over.
	 * @throws VitrineError `not_found`
	 */
	reveal(sessionId: string, reviewerId: string | null): SessionView;
	/** @throws VitrineError `not_found`; `session_closed` */
	join(sessionId: string, who: { name: string; role: Role }): Reviewer;
	/** Ends a sitting for good; ended again, nothing changes. @throws VitrineError `not_found` */
	finish(reviewerId: string): Reviewer;
	/** Takes all answers of one out, or back in; the link stops working meanwhile. @throws VitrineError `not_found` */
	withdraw(reviewerId: string, isWithdrawn: boolean): Reviewer;
	/** Who sits there. @throws VitrineError `not_found`; `reviewer_withdrawn` */
	reviewer(sessionId: string, reviewerId: string): Reviewer;
	/**
	 * The next questions and where one is.
	 * @param held questions in hand already, first first: kept as they are where they can still be asked
	 * @throws VitrineError `not_found`; `reviewer_withdrawn`
	 */
	sitting(sessionId: string, reviewerId: string, held?: readonly HeldQuestion[]): SittingView;
	/**
	 * Writes an answer down. Sent once more with the same id it changes nothing.
	 * @throws VitrineError `not_found`; `reviewer_withdrawn`; `session_closed`; `sitting_finished`; `invalid_input` for works outside
	 *   the pool or a criterion that is not asked for; `conflict` for another answer with the same id
	 */
	answer(sessionId: string, comparison: NewComparison): SittingView;
	/** Takes an answer back, exactly. Once more changes nothing. @throws VitrineError as `answer` */
	retract(comparisonId: string): SittingView;
	/** Keeps why, in the reviewer's words; the newest counts. @throws VitrineError as `answer` */
	explain(comparisonId: string, reason: string): SittingView;
	/**
	 * The standing by one criterion, exactly that of the answers that count.
	 * @throws VitrineError `not_found`; `sitting_unfinished` for a reviewer who has not finished; `comparison_failed`
	 */
	ranking(sessionId: string, query?: RankingQuery): Promise<RankingView>;
	/** Whether its goal is settled by every criterion; null where it ends after so many answers. @throws as `ranking` */
	isSettled(sessionId: string): Promise<boolean | null>;
	/** The answers that count, oldest first, each with why. @throws VitrineError `not_found` */
	answers(sessionId: string): (Comparison & { reason: string | null })[];
	/** Lets go of what waits to be done. */
	stop(): void;
}

interface Deps {
	database: OpenDatabase;
	/** Where standings are worked out. */
	pool: ComparisonPool;
	log: Pick<Logger, 'error'>;
}

export function createSessionService({ database, pool, log }: Deps): SessionService {
	const { db } = database;
	const opened = new Map<string, OpenSession>();
	const rankings: RankingCache = new Map();

	function open(sessionId: string): OpenSession {
		let session = opened.get(sessionId);
		if (!session) {
			const row = store.find(db, sessionId);
			if (!row) throw new VitrineError('not_found', 'There is no such session.', { field: 'id' });
			session = new OpenSession({ db, pool }, row);
		}
		// Used last comes last; the first are let go of, and read again when they are wanted.
		opened.delete(sessionId);
		opened.set(sessionId, session);
		for (const [id, oldest] of opened) {
			if (opened.size <= MOST_OPEN) break;
			oldest.close();
			opened.delete(id);
		}
		session.sync();
		return session;
	}

	function reviewSoon(session: OpenSession): void {
		const { id: sessionId } = session.ledger.session;
		session.reviewSoon((err) => log.error({ err, sessionId }, 'a standing could not be found'));
	}

	function required(session: OpenSession, reviewerId: string): Reviewer {
		const reviewer = session.ledger.reviewers.get(reviewerId);
		if (!reviewer) {
			throw new VitrineError('not_found', 'Nobody with this link sits in this session.', {
				field: 'reviewerId',
				fix: 'Open the session’s own link to join.'
			});
		}
		if (reviewer.withdrawnAt !== null) {
			throw new VitrineError('reviewer_withdrawn', 'This link has been withdrawn.', {
				field: 'reviewerId',
				fix: 'Ask whoever sent it for another.'
			});
		}
		return reviewer;
	}

	/** Within the transaction that adds rows of a reviewer's own: what another process has ended meanwhile is over. */
	function requireRunning(session: OpenSession, reviewerId: string): void {
		session.sync();
		const reviewer = required(session, reviewerId);
		if (session.ledger.session.closedAt !== null) {
			throw new VitrineError('session_closed', 'This session is closed.', {
				fix: 'Answers given until then count.'
			});
		}
		if (reviewer.finishedAt !== null) {
			throw new VitrineError('sitting_finished', 'This sitting is over.', {
				fix: 'What was answered before it ended counts. To go on, join again.'
			});
		}
	}

	const sittingIn = (
		session: OpenSession,
		reviewerId: string,
		held: readonly HeldQuestion[]
	): SittingView =>
		sittingOf(db, session, {
			brief: requiredBrief(db, session.ledger.session.briefId),
			reviewer: required(session, reviewerId),
			held
		});

	function happen(sessionId: string, kind: SessionEvent['kind'], about: Partial<SessionEvent>) {
		const nothing = { reviewerId: null, comparisonId: null, text: null };
		const event = { ...nothing, ...about, kind, createdAt: Date.now() };
		database.write((tx) => store.insertEvent(tx, sessionId, event));
	}

	/** What a reviewer may do with an answer of theirs. */
	function change(comparisonId: string, kind: 'retracted' | 'reason', text: string | null) {
		const comparison = store.findComparison(db, comparisonId);
		if (!comparison)
			throw new VitrineError('not_found', 'There is no such answer.', { field: 'id' });
		const { sessionId, reviewerId } = comparison;
		const session = open(sessionId);
		database.write(() => {
			requireRunning(session, reviewerId);
			const entry = session.ledger.entryOf(comparisonId);
			if (kind === 'reason' || entry?.isRetracted === false)
				happen(sessionId, kind, { comparisonId, text });
		});
		session.sync();
		reviewSoon(session);
		const held = kind === 'retracted' ? [heldAgain(comparison)] : [];
		return sittingIn(session, reviewerId, held);
	}

	function finishIn(session: OpenSession, reviewerId: string): void {
		const reviewer = session.ledger.reviewers.get(reviewerId);
		if (reviewer?.finishedAt !== null) return;
		happen(session.ledger.session.id, 'finished', { reviewerId });
	}

	function sessionOfReviewer(reviewerId: string): OpenSession {
		const row = store.findReviewer(db, reviewerId);
		if (!row) throw new VitrineError('not_found', 'There is no such reviewer.', { field: 'id' });
		return open(row.sessionId);
	}

	const after = (session: OpenSession, reviewerId: string): Reviewer => {
		session.sync();
		const reviewer = session.ledger.reviewers.get(reviewerId);
		if (!reviewer) throw new VitrineError('not_found', 'There is no such reviewer.');
		return { ...reviewer };
	};

	async function ranking(
		sessionId: string,
		{ criterion, reviewerId }: RankingQuery = {}
	): Promise<RankingView> {
		const session = open(sessionId);
		if (reviewerId !== undefined && required(session, reviewerId).finishedAt === null) {
			throw new VitrineError('sitting_unfinished', 'The standing is told once you have finished.', {
				field: 'reviewer',
				fix: 'Finish your sitting first; what you have answered counts.'
			});
		}
		return rankingOf({ db, pool, cache: rankings }, session, { criterion, reviewerId });
	}

	return {
		create(briefId, settings, reviewer) {
			requiredBrief(db, briefId);
			const variantIds = poolOf(db, briefId, settings.pool, reviewer);
			if (variantIds.length < LEAST_POOL) throw tooFew(variantIds.length, settings.pool);
			const id = newId('session');
			database.write((tx) =>
				store.insert(tx, { id, briefId, settings, variantIds, createdAt: Date.now() })
			);
			return sessionView(open(id));
		},
		ofBrief(briefId) {
			requiredBrief(db, briefId);
			return store.ofBrief(db, briefId).map(({ id }) => sessionView(open(id)));
		},
		view: (sessionId) => sessionView(open(sessionId)),
		invitation(sessionId) {
			const { id, briefId, settings, closedAt } = open(sessionId).ledger.session;
			const { title, purpose } = requiredBrief(db, briefId);
			const { criteria, goal, shows } = settings;
			return { sessionId: id, title, purpose, criteria, goal, shows, isClosed: closedAt !== null };
		},
		close(sessionId) {
			const session = open(sessionId);
			if (session.ledger.session.closedAt === null) happen(sessionId, 'closed', {});
			session.sync();
			return sessionView(session);
		},
		reveal(sessionId, reviewerId) {
			const session = open(sessionId);
			if (reviewerId !== null) finishIn(session, required(session, reviewerId).id);
			happen(sessionId, 'revealed', { reviewerId });
			session.sync();
			return sessionView(session);
		},
		join(sessionId, { name, role }) {
			const session = open(sessionId);
			if (session.ledger.session.closedAt !== null) {
				throw new VitrineError('session_closed', 'This session is closed.', {
					fix: 'Ask whoever sent the link for another.'
				});
			}
			const row = { id: newId('reviewer'), sessionId, name, role, createdAt: Date.now() };
			database.write((tx) => store.insertReviewer(tx, row));
			return after(session, row.id);
		},
		finish(reviewerId) {
			const session = sessionOfReviewer(reviewerId);
			finishIn(session, required(session, reviewerId).id);
			return after(session, reviewerId);
		},
		withdraw(reviewerId, isWithdrawn) {
			const session = sessionOfReviewer(reviewerId);
			const reviewer = session.ledger.reviewers.get(reviewerId);
			if ((reviewer?.withdrawnAt !== null) !== isWithdrawn) {
				const kind = isWithdrawn ? 'withdrawn' : 'readmitted';
				happen(session.ledger.session.id, kind, { reviewerId });
			}
			const changed = after(session, reviewerId);
			reviewSoon(session);
			return changed;
		},
		reviewer: (sessionId, reviewerId) => ({ ...required(open(sessionId), reviewerId) }),
		sitting(sessionId, reviewerId, held = []) {
			const session = open(sessionId);
			reviewSoon(session);
			return sittingIn(session, reviewerId, held);
		},
		answer(sessionId, comparison) {
			const session = open(sessionId);
			const reviewer = required(session, comparison.reviewerId);
			// Looked for and added in one: of two who send it at once, in whichever process, one adds it.
			database.write((tx) => {
				const known = store.findComparison(tx, comparison.id);
				if (known) return requireSame(known, sessionId, comparison);
				requireRunning(session, reviewer.id);
				requireInPool(session, comparison);
				store.insertComparison(tx, sessionId, comparison);
			});
			session.sync();
			reviewSoon(session);
			return sittingIn(session, reviewer.id, comparison.holding);
		},
		retract: (comparisonId) => change(comparisonId, 'retracted', null),
		explain: (comparisonId, reason) => change(comparisonId, 'reason', reason),
		ranking,
		async isSettled(sessionId) {
			const { ledger } = open(sessionId);
			const { goal, criteria } = ledger.session.settings;
			if (goal.kind === 'answers') return null;
			if (ledger.entries.length === 0) return false;
			const standings = await Promise.all(
				criteria.map((criterion) => ranking(sessionId, { criterion }))
			);
			return standings.every(({ settled }) => settled);
		},
		answers(sessionId) {
			const { ledger } = open(sessionId);
			return ledger.entries
				.filter((entry) => ledger.counts(entry))
				.map(({ comparison, reason }) => ({ ...comparison, reason }));
		},
		sessionOf(reviewerId) {
			const row = store.findReviewer(db, reviewerId);
			return row && !store.isWithdrawn(db, reviewerId) ? row.sessionId : null;
		},
		showsPhotograph(sessionId, sha256) {
			const row = store.find(db, sessionId);
			return row !== null && captures.showsAny(db, row.variantIds, sha256);
		},
		showsLive(sessionId, variantId) {
			const row = store.find(db, sessionId);
			if (!row?.variantIds.includes(variantId)) return false;
			if (row.settings.shows === 'live') return true;
			// What has no photograph is shown live in any session.
			return picturesOf(db, row.settings, new Set([variantId]))(variantId).imageSha256 === null;
		},
		stop() {
			for (const session of opened.values()) session.close();
		}
	};
}

function requireInPool({ ledger: { session } }: OpenSession, { answer, criterion }: NewComparison) {
	if (!session.settings.criteria.includes(criterion)) {
		throw new VitrineError('invalid_input', `This session does not ask for ${criterion}.`, {
			field: 'criterion',
			fix: `It asks for ${session.settings.criteria.join(', ')}.`
		});
	}
	const stranger = shownIn(answer).find((id) => !session.variantIds.includes(id));
	if (stranger !== undefined) {
		throw new VitrineError('invalid_input', `${stranger} is not in this session’s pool.`, {
			field: 'answer'
		});
	}
}

function requireSame(known: Comparison, sessionId: string, sent: NewComparison): void {
	const told = (one: Pick<Comparison, 'reviewerId' | 'criterion' | 'answer'>) =>
		JSON.stringify([one.reviewerId, one.criterion, Object.entries(one.answer).sort()]);
	if (known.sessionId === sessionId && told(known) === told(sent)) return;
	throw new VitrineError('conflict', 'Another answer has this id already.', {
		field: 'id',
		fix: 'Make a new id for every answer.'
	});
}

function heldAgain({ criterion, answer }: Comparison): HeldQuestion {
	return { criterion, variantIds: shownIn(answer) };
}
