/** What a reply cost, and how that is known. */
import type { CostBasis } from '#lib/domain/reply.ts';
import type { Variant } from '#lib/domain/variant.ts';
import { priceOf, type PriceTable } from '#lib/generator/prices.ts';
import type { BuildReply } from '#lib/generator/provider.ts';

export interface ReplyCost {
	/** US dollars; null is unknown. */
	cost: number | null;
	basis: CostBasis | null;
}

/**
 * What the endpoint says comes before what the price table does.
 * @param asked the model's name as it was asked for; the endpoint may name it more exactly
 */
export function costOf(
	reply: Pick<BuildReply, 'cost' | 'usage' | 'model'>,
	asked: string,
	table: PriceTable
): ReplyCost {
	if (reply.cost !== null) return { cost: reply.cost, basis: 'reported' };
	const cost = priceOf(reply.usage, reply.model, table) ?? priceOf(reply.usage, asked, table);
	return { cost, basis: cost === null ? null : 'priced' };
}

/** With what earlier tries of the variant cost, which was spent all the same. One unknown part makes the sum unknown. */
export function addToVariant(variant: Variant, { cost, basis }: ReplyCost): ReplyCost {
	// A variant without a prompt has had no reply yet.
	const before = variant.promptSha256 === null ? 0 : variant.cost;
	if (cost === null || before === null) return { cost: null, basis: null };
	return { cost: before + cost, basis };
}
