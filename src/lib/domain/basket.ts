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

/** What can be said otherwise of a part that is in: what is named, the other stays. */
export const PartChange = PartDraft.pick({ take: true, remark: true })
	.partial()
	.refine(({ take, remark }) => take !== undefined || remark !== undefined, 'says nothing new');
export type PartChange = z.infer<typeof PartChange>;

/** Parts that one basket holds. */
export const MAX_PARTS = 60;

/** A part as a page shows it. */
export interface PartView extends Part {
	/** Of its variant. */
	number: number;
	title: string | null;
	/** Why it cannot be merged as things are, as a sentence; null when it can. */
	problem: string | null;
	/** The photograph of its variant in which it is seen; null while there is none. */
	photograph: { imageSha256: string; thumbSha256: string | null; isSameLook: boolean } | null;
}
