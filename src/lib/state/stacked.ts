/** Alike frames as one stack: which of them lies on top, and how many lie behind it. */
import type { VariantView } from '#lib/domain/view.ts';

type Stackable = Pick<VariantView, 'id' | 'flag'>;

/** A frame that can be seen. */
export interface StackedFrame<V extends Stackable> {
	variant: V;
	/** Frames that cannot be seen because they lie behind this one. */
	behind: V[];
	/** The stack it belongs to, as it stands in `opened`; null for one that has nothing alike in sight. */
	stack: string | null;
	/** The one of its stack that opens and closes it. */
	isTop: boolean;
}

/**
 * Lays alike ones on each other. The one nearest the middle of its group lies on top, where the first of them stood; a picked
 * one is never behind another, and marks move nothing but what they are on. In an opened stack all lie side by side after the
 * top one.
 * @param variants those in sight, in order
 * @param groups ids of alike ones, the middle one first
 * @param opened stacks that are opened, by the id of their group's first
 * @param known frames of single ones that were laid before: they come back as the same objects, so that of a thousand only those
 * that have changed are drawn anew
 */
export function stacked<V extends Stackable>(
	variants: readonly V[],
	groups: readonly (readonly string[])[],
	opened: ReadonlySet<string>,
	known = new WeakMap<V, StackedFrame<V>>()
): StackedFrame<V>[] {
	const byId = new Map(variants.map((variant) => [variant.id, variant]));
	const groupOf = new Map<string, readonly string[]>();
	for (const group of groups) for (const id of group) groupOf.set(id, group);
	const laid = new Set<string>();
	return variants.flatMap((variant): StackedFrame<V>[] => {
		const group = groupOf.get(variant.id) ?? [];
		const alike = group.flatMap((id) => byId.get(id) ?? []);
		const [top] = alike;
		if (top === undefined || alike.length === 1) return [aloneOf(variant, known)];
		const stack = group[0] ?? top.id;
		if (laid.has(stack)) return [];
		laid.add(stack);
		const others = alike.filter((other) => other !== top);
		const isSeen = (other: V) => opened.has(stack) || other.flag === 'pick';
		const behind = others.filter((other) => !isSeen(other));
		return [
			{ variant: top, behind, stack, isTop: true },
			...others.filter(isSeen).map((other) => ({ variant: other, behind: [], stack, isTop: false }))
		];
	});
}

function aloneOf<V extends Stackable>(
	variant: V,
	known: WeakMap<V, StackedFrame<V>>
): StackedFrame<V> {
	const frame = known.get(variant) ?? { variant, behind: [], stack: null, isTop: false };
	known.set(variant, frame);
	return frame;
}
