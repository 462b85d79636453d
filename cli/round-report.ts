/** What came of a round, as `generate --json` prints it. */
import type { Round } from '#lib/domain/round.ts';
import type { Usage, Variant } from '#lib/domain/variant.ts';
import { variantRow, type VariantRow } from './variant-row.ts';

export interface RoundReport {
	briefId: string;
	roundId: string;
	requested: number;
	ready: number;
	failed: number;
	/** From the command's start to its end, in milliseconds. */
	ms: number;
	/** Sums over every variant that was begun; null when that of any is unknown. */
	usage: Usage | null;
	/** US dollars. */
	cost: number | null;
	variants: VariantRow[];
}

export function reportRound(round: Round, variants: Variant[], ms: number): RoundReport {
	const begun = variants.filter(({ attempts }) => attempts > 0);
	return {
		briefId: round.briefId,
		roundId: round.id,
		requested: round.settings.count,
		ready: variants.filter(({ status }) => status === 'ready').length,
		failed: variants.filter(({ status }) => status === 'failed' || status === 'interrupted').length,
		ms,
		usage: sumUsage(begun),
		cost: sumCost(begun),
		variants: variants.map(variantRow)
	};
}

function sumCost(variants: Variant[]): number | null {
	return variants.reduce<number | null>(
		(sum, { cost }) => (sum === null || cost === null ? null : sum + cost),
		0
	);
}

function sumUsage(variants: Variant[]): Usage | null {
	return variants.reduce<Usage | null>(
		(sum, { usage }) =>
			sum && usage
				? {
						inputTokens: sum.inputTokens + usage.inputTokens,
						outputTokens: sum.outputTokens + usage.outputTokens
					}
				: null,
		{ inputTokens: 0, outputTokens: 0 }
	);
}
