/** Whether another variant may be begun under a budget. */
import type { Variant } from '#lib/domain/variant.ts';

export type BudgetVerdict =
	| { kind: 'go' }
	/** Something in flight has to be paid first. */
	| { kind: 'wait' }
	| { kind: 'spent'; reason: string };

/**
 * A round is begun one variant at a time until a first price is known; from then on every variant in flight is taken to
 * cost as much as the dearest so far. Where the endpoint does not tell a price, no wall can be kept, and it says so.
 * @param budget US dollars
 */
export function judgeBudget(budget: number, variants: Variant[]): BudgetVerdict {
	const inFlight = variants.filter((variant) => variant.status === 'running').length;
	const built = variants.filter(
		(variant) => variant.replySha256 !== null && variant.status !== 'running'
	);
	if (built.some((variant) => variant.cost === null)) {
		const reason =
			'The endpoint does not say what a reply costs, so the budget could not be kept. Run the round without one.';
		return { kind: 'spent', reason };
	}
	// Of every variant: one that is tried again has been paid for before.
	const known = variants.map((variant) => variant.cost).filter((cost) => cost !== null);
	if (known.length === 0) return inFlight === 0 ? { kind: 'go' } : { kind: 'wait' };
	const spent = known.reduce((sum, cost) => sum + cost, 0);
	const dearest = Math.max(...known);
	if (spent + dearest * (inFlight + 1) <= budget) return { kind: 'go' };
	if (inFlight > 0) return { kind: 'wait' };
	const reason = `The budget of $${budget.toFixed(2)} is used up: $${spent.toFixed(4)} is spent and another could cost $${dearest.toFixed(4)}.`;
	return { kind: 'spent', reason };
}
