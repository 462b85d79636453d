import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { decisions, flags, variants } from '#db/schema/index.ts';
import type { Decision, Flag, FlagMark } from '#lib/domain/marks.ts';
import type { Queryable } from '../database.ts';

export function insertFlag(tx: Queryable, mark: Omit<FlagMark, 'id' | 'createdAt'>): number {
	const row = tx
		.insert(flags)
		.values({
			variant_id: mark.variantId,
			reviewer: mark.reviewer,
			flag: mark.flag,
			retracts: mark.retracts,
			created_at: Date.now()
		})
		.returning({ id: flags.id })
		.get();
	return row.id;
}

export function findFlag(db: Queryable, id: number): FlagMark | null {
	const row = db.select().from(flags).where(eq(flags.id, id)).get();
	return row ? toMark(row) : null;
}

export function isRetracted(db: Queryable, id: number): boolean {
	return db.select({ id: flags.id }).from(flags).where(eq(flags.retracts, id)).get() !== undefined;
}

/** The flag in force of every variant of a brief that a reviewer has marked. */
export function flagsOfBrief(db: Queryable, briefId: string, reviewer: string): Map<string, Flag> {
	const ids = db.select({ id: variants.id }).from(variants).where(eq(variants.brief_id, briefId));
	const rows = db
		.select()
		.from(flags)
		.where(and(inArray(flags.variant_id, ids), eq(flags.reviewer, reviewer)))
		.orderBy(asc(flags.id))
		.all();
	return inForce(rows.map(toMark));
}

export function flagOf(db: Queryable, variantId: string, reviewer: string): Flag {
	const rows = db
		.select()
		.from(flags)
		.where(and(eq(flags.variant_id, variantId), eq(flags.reviewer, reviewer)))
		.orderBy(asc(flags.id))
		.all();
	return inForce(rows.map(toMark)).get(variantId) ?? 'none';
}

export function insertDecision(tx: Queryable, decision: Decision): void {
	tx.insert(decisions)
		.values({
			id: decision.id,
			brief_id: decision.briefId,
			variant_id: decision.variantId,
			why: decision.why,
			created_at: decision.createdAt
		})
		.run();
}

/** The decision in force, which is the newest. */
export function decisionOf(db: Queryable, briefId: string): Decision | null {
	const row = db
		.select()
		.from(decisions)
		.where(eq(decisions.brief_id, briefId))
		// Two may be of one millisecond; rows are numbered as they are added.
		.orderBy(desc(decisions.created_at), desc(sql`${decisions}.rowid`))
		.get();
	return row
		? {
				id: row.id,
				briefId: row.brief_id,
				variantId: row.variant_id,
				why: row.why,
				createdAt: row.created_at
			}
		: null;
}

/** The fold: per variant the newest mark that nothing retracts. A retraction is no mark of its own. */
function inForce(marks: FlagMark[]): Map<string, Flag> {
	const retracted = new Set(marks.map((mark) => mark.retracts));
	const byVariant = new Map<string, Flag>();
	for (const mark of marks) {
		if (mark.retracts === null && !retracted.has(mark.id)) byVariant.set(mark.variantId, mark.flag);
	}
	return byVariant;
}

function toMark(row: typeof flags.$inferSelect): FlagMark {
	return {
		id: row.id,
		variantId: row.variant_id,
		reviewer: row.reviewer,
		flag: row.flag,
		retracts: row.retracts,
		createdAt: row.created_at
	};
}
