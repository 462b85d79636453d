/** Verdicts of a proof as they are printed. */
import type { MergeProof, PartFinding, Verdict } from '#lib/domain/merge.ts';

const WORDS: Record<Verdict, string> = {
	kept: 'kept',
	changed: 'changed',
	lost: 'lost',
	unseen: 'not compared'
};

/** `kept`, `kept but for 0.4 % of pixels`, `changed in 12 % of pixels`: as exactly as the share deserves. */
export function verdictOf({
	verdict,
	share
}: Pick<PartFinding | MergeProof['rest'], 'verdict' | 'share'>): string {
	if (share === null || share === 0) return WORDS[verdict];
	return `${WORDS[verdict]} ${verdict === 'kept' ? 'but for' : 'in'} ${percent(share)} of pixels`;
}

function percent(share: number): string {
	const value = share * 100;
	if (value < 0.01) return 'under 0.01 %';
	return `${value < 1 ? value.toFixed(2) : value < 10 ? value.toFixed(1) : Math.round(value)} %`;
}
