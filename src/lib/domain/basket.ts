/** Parts picked for a merge: of which variant, and what is taken from it. */
import { z } from 'zod';
import { THEMES, VIEWPORT_NAMES } from './capture.ts';
import { idSchema } from './ids.ts';
import { ElementId } from './note.ts';

/**
 * What is taken of a part: the element itself with what styles it; how things are laid out; colours, type and tokens; how it moves;
 * its words; or the idea alone, to be carried out anew.
 */
export const TAKES = ['element', 'layout', 'look', 'motion', 'words', 'idea'] as const;
export type Take = (typeof TAKES)[number];

const MAX_REMARK_CHARS = 1000;

/** As it is put in. Without an element it is the whole variant. */
export const PartDraft = z.strictObject({
	/** Made by the sender, so that sending it twice adds one. */
	id: idSchema('part'),
	variantId: idSchema('variant'),
	elementId: ElementId.nullable(),
	take: z.enum(TAKES),
	/** What a person says about it; may be empty. */
	remark: z.string().trim().max(MAX_REMARK_CHARS),
	/** The look in which it was picked. */
	viewport: z.enum(VIEWPORT_NAMES),
	theme: z.enum(THEMES),
	state: z.string().max(40).nullable()
});
export type PartDraft = z.infer<typeof PartDraft>;

export interface Part extends PartDraft {
	briefId: string;
	createdAt: number;
}
