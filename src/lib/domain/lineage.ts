/** Where a variant came from: which variants, and what of each. */
import { z } from 'zod';
import { idSchema } from './ids.ts';

/** `parent`: an evolve round made it out of this one. `base`: parts were put into this one. `part`: a part of this one was put into the base. */
export const PARENT_ROLES = ['parent', 'base', 'part'] as const;
export type ParentRole = (typeof PARENT_ROLES)[number];

export const ParentLink = z.object({
	variantId: idSchema('variant'),
	role: z.enum(PARENT_ROLES),
	/** What was to stay, and what to change, as it was said when the round was begun; empty where nothing was said. */
	keep: z.string(),
	change: z.string()
});
export type ParentLink = z.infer<typeof ParentLink>;

/** Where the parents of an evolve round come from: a person named them, or what has been said of the variants so far. */
export const PARENT_SOURCES = ['named', 'picks', 'ranking', 'stars'] as const;
export type ParentSource = (typeof PARENT_SOURCES)[number];

/** What an evolve round was begun with, kept in its settings: enough to say who steered it. */
export const EvolveRecord = z.object({
	source: z.enum(PARENT_SOURCES),
	parents: z.array(
		z.object({
			variantId: idSchema('variant'),
			keep: z.string(),
			change: z.string(),
			/** Notes on it that are to be answered. */
			notes: z.array(idSchema('note'))
		})
	),
	/** Parts of the basket that went into it. */
	parts: z.array(idSchema('part')),
	perParent: z.int(),
	/** Every variant is made of all parents together. */
	cross: z.boolean(),
	/** Places of the variants whose prompt was gone over by a person, from 0. */
	edited: z.array(z.int())
});
export type EvolveRecord = z.infer<typeof EvolveRecord>;
