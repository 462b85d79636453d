/** Putting parts of several variants together: what is asked for, what is kept of it, and what comparing it with its origins found. */
import { z } from 'zod';
import { TAKES } from './basket.ts';
import { Box } from './capture-facts.ts';
import { THEMES, VIEWPORT_NAMES } from './capture.ts';
import { idSchema, Sha256 } from './ids.ts';
import { ElementId } from './note.ts';
import { BuildRequest } from './round.ts';
import type { RoundEstimate } from './view.ts';

/** Where an element is put, told from another of the base: its anchor. */
export const PLACES = ['before', 'after', 'inside-start', 'inside-end', 'replace'] as const;

export type Where = (typeof PLACES)[number];

export const Place = z.strictObject({ anchorId: ElementId, where: z.enum(PLACES) });
export type Place = z.infer<typeof Place>;

/** How a part is fitted in. */
export const GraftChoices = z.strictObject({
	/** Colours, type and spacing as they were, or those of the base where they mean the same. */
	tokens: z.enum(['own', 'base']).default('own'),
	/** Whether what it stood on comes along: the backgrounds behind it. */
	ground: z.boolean().default(true),
	/** As wide as it was, or as its new place lets it be. */
	width: z.enum(['own', 'fluid']).default('own')
});
export type GraftChoices = z.infer<typeof GraftChoices>;

const MAX_MERGED_PARTS = 12;
const MAX_INSTRUCTION_CHARS = 4000;
/** A prompt that a person has gone over: documents are in it. */
const MAX_PROMPT_CHARS = 2_000_000;

const MAX_REMARK_CHARS = 1000;

/** One part of a merge. */
export const MergePart = z.strictObject({
	variantId: idSchema('variant'),
	/** Null: the whole variant. */
	elementId: ElementId.nullable().default(null),
	take: z.enum(TAKES).default('element'),
	remark: z.string().trim().max(MAX_REMARK_CHARS).default(''),
	/** The look in which it is read. */
	viewport: z.enum(VIEWPORT_NAMES).default('desktop'),
	theme: z.enum(THEMES).default('light'),
	state: z.string().max(40).nullable().default(null),
	/** Where in the base it goes; null where it is left to whoever merges, or there is no place to name. */
	place: Place.nullable().default(null),
	choices: GraftChoices.default({ tokens: 'own', ground: true, width: 'own' })
});
export type MergePart = z.infer<typeof MergePart>;

const Parts = z.array(MergePart).min(1, 'names no part').max(MAX_MERGED_PARTS);

/** Without a model: elements and looks of other variants put into the base, as they are. */
export const GraftRequest = z.strictObject({
	kind: z.literal('graft'),
	baseId: idSchema('variant'),
	parts: Parts,
	/** Keys of differences that are left out. @see NamedDifference */
	without: z.array(z.string().max(200)).max(400).default([]),
	/** The merge that this is made again of. */
	ofVariantId: idSchema('variant').nullable().default(null),
	unattended: z.boolean().default(false)
});
export type GraftRequest = z.infer<typeof GraftRequest>;

/** By models: each is shown the base and the parts, and writes the whole document. */
export const ModelMergeRequest = z.strictObject({
	kind: z.literal('model'),
	baseId: idSchema('variant'),
	parts: Parts,
	instruction: z.string().trim().max(MAX_INSTRUCTION_CHARS).default(''),
	/** What must not change. */
	keep: z.string().trim().max(MAX_INSTRUCTION_CHARS).default(''),
	count: z.int().min(1).max(MAX_MERGED_PARTS).default(1),
	...BuildRequest.shape,
	/** The user text of the prompt as a person has gone over it; as it was drafted when left out. */
	prompt: z.string().min(1).max(MAX_PROMPT_CHARS).optional()
});
export type ModelMergeRequest = z.infer<typeof ModelMergeRequest>;

export type MergeRequest = GraftRequest | ModelMergeRequest;
/** As it is sent: defaults may be left out. */
export type MergeDraft = z.input<typeof GraftRequest> | z.input<typeof ModelMergeRequest>;

/** One thing in which a graft differs from its base. Left out by its key, the merge is made without it. */
const NamedDifference = z.object({
	/** The same each time the same parts are put in the same places. */
	key: z.string(),
	/** Which of the parts it is of, from 0. */
	part: z.number().int(),
	sentence: z.string(),
	/** Whether it was left out. */
	isOff: z.boolean()
});
export type NamedDifference = z.infer<typeof NamedDifference>;

const RecipePart = MergePart.extend({
	/** The element that it is in the merged document; null where it is no element, or a model wrote the document. */
	partId: ElementId.nullable()
});
export type RecipePart = z.infer<typeof RecipePart>;

/** How a variant was put together: enough to make it again. */
export const MergeRecipe = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('graft'),
		baseId: idSchema('variant'),
		parts: z.array(RecipePart),
		without: z.array(z.string()),
		differences: z.array(NamedDifference),
		/** What could not be brought along, in words. */
		notes: z.array(z.string()),
		ofVariantId: idSchema('variant').nullable()
	}),
	z.object({
		kind: z.literal('model'),
		baseId: idSchema('variant'),
		parts: z.array(RecipePart),
		instruction: z.string(),
		keep: z.string(),
		/** Whether a person went over the prompt. */
		isEdited: z.boolean()
	})
]);
export type MergeRecipe = z.infer<typeof MergeRecipe>;

/**
 * What became of a part, or of what is left of the base: as it was, otherwise, not to be found, or not compared because it is in no
 * photograph.
 */
const VERDICTS = ['kept', 'changed', 'lost', 'unseen'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The most of a part's pixels that may differ in one that is kept; and of the base's beside it. */
export const KEPT_PART = 0.02;
export const KEPT_REST = 0.001;

const Look = z.object({
	viewport: z.enum(VIEWPORT_NAMES),
	theme: z.enum(THEMES),
	state: z.string().nullable()
});

const Finding = z.object({
	verdict: z.enum(VERDICTS),
	/** Of the pixels compared, those that differ: 0 to 1. Null where none were. */
	share: z.number().nullable(),
	/** Where they differ, in the merged photograph; largest first. */
	regions: z.array(Box),
	/** In which look it was compared; null where it was not. */
	look: Look.nullable(),
	/** What there is to say of it, as a sentence. */
	words: z.string(),
	/** The pictures that were compared: the merged variant, and where it is from; null where none were. */
	imageSha256: Sha256.nullable(),
	originSha256: Sha256.nullable()
});

const PartFinding = Finding.extend({
	/** Where it is in the merged photograph, and where it was in that of its origin. */
	box: Box.nullable(),
	originBox: Box.nullable()
});
export type PartFinding = z.infer<typeof PartFinding>;

export const MergeProof = z.object({
	/** One for each part of the recipe, in its order. */
	parts: z.array(PartFinding),
	/** The base, without what was put in and what that took the place of. */
	rest: Finding
});
export type MergeProof = z.infer<typeof MergeProof>;

/** A merge as a page shows it. */
export interface MergeView {
	variantId: string;
	recipe: MergeRecipe;
	/** Null while the photographs are on their way, or where there are none. */
	proof: MergeProof | null;
	/** Why there is no proof, as a sentence; null where there is one. */
	waiting: string | null;
}

/** A model merge as it would be asked for, to be looked at and gone over first. */
export interface MergePrompt {
	version: string;
	system: string;
	user: string;
	pictures: { sha256: string; caption: string }[];
	estimate: RoundEstimate;
}
