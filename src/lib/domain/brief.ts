import { z } from 'zod';
import { THEMES, VIEWPORT_NAMES } from './capture.ts';
import type { Recipe } from './recipe.ts';

/** A brief file may be this long, in bytes of UTF-8. */
export const MAX_BRIEF_BYTES = 256 * 1024;
export const MAX_TITLE_CHARS = 200;

/** State names end up in `data-state` and in file names, so they are plain words. */
export const StateName = z
	.string()
	.trim()
	.min(1, 'a state needs a name')
	.max(40, 'a state name has at most 40 characters')
	.regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u, 'a state name is letters, digits, spaces, - and _');

const shortText = (max: number) => z.string().trim().min(1).max(max);

/** The one feature wanted. `purpose` is the body: purpose and constraints in the person's own words. */
export const BriefContent = z.object({
	title: shortText(MAX_TITLE_CHARS),
	purpose: z.string(),
	audience: z.string().trim().max(2000).default(''),
	states: z.array(StateName).max(24).default([]),
	viewports: z
		.array(z.enum(VIEWPORT_NAMES))
		.min(1)
		.default([...VIEWPORT_NAMES]),
	themes: z.array(z.enum(THEMES)).min(1).default(['light']),
	brand: z.record(z.string(), z.unknown()).default({}),
	avoid: z.array(shortText(500)).max(100).default([]),
	references: z.array(shortText(2000)).max(100).default([]),
	sampleData: z.array(z.json()).default([])
});
export type BriefContent = z.infer<typeof BriefContent>;

/** A stored brief. `source` is the text as it was given. */
export interface Brief extends BriefContent {
	id: string;
	sourceName: string | null;
	source: string;
	/** What is photographed of its variants; null is the default. */
	recipe: Recipe | null;
	createdAt: number;
}
