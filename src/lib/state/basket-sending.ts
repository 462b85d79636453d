/** What is done to a basket, as it is sent. */
import type { PartChange, PartDraft, PartView } from '#lib/domain/basket.ts';
import { api } from './api.ts';
import { outcomeOf, type Outcome } from './outbox.ts';

export type BasketSending =
	| { kind: 'put'; part: PartDraft }
	| { kind: 'change'; id: string; said: PartChange }
	| { kind: 'remove'; id: string };

/** @returns all that is in it afterwards */
export function sendToBasket(
	briefId: string,
	sending: BasketSending
): Promise<Outcome<{ parts: PartView[] }>> {
	return outcomeOf(requestOf(briefId, sending));
}

function requestOf(briefId: string, sending: BasketSending): Promise<{ parts: PartView[] }> {
	if (sending.kind === 'put') return api.putIntoBasket(briefId, sending.part);
	if (sending.kind === 'change') return api.changePart(sending.id, sending.said);
	return api.takeOutOfBasket(sending.id);
}

/** Null for what no visit of ours has kept. */
export function readBasketSending(kept: unknown): BasketSending | null {
	return isBasketSending(kept) ? kept : null;
}

function isBasketSending(kept: unknown): kept is BasketSending {
	if (typeof kept !== 'object' || kept === null || !('kind' in kept)) return false;
	if (kept.kind === 'put') return 'part' in kept && typeof kept.part === 'object';
	if (!('id' in kept) || typeof kept.id !== 'string') return false;
	return kept.kind === 'remove' || (kept.kind === 'change' && 'said' in kept);
}
