import { asc, eq, inArray } from 'drizzle-orm';
import { variant_parents, variants } from '#db/schema/index.ts';
import type { ParentLink } from '#lib/domain/lineage.ts';
import type { Queryable } from '../database.ts';

/** Says of which variants one was made, in this order. */
export function insert(tx: Queryable, variantId: string, links: readonly ParentLink[]): void {
	if (links.length === 0) return;
	const rows = links.map(({ variantId: parent_id, ...link }, position) => ({
		variant_id: variantId,
		position,
		parent_id,
		...link
	}));
	tx.insert(variant_parents).values(rows).run();
}

/** The parents of one variant, in their order. */
export function of(db: Queryable, variantId: string): ParentLink[] {
	return db
		.select()
		.from(variant_parents)
		.where(eq(variant_parents.variant_id, variantId))
		.orderBy(asc(variant_parents.position))
		.all()
		.map(toLink);
}

/** The parents of every variant of a brief that has any, in their order. */
export function ofBrief(db: Queryable, briefId: string): Map<string, ParentLink[]> {
	const own = db.select({ id: variants.id }).from(variants).where(eq(variants.brief_id, briefId));
	const rows = db
		.select()
		.from(variant_parents)
		.where(inArray(variant_parents.variant_id, own))
		.orderBy(asc(variant_parents.variant_id), asc(variant_parents.position))
		.all();
	const links = new Map<string, ParentLink[]>();
	for (const row of rows) {
		const known = links.get(row.variant_id) ?? [];
		links.set(row.variant_id, [...known, toLink(row)]);
	}
	return links;
}

function toLink(row: typeof variant_parents.$inferSelect): ParentLink {
	const { parent_id: variantId, role, keep, change } = row;
	return { variantId, role, keep, change };
}
