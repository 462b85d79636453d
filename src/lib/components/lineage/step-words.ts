/** What a step of a brief is called. */
import type { LineageStep } from '#lib/domain/lineage-view.ts';
import type { Range, RoundKind } from '#lib/domain/round.ts';
import { counted } from '../shared/numbers.ts';

const RANGE_WORDS: Record<Range, string> = {
	refine: 'refining',
	explore: 'exploring',
	reimagine: 'reimagining'
};
const KIND_WORDS: Record<Exclude<RoundKind, 'explore' | 'evolve'>, string> = {
	merge: 'merging',
	import: 'brought in'
};

/** `exploring`, `refining`, `merging`, `brought in`. */
export function roundWord(kind: RoundKind, range: Range | null): string {
	if (kind === 'merge' || kind === 'import') return KIND_WORDS[kind];
	return RANGE_WORDS[range ?? (kind === 'evolve' ? 'refine' : 'explore')];
}

/** `Round 2, refining`, or `The choice`. */
export function stepName({ kind, number, range }: LineageStep): string {
	return kind === 'choice' ? 'The choice' : `Round ${number}, ${roundWord(kind, range)}`;
}

/** `6 variants`; nothing for the choice. */
export function stepCount({ kind, count }: LineageStep): string {
	return kind === 'choice' ? '' : counted(count, 'variant');
}
