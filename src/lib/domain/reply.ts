/** What a model sent, as it was received. */
import type { Usage } from './variant.ts';

/** `continue`: the one before was cut short. `complete`: the one before left things out and was sent back. */
export const REPLY_PURPOSES = ['build', 'continue', 'complete'] as const;
export type ReplyPurpose = (typeof REPLY_PURPOSES)[number];

/** Why a model stopped: done, cut by a limit, unwilling, or not said. */
export const FINISHES = ['stop', 'length', 'refusal', 'unknown'] as const;
export type Finish = (typeof FINISHES)[number];

/** `reported` by the endpoint, or `priced` from the price table. */
export type CostBasis = 'reported' | 'priced';

/** One reply. A variant has several when one was cut short, left things out, or was asked for again. */
export interface Reply {
	variantId: string;
	/** Which try of the variant, counted from 1. */
	attempt: number;
	/** Its place in the conversation of that try, counted from 0. */
	turn: number;
	purpose: ReplyPurpose;
	sha256: string;
	finish: Finish;
	/** As the endpoint named it. */
	model: string;
	usage: Usage | null;
	/** US dollars; null is unknown, never free. */
	cost: number | null;
	costBasis: CostBasis | null;
	ms: number;
	createdAt: number;
}
