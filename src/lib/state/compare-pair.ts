/** Which two of a brief's variants are compared, and which come next. */
import type { VariantView } from '#lib/domain/view.ts';

export interface ComparePair {
	select: VariantView;
	candidate: VariantView;
}

interface Table {
	/** What the filter leaves, in the order chosen. */
	shown: readonly VariantView[];
	/** All of the brief. */
	variants: readonly VariantView[];
	focus: VariantView | null;
	/** The id of the pinned select; null when none was pinned yet. */
	pinned: string | null;
}

/**
 * The pair when nobody has named one: the pinned select, or else the first pick, or else the first; and the focused variant, or else
 * the one after the select. @returns null when there are not two to compare
 */
export function pairFor({ shown, variants, focus, pinned }: Table): ComparePair | null {
	const all = variants.filter(canBeCompared);
	const select =
		all.find(({ id }) => id === pinned) ??
		shown.filter(canBeCompared).find(({ flag }) => flag === 'pick') ??
		shown.find(canBeCompared) ??
		all[0];
	if (!select) return null;
	if (focus && focus.id !== select.id && canBeCompared(focus)) return { select, candidate: focus };
	const candidate =
		neighbourOf(select, shown, 1, select) ??
		neighbourOf(select, shown, -1, select) ??
		all.find(({ id }) => id !== select.id);
	return candidate ? { select, candidate } : null;
}

/** The next one that can be compared, passing over the one on the other side; null at either end. From one that is not among them: the first. */
export function neighbourOf(
	from: VariantView,
	among: readonly VariantView[],
	by: 1 | -1,
	other: VariantView
): VariantView | null {
	const row = among.filter(
		(variant) => variant.id === from.id || (variant.id !== other.id && canBeCompared(variant))
	);
	const at = row.findIndex(({ id }) => id === from.id);
	return (at === -1 ? row[0] : row[at + by]) ?? null;
}

function canBeCompared({ status }: VariantView): boolean {
	return status === 'ready';
}
