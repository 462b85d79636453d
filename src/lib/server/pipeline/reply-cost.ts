/** What a reply cost, and how that is known. */
import type { CostBasis, Reply } from '#lib/domain/reply.ts';
import type { Usage } from '#lib/domain/variant.ts';
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

export interface Spent extends ReplyCost {
	usage: Usage | null;
}

/** All replies of a variant together, those of earlier tries included. One unknown part makes a sum unknown. */
export function sumOf(replies: readonly Pick<Reply, 'usage' | 'cost' | 'costBasis'>[]): Spent {
	let usage: Usage | null = { inputTokens: 0, outputTokens: 0 };
	let cost: number | null = 0;
	for (const reply of replies) {
		cost = cost === null || reply.cost === null ? null : cost + reply.cost;
		usage =
			usage === null || reply.usage === null
				? null
				: {
						inputTokens: usage.inputTokens + reply.usage.inputTokens,
						outputTokens: usage.outputTokens + reply.usage.outputTokens
					};
	}
	const isPriced = replies.some(({ costBasis }) => costBasis === 'priced');
	return { usage, cost, basis: cost === null ? null : isPriced ? 'priced' : 'reported' };
}
