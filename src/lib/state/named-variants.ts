/** The `of=3,7,12` of an address: variants by number. */
import type { VariantView } from '#lib/domain/view.ts';
import { namesIn } from './names-in.ts';

export const OF = 'of';

/** The variants an address names, each once, in its order; null when it names none. Numbers of no variant are told apart. */
export function namedIn(
	params: URLSearchParams,
	variants: readonly VariantView[]
): { named: VariantView[]; unknown: string[] } | null {
	const text = params.get(OF);
	if (text === null) return null;
	const numbers = [...new Set(namesIn(text))];
	const byNumber = new Map(variants.map((variant) => [String(variant.number), variant]));
	return {
		named: numbers.flatMap((number) => byNumber.get(number) ?? []),
		unknown: numbers.filter((number) => !byNumber.has(number))
	};
}

/** `?of=3,7,12`. */
export function searchOf(variants: readonly Pick<VariantView, 'number'>[]): string {
	return `?${OF}=${variants.map(({ number }) => number).join(',')}`;
}
