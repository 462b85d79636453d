import { and, asc, eq, gt, max } from 'drizzle-orm';
import { round_events } from '#db/schema/index.ts';
import type { RoundEvent, RoundEventType } from '#lib/domain/round.ts';
import type { Queryable } from '../database.ts';

/** Adds the next event of a round. Must run in a write transaction: the sequence is contiguous. */
export function append(
	tx: Queryable,
	roundId: string,
	type: RoundEventType,
	variantId: string | null = null,
	data: RoundEvent['data'] = {}
): void {
	appendAll(tx, roundId, [{ type, variantId, data }]);
}

/** Adds events of a round in their order, in one statement. */
export function appendAll(
	tx: Queryable,
	roundId: string,
	events: Pick<RoundEvent, 'type' | 'variantId' | 'data'>[]
): void {
	if (events.length === 0) return;
	const first = lastSeq(tx, roundId) + 1;
	const at = Date.now();
	const rows = events.map(({ type, variantId, data }, index) => ({
		round_id: roundId,
		seq: first + index,
		type,
		variant_id: variantId,
		data,
		at
	}));
	tx.insert(round_events).values(rows).run();
}

/** Events of a round after `seq`, in order. */
export function after(db: Queryable, roundId: string, seq: number): RoundEvent[] {
	return db
		.select()
		.from(round_events)
		.where(and(eq(round_events.round_id, roundId), gt(round_events.seq, seq)))
		.orderBy(asc(round_events.seq))
		.all()
		.map(toEvent);
}

/** What was told of one variant, in order. */
export function ofVariant(db: Queryable, roundId: string, variantId: string): RoundEvent[] {
	return db
		.select()
		.from(round_events)
		.where(and(eq(round_events.round_id, roundId), eq(round_events.variant_id, variantId)))
		.orderBy(asc(round_events.seq))
		.all()
		.map(toEvent);
}

/** 0 where nothing has been told of the round yet. */
export function lastSeq(db: Queryable, roundId: string): number {
	return (
		db
			.select({ seq: max(round_events.seq) })
			.from(round_events)
			.where(eq(round_events.round_id, roundId))
			.get()?.seq ?? 0
	);
}

function toEvent(row: typeof round_events.$inferSelect): RoundEvent {
	return {
		roundId: row.round_id,
		seq: row.seq,
		type: row.type,
		variantId: row.variant_id,
		data: row.data,
		at: row.at
	};
}
