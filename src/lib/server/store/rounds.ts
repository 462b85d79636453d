import { and, asc, count, desc, eq, isNull, max, ne } from 'drizzle-orm';
import { directions, rounds } from '#db/schema/index.ts';
import { newId } from '#lib/domain/ids.ts';
import type { Direction, Point } from '#lib/domain/direction.ts';
import { RoundSettings, type Round, type RoundKind } from '#lib/domain/round.ts';
import type { Queryable } from '../database.ts';

export interface NewRound {
	id: string;
	briefId: string;
	kind: RoundKind;
	settings: RoundSettings;
	owner: string;
}

/** Inserts a running round under the next number of its brief. Must run in a write transaction. */
export function insert(tx: Queryable, round: NewRound): number {
	const newest = tx
		.select({ number: max(rounds.number) })
		.from(rounds)
		.where(eq(rounds.brief_id, round.briefId))
		.get();
	const number = (newest?.number ?? 0) + 1;
	tx.insert(rounds)
		.values({
			id: round.id,
			brief_id: round.briefId,
			number,
			kind: round.kind,
			status: 'running',
			settings: round.settings,
			owner: round.owner,
			created_at: Date.now()
		})
		.run();
	return number;
}

/** Inserts the directions of a round in their order. @returns their ids */
export function insertDirections(tx: Queryable, roundId: string, drawn: Direction[]): string[] {
	const rows = drawn.map(({ point, statement }, position) => ({
		id: newId('direction'),
		round_id: roundId,
		position,
		point,
		statement
	}));
	tx.insert(directions).values(rows).run();
	return rows.map(({ id }) => id);
}

/** Every point drawn for a brief so far. */
export function pointsOf(db: Queryable, briefId: string): Point[] {
	return db
		.select({ point: directions.point })
		.from(directions)
		.innerJoin(rounds, eq(rounds.id, directions.round_id))
		.where(eq(rounds.brief_id, briefId))
		.all()
		.map((row) => row.point);
}

export function find(db: Queryable, id: string): Round | null {
	const row = db.select().from(rounds).where(eq(rounds.id, id)).get();
	return row ? toRound(row) : null;
}

/** Rounds of a brief, first to last. */
export function ofBrief(db: Queryable, briefId: string): Round[] {
	return db
		.select()
		.from(rounds)
		.where(eq(rounds.brief_id, briefId))
		.orderBy(asc(rounds.number))
		.all()
		.map(toRound);
}

/** The rounds begun last, newest first. */
export function newest(db: Queryable, limit: number): Round[] {
	return db.select().from(rounds).orderBy(desc(rounds.created_at)).limit(limit).all().map(toRound);
}

export function countAll(db: Queryable): number {
	return db.select({ n: count() }).from(rounds).get()?.n ?? 0;
}

/** The brief whose round was begun last. */
export function newestBriefId(db: Queryable): string | null {
	return (
		db.select({ id: rounds.brief_id }).from(rounds).orderBy(desc(rounds.created_at)).get()?.id ??
		null
	);
}

export function running(db: Queryable): { id: string; owner: string | null }[] {
	return db
		.select({ id: rounds.id, owner: rounds.owner })
		.from(rounds)
		.where(eq(rounds.status, 'running'))
		.all();
}

/** The worker that runs it; null when none does. */
export function ownerOf(db: Queryable, id: string): string | null {
	return (
		db.select({ owner: rounds.owner }).from(rounds).where(eq(rounds.id, id)).get()?.owner ?? null
	);
}

/** Takes a running round over from `from`, unless somebody else was faster. */
export function claim(tx: Queryable, id: string, from: string | null, worker: string): boolean {
	const same = from === null ? isNull(rounds.owner) : eq(rounds.owner, from);
	return (
		tx
			.update(rounds)
			.set({ owner: worker })
			.where(and(eq(rounds.id, id), eq(rounds.status, 'running'), same))
			.run().changes > 0
	);
}

/** Lets go of a round that is still running, so that the next process can take it at once. */
export function release(tx: Queryable, id: string, worker: string): void {
	tx.update(rounds)
		.set({ owner: null })
		.where(and(eq(rounds.id, id), eq(rounds.owner, worker)))
		.run();
}

/** Ends it and lets it go. */
export function finish(tx: Queryable, id: string, status: 'finished' | 'cancelled'): void {
	tx.update(rounds)
		.set({ status, finished_at: Date.now(), owner: null })
		.where(eq(rounds.id, id))
		.run();
}

/** Opens a round that is over again, for variants that are tried once more. One that runs stays as it is, and so does its stop. */
export function reopen(tx: Queryable, id: string): void {
	tx.update(rounds)
		.set({ status: 'running', finished_at: null, cancel_requested_at: null })
		.where(and(eq(rounds.id, id), ne(rounds.status, 'running')))
		.run();
}

/** Asks whoever runs it to stop. What was asked first stands; one that is over stays as it is. */
export function requestCancel(tx: Queryable, id: string): void {
	tx.update(rounds)
		.set({ cancel_requested_at: Date.now() })
		.where(and(eq(rounds.id, id), eq(rounds.status, 'running'), isNull(rounds.cancel_requested_at)))
		.run();
}

function toRound(row: typeof rounds.$inferSelect): Round {
	return {
		id: row.id,
		briefId: row.brief_id,
		kind: row.kind,
		number: row.number,
		status: row.status,
		// Read through its schema: rounds of earlier versions lack what was added since.
		settings: RoundSettings.parse(row.settings),
		createdAt: row.created_at,
		finishedAt: row.finished_at,
		cancelRequestedAt: row.cancel_requested_at
	};
}
