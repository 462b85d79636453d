import { and, asc, desc, eq, gt, inArray, isNotNull, notInArray, sql } from 'drizzle-orm';
import { comparisons, reviewers, session_events, sessions } from '#db/schema/index.ts';
import type {
	Comparison,
	NewComparison,
	Reviewer,
	SessionEvent,
	SessionSettings
} from '#lib/domain/session.ts';
import type { Queryable } from '../database.ts';

/** A session as it was made. */
export interface SessionRow {
	id: string;
	briefId: string;
	settings: SessionSettings;
	variantIds: string[];
	createdAt: number;
}

/** A reviewer as they joined. */
export type ReviewerRow = Omit<Reviewer, 'finishedAt' | 'withdrawnAt'>;

/** With the number of its row: later rows have higher ones. */
export type Numbered<T> = T & { seq: number };

export function insert(tx: Queryable, row: SessionRow): void {
	tx.insert(sessions)
		.values({
			id: row.id,
			brief_id: row.briefId,
			settings: row.settings,
			variant_ids: row.variantIds,
			created_at: row.createdAt
		})
		.run();
}

export function find(db: Queryable, id: string): SessionRow | null {
	const row = db.select().from(sessions).where(eq(sessions.id, id)).get();
	return row ? toSession(row) : null;
}

/** Newest first. */
export function ofBrief(db: Queryable, briefId: string): SessionRow[] {
	return db
		.select()
		.from(sessions)
		.where(eq(sessions.brief_id, briefId))
		.orderBy(desc(sql`${sessions}.rowid`))
		.all()
		.map(toSession);
}

export function insertReviewer(tx: Queryable, row: ReviewerRow): void {
	tx.insert(reviewers)
		.values({
			id: row.id,
			session_id: row.sessionId,
			name: row.name,
			role: row.role,
			created_at: row.createdAt
		})
		.run();
}

export function findReviewer(db: Queryable, id: string): ReviewerRow | null {
	const row = db.select().from(reviewers).where(eq(reviewers.id, id)).get();
	return row ? toReviewer(row) : null;
}

/** Those who joined after the row with the number `after`, in their order. */
export function reviewersAfter(
	db: Queryable,
	sessionId: string,
	after: number
): Numbered<ReviewerRow>[] {
	const seq = sql<number>`${reviewers}.rowid`;
	return db
		.select({ seq, row: reviewers })
		.from(reviewers)
		.where(and(eq(reviewers.session_id, sessionId), gt(seq, after)))
		.orderBy(asc(seq))
		.all()
		.map((found) => ({ ...toReviewer(found.row), seq: found.seq }));
}

export function insertComparison(
	tx: Queryable,
	sessionId: string,
	{ id, reviewerId, criterion, answer, ms }: NewComparison
): void {
	tx.insert(comparisons)
		.values({
			id,
			session_id: sessionId,
			reviewer_id: reviewerId,
			criterion,
			answer,
			ms,
			created_at: Date.now()
		})
		.run();
}

export function findComparison(db: Queryable, id: string): Comparison | null {
	const row = db.select().from(comparisons).where(eq(comparisons.id, id)).get();
	return row ? toComparison(row) : null;
}

/** Those with a higher number than `after`, lowest first. */
export function comparisonsAfter(
	db: Queryable,
	sessionId: string,
	after: number
): Numbered<Comparison>[] {
	return db
		.select()
		.from(comparisons)
		.where(and(eq(comparisons.session_id, sessionId), gt(comparisons.seq, after)))
		.orderBy(asc(comparisons.seq))
		.all()
		.map(toComparison);
}

/** When each answer of a brief's sessions came, without those that were taken back. */
export function answerTimes(db: Queryable, briefId: string): number[] {
	const back = db
		.select({ id: session_events.comparison_id })
		.from(session_events)
		.where(and(eq(session_events.kind, 'retracted'), isNotNull(session_events.comparison_id)));
	return db
		.select({ at: comparisons.created_at })
		.from(comparisons)
		.innerJoin(sessions, eq(sessions.id, comparisons.session_id))
		.where(and(eq(sessions.brief_id, briefId), notInArray(comparisons.id, back)))
		.all()
		.map(({ at }) => at);
}

export function insertEvent(tx: Queryable, sessionId: string, event: SessionEvent): void {
	tx.insert(session_events)
		.values({
			session_id: sessionId,
			kind: event.kind,
			reviewer_id: event.reviewerId,
			comparison_id: event.comparisonId,
			text: event.text,
			created_at: event.createdAt
		})
		.run();
}

/** Those with a higher number than `after`, lowest first. */
export function eventsAfter(
	db: Queryable,
	sessionId: string,
	after: number
): Numbered<SessionEvent>[] {
	return db
		.select()
		.from(session_events)
		.where(and(eq(session_events.session_id, sessionId), gt(session_events.seq, after)))
		.orderBy(asc(session_events.seq))
		.all()
		.map((row) => ({
			seq: row.seq,
			kind: row.kind,
			reviewerId: row.reviewer_id,
			comparisonId: row.comparison_id,
			text: row.text,
			createdAt: row.created_at
		}));
}

/** Whether the reviewer has been withdrawn, and not been let in again since. */
export function isWithdrawn(db: Queryable, reviewerId: string): boolean {
	const newest = db
		.select({ kind: session_events.kind })
		.from(session_events)
		.where(
			and(
				eq(session_events.reviewer_id, reviewerId),
				inArray(session_events.kind, ['withdrawn', 'readmitted'])
			)
		)
		.orderBy(desc(session_events.seq))
		.get();
	return newest?.kind === 'withdrawn';
}

function toSession(row: typeof sessions.$inferSelect): SessionRow {
	return {
		id: row.id,
		briefId: row.brief_id,
		settings: row.settings,
		variantIds: row.variant_ids,
		createdAt: row.created_at
	};
}

function toReviewer(row: typeof reviewers.$inferSelect): ReviewerRow {
	return {
		id: row.id,
		sessionId: row.session_id,
		name: row.name,
		role: row.role,
		createdAt: row.created_at
	};
}

function toComparison(row: typeof comparisons.$inferSelect): Numbered<Comparison> {
	return {
		seq: row.seq,
		id: row.id,
		sessionId: row.session_id,
		reviewerId: row.reviewer_id,
		criterion: row.criterion,
		answer: row.answer,
		ms: row.ms,
		createdAt: row.created_at
	};
}
