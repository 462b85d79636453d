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
