/** The proof of a merge: worked out once its photographs are there, and kept. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { MergeProof, MergeView } from '#lib/domain/merge.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { OpenDatabase } from '../database.ts';
import { requiredVariant } from '../required.ts';
import * as merges from '../store/merges.ts';
import { prove, type ProveDeps } from './prove.ts';

interface Deps extends Omit<ProveDeps, 'db'> {
	database: OpenDatabase;
}

/** @returns what tells of a merge; @throws VitrineError `not_found` for a variant that is none */
export function createMergeReader(deps: Deps): (variantId: string) => Promise<MergeView> {
	const { database } = deps;
	const { db } = database;
	/** On their way, so that each is worked out once. */
	const proving = new Map<string, Promise<MergeProof>>();

	function proofOf(variant: Variant, merge: merges.Merge): Promise<MergeProof> {
		const known = proving.get(variant.id);
		if (known) return known;
		const coming = prove({ ...deps, db }, variant, merge.recipe)
			.then((proof) => {
				database.write((tx) => merges.keepProof(tx, variant.id, proof));
				return proof;
			})
			.finally(() => proving.delete(variant.id));
		proving.set(variant.id, coming);
		return coming;
	}

	return async (variantId) => {
		const variant = requiredVariant(db, variantId);
		const merge = merges.ofVariant(db, variantId);
		if (!merge)
			throw new VitrineError('not_found', `Variant ${variant.number} is no merge.`, {
				field: 'id'
			});
		const { recipe, proof } = merge;
		if (proof !== null) return { variantId, recipe, proof, waiting: null };
		const waiting = waitsFor(variant);
		if (waiting !== null) return { variantId, recipe, proof: null, waiting };
		try {
			return { variantId, recipe, proof: await proofOf(variant, merge), waiting: null };
		} catch (thrown) {
			// The merge is there all the same, and is proved when somebody looks again.
			if (!(thrown instanceof VitrineError)) throw thrown;
			return { variantId, recipe, proof: null, waiting: thrown.sentence };
		}
	};
}

/** Why a merge cannot be compared with what it was made of yet; null when it can. */
function waitsFor({ status, photos, errorMessage }: Variant): string | null {
	if (status === 'failed') return errorMessage ?? 'It failed.';
	if (status !== 'ready') return 'It is being made.';
	if (photos === 'none') return 'It has not been photographed, so there is nothing to compare.';
	return photos === 'done' ? null : 'It is being photographed.';
}
