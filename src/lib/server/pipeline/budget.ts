/** Whether another request may be begun under a budget: for a variant, or to go on with one. */
import type { Variant } from '#lib/domain/variant.ts';

export type BudgetVerdict =
	| { kind: 'go' }
	/** Something in flight has to be paid first. */
	| { kind: 'wait' }
	| { kind: 'spent'; reason: string };

/**
 * Every variant in flight is taken to cost as much as the dearest so far, or, before one is known, as much as the estimate
 * says at most. Where nothing is estimated either, a round is begun one variant at a time until a first price is told; and
 * where none is told, no wall can be kept, and it says so.
 * @param budget US dollars
 * @param reserve the most one is estimated at, in US dollars; null when nothing is known
 * @param waiting ids of running variants that ask for nothing now, but would go on
 */
export function judgeBudget(
	budget: number,
	variants: Variant[],
	reserve: number | null,
	waiting: ReadonlySet<string> = new Set()
): BudgetVerdict {
	const inFlight = variants.filter(
		({ id, status }) => status === 'running' && !waiting.has(id)
	).length;
	// What has taken time has had a reply, and that stays so when the reply is thrown away for another.
	if (variants.some(({ ms, cost }) => ms !== null && cost === null)) {
		const reason =
			'The endpoint does not say what a reply costs, so the budget could not be kept. Add a price to prices.yaml in the workspace folder, or run the round without one.';
		return { kind: 'spent', reason };
	}
	// Of every variant: one that is tried again has been paid for before.
	const known = variants.map((variant) => variant.cost).filter((cost) => cost !== null);
	const dearest = known.length > 0 ? Math.max(...known) : reserve;
	if (dearest === null) return inFlight === 0 ? { kind: 'go' } : { kind: 'wait' };
	const spent = known.reduce((sum, cost) => sum + cost, 0);
	if (spent + dearest * (inFlight + 1) <= budget) return { kind: 'go' };
	if (inFlight > 0) return { kind: 'wait' };
	const another = `another could cost $${dearest.toFixed(4)}`;
	const reason =
		known.length > 0
			? `The budget of $${budget.toFixed(2)} is used up: $${spent.toFixed(4)} is spent and ${another}.`
			: `The budget of $${budget.toFixed(2)} is not enough for one variant, which could cost $${dearest.toFixed(4)}.`;
	return { kind: 'spent', reason };
}
