/** The variants that go into a merge, with their documents: all of one brief, and all there. */
import type { MergePart } from '#lib/domain/merge.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { Variant } from '#lib/domain/variant.ts';
import { holdsElement } from '#lib/generator/element-source.ts';
import { problemOf } from '../basket-service.ts';
import type { BlobStore } from '../blobs.ts';
import type { Queryable } from '../database.ts';
import * as variants from '../store/variants.ts';

/** A variant and its document as it is stored. */
export interface MergeSource {
	variant: Variant;
	html: string;
}

export interface MergeSources {
	base: MergeSource;
	/** In the order of the parts. */
	parts: { part: MergePart; source: MergeSource }[];
}

interface Asked {
	baseId: string;
	parts: readonly MergePart[];
}

/**
 * @throws VitrineError `invalid_input` for a variant of another brief, or an element that its document has not; `conflict` for one
 * without a document; each names its field
 */
export async function readSources(
	{ db, blobs }: { db: Queryable; blobs: Pick<BlobStore, 'get'> },
	briefId: string,
	{ baseId, parts }: Asked
): Promise<MergeSources> {
	const read = new Map<string, MergeSource>();
	async function sourceOf(variantId: string, field: string): Promise<MergeSource> {
		const known = read.get(variantId);
		if (known) return known;
		const variant = variants.find(db, variantId);
		if (!variant || variant.briefId !== briefId)
			throw new VitrineError('invalid_input', `${variantId} is no variant of this brief.`, {
				field
			});
		const problem = problemOf(variant);
		const bytes = variant.htmlSha256 === null ? null : await blobs.get(variant.htmlSha256);
		if (problem !== null || !bytes)
			throw new VitrineError(
				'conflict',
				problem ?? `The document of variant ${variant.number} is not in the workspace.`,
				{ field, fix: 'Leave it out, or try that variant again first.' }
			);
		const source = { variant, html: bytes.toString('utf8') };
		read.set(variantId, source);
		return source;
	}

	const base = await sourceOf(baseId, 'baseId');
	const sources: MergeSources['parts'] = [];
	for (const [index, part] of parts.entries()) {
		const source = await sourceOf(part.variantId, `parts.${index}.variantId`);
		requireElement(source, part.elementId, `parts.${index}.elementId`);
		requireElement(base, part.place?.anchorId ?? null, `parts.${index}.place.anchorId`);
		sources.push({ part, source });
	}
	return { base, parts: sources };
}

function requireElement(
	{ variant, html }: MergeSource,
	elementId: string | null,
	field: string
): void {
	if (elementId === null || holdsElement(html, elementId)) return;
	throw new VitrineError(
		'invalid_input',
		`Variant ${variant.number} has no element ${elementId}.`,
		{
			field,
			fix: 'Point at it again.'
		}
	);
}

/** `12`, `12 and 31`, `4, 12 and 31`: each once, in the order given. */
export function numbersOf(sources: readonly MergeSource[]): string {
	const names = [...new Set(sources.map(({ variant }) => String(variant.number)))];
	const last = names.pop() ?? '';
	return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
