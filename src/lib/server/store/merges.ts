import { eq } from 'drizzle-orm';
import { merges } from '#db/schema/index.ts';
import { newId } from '#lib/domain/ids.ts';
import { MergeProof, MergeRecipe } from '#lib/domain/merge.ts';
import type { Queryable } from '../database.ts';

/** A variant that was put together out of others. */
export interface Merge {
	briefId: string;
	variantId: string;
	recipe: MergeRecipe;
	/** Null until it has been compared with its origins. */
	proof: MergeProof | null;
}

export function insert(
	tx: Queryable,
	{ briefId, variantId, recipe }: Pick<Merge, 'briefId' | 'variantId' | 'recipe'>
): void {
	tx.insert(merges)
		.values({
			id: newId('merge'),
			brief_id: briefId,
			variant_id: variantId,
			recipe,
			created_at: Date.now()
		})
		.run();
}

/** The merge that a variant came of; null for one that is none. */
export function ofVariant(db: Queryable, variantId: string): Merge | null {
	const row = db.select().from(merges).where(eq(merges.variant_id, variantId)).get();
	if (!row) return null;
	return {
		briefId: row.brief_id,
		variantId: row.variant_id,
		recipe: MergeRecipe.parse(row.recipe),
		// What an earlier version kept in another shape is worked out again.
		proof: MergeProof.nullable().catch(null).parse(row.proof)
	};
}

/** Keeps what comparing it with its origins found. */
export function keepProof(tx: Queryable, variantId: string, proof: MergeProof): void {
	tx.update(merges).set({ proof }).where(eq(merges.variant_id, variantId)).run();
}
