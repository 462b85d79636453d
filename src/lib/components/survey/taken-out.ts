/** What was taken out of a survey, as it stands in an address: `out=12.3,4.0`, by number and place, the last of them last. */
import type { VariantView } from '#lib/domain/view.ts';
import { namesIn } from '#lib/state/names-in.ts';

export const OUT = 'out';

export interface TakenOut {
	variant: VariantView;
	/** Where among the others it lay. */
	at: number;
}

/** What names no variant, or no place, is passed over. */
export function outIn(text: string | null, variants: readonly VariantView[]): TakenOut[] {
	return namesIn(text ?? '').flatMap((name) => {
		const [, number, at] = /^(\d+)\.(\d+)$/.exec(name) ?? [];
		const variant = variants.find((one) => String(one.number) === number);
		return variant ? [{ variant, at: Number(at) }] : [];
	});
}

export function outText(out: readonly TakenOut[]): string {
	return out.map(({ variant, at }) => `${variant.number}.${at}`).join();
}
