/** Which frames of a brief are drawn as frames in its lineage, and which small. */
import type { RoundView, VariantView } from '#lib/domain/view.ts';
import type { LineageItem } from './lay-out-lineage.ts';

/** Rounds of so many are drawn whole. */
const WHOLE_ROUND = 9;

interface Brief {
	variants: readonly VariantView[];
	rounds: readonly RoundView[];
	chosenId: string | null;
}

/** By number. What was picked, chosen or gone on from is large; what was rejected or not made is small; of large rounds, so is the rest. */
export function lineageItems({ variants, rounds, chosenId }: Brief): LineageItem[] {
	const goneOnFrom = new Set(
		variants.flatMap(({ parents }) => parents.map(({ variantId }) => variantId))
	);
	const columns = new Map(rounds.map(({ id }, at) => [id, at]));
	const sizes = new Map<string, number>();
	for (const { roundId } of variants) sizes.set(roundId, (sizes.get(roundId) ?? 0) + 1);
	return variants.map(({ id, roundId, flag, phase, parents }) => {
		const isKept = flag === 'pick' || id === chosenId || goneOnFrom.has(id);
		const isLost =
			flag === 'reject' || phase === 'failed' || phase === 'interrupted' || phase === 'cancelled';
		return {
			id,
			column: columns.get(roundId) ?? 0,
			parents: parents.map(({ variantId, role }) => ({ id: variantId, isPart: role === 'part' })),
			isSmall: !isKept && (isLost || (sizes.get(roundId) ?? 0) > WHOLE_ROUND)
		};
	});
}
