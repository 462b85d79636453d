/** Which of a brief's variants were made of which. */
import type { VariantView } from '#lib/domain/view.ts';

type Known = ReadonlyMap<string, VariantView>;
type Made = Pick<VariantView, 'id' | 'parents'>;

/** What it was made of, in their order; parts of others last. */
export function parentsOf({ parents }: Made, byId: Known): VariantView[] {
	return parents.flatMap(({ variantId }) => byId.get(variantId) ?? []);
}

/** The one it is held against: the first it was made of that can be seen; null for one that was made of the brief alone. */
export function mainParentOf(variant: Made, byId: Known): VariantView | null {
	return parentsOf(variant, byId).find(({ status }) => status === 'ready') ?? null;
}

/** What was made of it, by number. */
export function childrenOf(
	{ id }: Pick<VariantView, 'id'>,
	variants: readonly VariantView[]
): VariantView[] {
	return variants.filter(({ parents }) => parents.some(({ variantId }) => variantId === id));
}

/** What it goes back to, the farthest first, a list for each step back; each variant once, where it is nearest. */
export function ancestorsOf(variant: Made, byId: Known): VariantView[][] {
	const steps: VariantView[][] = [];
	const seen = new Set([variant.id]);
	for (let step = parentsOf(variant, byId); step.length > 0;) {
		const fresh = step.filter(({ id }) => !seen.has(id) && seen.add(id));
		if (fresh.length > 0) steps.unshift(fresh);
		step = fresh.flatMap((one) => parentsOf(one, byId));
	}
	return steps;
}

/** `R2 ← 12`, or `R2 ← 12, 31`: what is printed beside the number of one that was made of others. */
export function descentPrint(round: number, variant: Made, byId: Known): string {
	const numbers = parentsOf(variant, byId).map(({ number }) => number);
	if (numbers.length === 0) return `R${round}`;
	const named = numbers.slice(0, 2).join(', ');
	return `R${round} ← ${named}${numbers.length > 2 ? ' …' : ''}`;
}

/** By lineage: each variant with what came of it behind it, those first that were made first. A variant stands behind its first parent. */
export function byLineage(variants: readonly VariantView[]): VariantView[] {
	const byId = new Map(variants.map((variant) => [variant.id, variant]));
	const behind = new Map<string | null, VariantView[]>();
	for (const variant of variants.toSorted((a, b) => a.number - b.number)) {
		const [first] = parentsOf(variant, byId);
		const key = first?.id ?? null;
		behind.set(key, [...(behind.get(key) ?? []), variant]);
	}
	const from = (id: string | null): VariantView[] =>
		(behind.get(id) ?? []).flatMap((variant) => [variant, ...from(variant.id)]);
	return from(null);
}
