import { and, asc, count, eq, isNull, sql } from 'drizzle-orm';
import { basket_parts } from '#db/schema/index.ts';
import type { Part, PartChange, PartDraft } from '#lib/domain/basket.ts';
import type { Queryable } from '../database.ts';

/** Puts a part in. One that was put in before, and perhaps taken out since, stays as it is. */
export function insert(tx: Queryable, briefId: string, part: PartDraft): void {
	tx.insert(basket_parts)
		.values({
			id: part.id,
			brief_id: briefId,
			variant_id: part.variantId,
			element_id: part.elementId,
			take: part.take,
			remark: part.remark,
			viewport: part.viewport,
			theme: part.theme,
			state: part.state,
			created_at: Date.now()
		})
		.onConflictDoNothing()
		.run();
}

/** One that is in a basket; null for one that was taken out. */
export function find(db: Queryable, id: string): Part | null {
	const row = db
		.select()
		.from(basket_parts)
		.where(and(eq(basket_parts.id, id), isNull(basket_parts.removed_at)))
		.get();
	return row ? toPart(row) : null;
}

/** Of which brief a part is or was, in a basket or taken out; null for one that never was. */
export function briefOf(db: Queryable, id: string): string | null {
	const row = db
		.select({ briefId: basket_parts.brief_id })
		.from(basket_parts)
		.where(eq(basket_parts.id, id))
		.get();
	return row?.briefId ?? null;
}

/** How often something was put into a brief's basket, or taken out: a number that only grows. */
export function stepsOf(db: Queryable, briefId: string): number {
	const row = db
		.select({ put: count(), taken: count(basket_parts.removed_at) })
		.from(basket_parts)
		.where(eq(basket_parts.brief_id, briefId))
		.get();
	return row ? row.put + row.taken : 0;
}

/** What is in the basket of a brief, in the order in which it was put in. */
export function ofBrief(db: Queryable, briefId: string): Part[] {
	return db
		.select()
		.from(basket_parts)
		.where(and(eq(basket_parts.brief_id, briefId), isNull(basket_parts.removed_at)))
		.orderBy(asc(basket_parts.created_at), asc(sql`${basket_parts}.rowid`))
		.all()
		.map(toPart);
}

/** When each part was put in, and taken out again; null where it is still in. */
export function through(db: Queryable, briefId: string): { at: number; until: number | null }[] {
	return db
		.select({ at: basket_parts.created_at, until: basket_parts.removed_at })
		.from(basket_parts)
		.where(eq(basket_parts.brief_id, briefId))
		.all();
}

/** Says otherwise what is taken of a part, or what is remarked about it. */
export function change(tx: Queryable, id: string, said: PartChange): void {
	tx.update(basket_parts).set(said).where(eq(basket_parts.id, id)).run();
}

/** Takes a part out. Once more changes nothing. */
export function remove(tx: Queryable, id: string): void {
	tx.update(basket_parts)
		.set({ removed_at: Date.now() })
		.where(and(eq(basket_parts.id, id), isNull(basket_parts.removed_at)))
		.run();
}

function toPart(row: typeof basket_parts.$inferSelect): Part {
	return {
		id: row.id,
		briefId: row.brief_id,
		variantId: row.variant_id,
		elementId: row.element_id,
		take: row.take,
		remark: row.remark,
		viewport: row.viewport,
		theme: row.theme,
		state: row.state,
		createdAt: row.created_at
	};
}
