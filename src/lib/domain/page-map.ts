/** Which element of a document is where, in one look: what a click on a photograph means. */
import { z } from 'zod';
import { ElementId } from './note.ts';

/** Elements in a map; the largest are the ones that are pointed at. */
export const MAX_MAPPED = 3000;

/** One that can be seen. Boxes are in CSS pixels of the viewport, and may reach beyond it. */
export const MappedElement = z.object({
	/** Its own, or, where a script has made or copied it, that of the nearest around it that stands in the document. */
	id: ElementId,
	/** Whether a script has made or copied it: several may then have one id. */
	isMade: z.boolean(),
	/** Its place in `elements`, of the nearest ancestor that is in the map; null at the top. Parents stand before their children. */
	parent: z.number().int().min(0).nullable(),
	tag: z.string().max(60),
	role: z.string().max(60).nullable(),
	/** Accessible name, or the beginning of its text. */
	name: z.string().max(120).nullable(),
	x: z.number(),
	y: z.number(),
	width: z.number(),
	height: z.number()
});
export type MappedElement = z.infer<typeof MappedElement>;

export const PageMap = z.object({
	/** Of the viewport, in CSS pixels: a photograph of the same look has as many. */
	width: z.number().int().positive(),
	height: z.number().int().positive(),
	elements: z.array(MappedElement).max(MAX_MAPPED),
	/** True for a screenshot that was brought in: there are only regions to point at. */
	isPicture: z.boolean(),
	/** Elements left out because there are too many; those that are left out are the smallest. */
	omitted: z.number().int().min(0)
});
export type PageMap = z.infer<typeof PageMap>;
