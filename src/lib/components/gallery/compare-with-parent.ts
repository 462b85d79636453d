/** Where two variants are held against each other. */
import { resolve } from '$app/paths';
import type { VariantView } from '#lib/domain/view.ts';
import type { BriefBoard } from '#lib/state/brief-board.svelte.ts';
import { mainParentOf } from '#lib/state/kin.ts';

/** A variant as the candidate, and what it was made of as the select; null for one that was made of the brief alone, or is not ready. */
export function compareWithParent(board: BriefBoard, variant: VariantView): string | null {
	const parent = variant.status === 'ready' ? mainParentOf(variant, board.byId) : null;
	if (parent === null) return null;
	return resolve('/briefs/[id]/compare/[select]/[candidate]', {
		id: board.brief.id,
		select: String(parent.number),
		candidate: String(variant.number)
	});
}
