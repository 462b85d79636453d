/** A merge that a model hands back as the base was: said, and not counted as one. */
import { VitrineError } from '#lib/domain/errors.ts';
import { stripIds } from '#lib/generator/document.ts';
import type { BlobStore } from '../blobs.ts';
import type { OpenDatabase } from '../database.ts';
import * as merges from '../store/merges.ts';
import * as variants from '../store/variants.ts';

/**
 * @param html the document as it would be stored
 * @throws VitrineError `merge_unchanged` when it is the base of its merge but for ids and white space
 */
export async function refuseUnchanged(
	{ database: { db }, blobs }: { database: OpenDatabase; blobs: BlobStore },
	variantId: string,
	html: string
): Promise<void> {
	const merge = merges.ofVariant(db, variantId);
	const base = merge && variants.find(db, merge.recipe.baseId);
	const bytes = base?.htmlSha256 ? await blobs.get(base.htmlSha256) : null;
	if (!base || !bytes || folded(html) !== folded(bytes.toString('utf8'))) return;
	throw new VitrineError(
		'merge_unchanged',
		`The model handed variant ${base.number} back as it was, so nothing was merged.`,
		{ fix: 'Try again, say more of what is to come in, or ask another model.' }
	);
}

/** White space between and inside of tags says nothing here, nor do the ids that we gave. */
function folded(html: string): string {
	return stripIds(html)
		.replace(/\s+/g, ' ')
		.replace(/ ?([<>]) ?/g, '$1')
		.trim();
}
