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

export interface MergeReader {
	/**
	 * How a variant was put together, and what became of its parts. That is worked out when it is first asked for and the
	 * photographs are there.
	 * @throws VitrineError `not_found` for a variant that is no merge
	 */
	view(variantId: string): Promise<MergeView>;
	/** The same as far as it is known at once. @throws VitrineError `not_found` */
	peek(variantId: string): MergeView;
}

export function createMergeReader(deps: Deps): MergeReader {
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

	function find(variantId: string): { variant: Variant; merge: merges.Merge } {
		const variant = requiredVariant(db, variantId);
		const merge = merges.ofVariant(db, variantId);
		if (merge) return { variant, merge };
		throw new VitrineError('not_found', `Variant ${variant.number} is no merge.`, { field: 'id' });
	}

	function peek(variantId: string): MergeView {
		const { variant, merge } = find(variantId);
		const { recipe, proof } = merge;
		return { variantId, recipe, proof, waiting: proof === null ? waitsFor(variant) : null };
	}

	return {
		peek,
		async view(variantId) {
			const known = peek(variantId);
			if (known.proof !== null || known.waiting !== null) return known;
			const { variant, merge } = find(variantId);
			try {
				return { ...known, proof: await proofOf(variant, merge) };
			} catch (thrown) {
				// The merge is there all the same, and is proved when somebody looks again.
				if (!(thrown instanceof VitrineError)) throw thrown;
				return { ...known, waiting: thrown.sentence };
			}
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
