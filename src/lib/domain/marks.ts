/** What a person does to a frame: flags, and the decision. */
import { z } from 'zod';

export const FLAGS = ['pick', 'reject', 'none'] as const;
export type Flag = (typeof FLAGS)[number];

/** One mark as it was made. Rows are only ever added; undo is a row that retracts. */
export interface FlagMark {
	id: number;
	variantId: string;
	reviewer: string;
	flag: Flag;
	retracts: number | null;
	createdAt: number;
}

/** Who marks when nobody has said who they are. */
export const LOCAL_REVIEWER = 'local';

export const MAX_WHY_CHARS = 4000;

/** The chosen variant, and why. */
export const DecisionRequest = z.object({
	variantId: z.string(),
	why: z.string().trim().min(1, 'say why, in a sentence').max(MAX_WHY_CHARS)
});

export interface Decision {
	id: string;
	briefId: string;
	variantId: string;
	why: string;
	createdAt: number;
}
