/** What a person does to a frame: flag, stars and label; and the decision. */
import { z } from 'zod';
import { idSchema } from './ids.ts';

export const FLAGS = ['pick', 'reject', 'none'] as const;
export type Flag = (typeof FLAGS)[number];

export const MAX_STARS = 5;

/** Dabs of wax in other colours, for whatever a person wants them to mean. */
export const LABELS = ['yellow', 'green', 'violet', 'white'] as const;
export type Label = (typeof LABELS)[number];

/** What one reviewer has put on one variant. */
export interface Marks {
	flag: Flag;
	/** 0 to 5. */
	stars: number;
	label: Label | null;
}

export const UNMARKED: Readonly<Marks> = { flag: 'none', stars: 0, label: null };

export type MarkKind = keyof Marks;

/** One mark by itself. */
export type Mark =
	| { kind: 'flag'; value: Flag }
	| { kind: 'stars'; value: number }
	| { kind: 'label'; value: Label | null };

/** Marks to be made on one variant: those that are named, the others stay. */
export const MarkChange = z
	.strictObject({
		variantId: idSchema('variant'),
		flag: z.enum(FLAGS).optional(),
		stars: z.int().min(0).max(MAX_STARS).optional(),
		label: z.enum(LABELS).nullable().optional()
	})
	.refine(
		({ flag, stars, label }) => flag !== undefined || stars !== undefined || label !== undefined,
		'says none of flag, stars and label'
	);
export type MarkChange = z.infer<typeof MarkChange>;

/** Variants that can be marked by one act, and taken back by one. */
export const MAX_MARKED_AT_ONCE = 2000;

/** What is in force after an act, for every variant that it touched. */
export interface MarkAnswer {
	/** Names the act: what undo takes back. */
	batch: string;
	variants: ({ variantId: string } & Marks)[];
}

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
