/** What frames can be told apart by: their marks, how far they have got, and where in the space they were drawn. */
import { FLAGS, LABELS, MAX_STARS } from '#lib/domain/marks.ts';
import type { Dimension } from '#lib/domain/direction.ts';
import type { VariantView } from '#lib/domain/view.ts';

export type FacetKey = 'flag' | 'stars' | 'label' | 'status' | 'model' | `where:${string}`;

export interface Facet {
	key: FacetKey;
	label: string;
	values: { key: string; label: string }[];
}

const NO_LABEL = 'none';
const FLAG_LABELS = { pick: 'picked', reject: 'rejected', none: 'neither' } as const;

/** `making` is everything that is not there yet; `failed` everything that will not be there by itself. */
const STATUSES = [
	{ key: 'ready', label: 'ready' },
	{ key: 'photographing', label: 'being photographed' },
	{ key: 'making', label: 'being made' },
	{ key: 'failed', label: 'not made' }
] as const;

export const MARK_FACETS: readonly Facet[] = [
	{
		key: 'flag',
		label: 'flag',
		values: FLAGS.map((flag) => ({ key: flag, label: FLAG_LABELS[flag] }))
	},
	{
		key: 'stars',
		label: 'stars',
		values: Array.from({ length: MAX_STARS + 1 }, (_, stars) => ({
			key: String(stars),
			label: stars === 0 ? 'none' : String(stars)
		}))
	},
	{
		key: 'label',
		label: 'label',
		values: [...LABELS, NO_LABEL].map((label) => ({ key: label, label }))
	},
	{ key: 'status', label: 'status', values: [...STATUSES] }
];

/** The facet of the dimension of this key. */
export function dimensionFacet(key: string): FacetKey {
	return `where:${key}`;
}

/** The values of a dimension as what frames can be told apart by. */
export function facetOf({ key, label, values }: Dimension): Facet {
	return { key: dimensionFacet(key), label, values };
}

/** Who made them, as far as that is told: none before the decision. */
export function modelFacet(variants: readonly VariantView[]): Facet[] {
	const models = new Set(variants.flatMap(({ source }) => (source ? [source.model] : [])));
	if (models.size === 0) return [];
	const values = [...models].sort().map((model) => ({ key: model, label: model }));
	return [{ key: 'model', label: 'model', values }];
}

/** The value that a variant has in a facet; empty where it has none. */
export function valueOf(variant: VariantView, facet: FacetKey): string {
	switch (facet) {
		case 'flag':
			return variant.flag;
		case 'stars':
			return String(variant.stars);
		case 'label':
			return variant.label ?? NO_LABEL;
		case 'status':
			return statusOf(variant);
		case 'model':
			return variant.source?.model ?? '';
		default:
			return variant.point[facet.slice('where:'.length)] ?? '';
	}
}

function statusOf({ phase }: VariantView): (typeof STATUSES)[number]['key'] {
	if (phase === 'ready' || phase === 'photographing') return phase;
	return phase === 'queued' || phase === 'writing' ? 'making' : 'failed';
}
