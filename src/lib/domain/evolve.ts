/** What a person asks for when the next variants are to be made out of some that are there. */
import { z } from 'zod';
import type { Take } from './basket.ts';
import type { Direction } from './direction.ts';
import { idSchema } from './ids.ts';
import type { ParentLink, ParentSource } from './lineage.ts';
import { BuildRequest, RANGES, RoundRequest } from './round.ts';

export const MAX_PARENTS = 24;
/** More documents than this do not fit into one prompt. */
export const MAX_CROSSED = 4;
export const MAX_PER_PARENT = 24;
export const DEFAULT_PER_PARENT = 3;
export const MAX_WISH_CHARS = 4000;
const MAX_NOTES = 100;
const MAX_PARTS = 40;
/** A prompt with the documents of its parents, and room for what a person adds. */
const MAX_PROMPT_CHARS = 400_000;

const Wish = z.string().trim().max(MAX_WISH_CHARS).default('');

const EvolveParent = z.strictObject({
	variantId: idSchema('variant'),
	/** What stays, and what changes; empty where nothing is said beyond the notes. */
	keep: Wish,
	change: Wish,
	/** The notes on it that are to be answered; every open one when left out. */
	notes: z.array(idSchema('note')).max(MAX_NOTES).optional()
});

const EditedPrompt = z.strictObject({
	/** Place in the round, from 0. */
	position: z.int().min(0),
	user: z.string().trim().min(1, 'an empty prompt asks for nothing').max(MAX_PROMPT_CHARS)
});

/**
 * An evolve round. Without parents: what this reviewer picked; else the best of the newest ranking that is settled; else what
 * has four stars or more.
 */
export const EvolveRequest = z.strictObject({
	parents: z.array(EvolveParent).min(1, 'name at least one').max(MAX_PARENTS).optional(),
	/** Parts of the basket to be taken over; all of them where no parents are named, else none. */
	parts: z.array(idSchema('part')).max(MAX_PARTS).optional(),
	range: z.enum(RANGES).default('refine'),
	/** Of each parent; with `cross`, altogether. */
	perParent: z.int().min(1).max(MAX_PER_PARENT).default(DEFAULT_PER_PARENT),
	/** Makes each variant of all parents together, instead of one parent each. */
	cross: z.boolean().default(false),
	...BuildRequest.shape,
	...RoundRequest.pick({ capture: true, pins: true, bans: true }).shape,
	/** Prompts that a person has gone over, by their place in the draft. They need its seed and its parents. */
	prompts: z.array(EditedPrompt).max(90).default([])
});
export type EvolveRequest = z.input<typeof EvolveRequest>;
export type ReadEvolveRequest = z.output<typeof EvolveRequest>;

/** What an evolve round would be begun from where nothing is named. */
export interface EvolveDefaults {
	/** Null: nothing has been said of any variant yet. */
	source: Exclude<ParentSource, 'named'> | null;
	parents: { variantId: string; notes: string[] }[];
	parts: string[];
}

/** One variant of an evolve round, told before it is begun. */
interface DraftedVariant {
	position: number;
	parents: ParentLink[];
	direction: Direction;
	/** What will be asked of whoever builds it. The user text may be changed, the system text is the house's. */
	prompt: { version: string; system: string; user: string; pictures: string[] };
}

/** An evolve round, told before it is begun: the same request with this seed makes the same. */
export interface EvolveDraft {
	seed: number;
	source: ParentSource;
	variants: DraftedVariant[];
}

/** What a page needs to think an evolve round out. */
export interface EvolveStart extends Omit<EvolveDefaults, 'parts'> {
	/** Every open note of the brief that asks for something. */
	notes: {
		id: string;
		variantId: string;
		intent: 'fix' | 'keep' | 'steal';
		author: string;
		text: string;
	}[];
	/** What is in the basket. */
	parts: { id: string; number: number; take: Take; remark: string }[];
}
