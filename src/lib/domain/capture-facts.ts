/** What is known about a page from having photographed it. */
import { z } from 'zod';

const NOT_MEASURED = 'not measured';
const measured = <T extends z.ZodType>(type: T) => z.union([type, z.literal(NOT_MEASURED)]);
/** Of a fact that older photographs do not have. */
const measuredSince = <T extends z.ZodType>(type: T) => measured(type).default(NOT_MEASURED);

/** In CSS pixels from the top left corner of the photograph. */
export const Box = z.object({
	x: z.number(),
	y: z.number(),
	width: z.number(),
	height: z.number()
});
export type Box = z.infer<typeof Box>;

/** An element, by a selector that finds it in its document, and the beginning of its text. */
export const PageElement = z.object({ selector: z.string(), text: z.string(), box: Box });
export type PageElement = z.infer<typeof PageElement>;

/** All that were found are counted; the first few are kept. */
const found = <T extends z.ZodType>(type: T) =>
	z.object({ count: z.number().int(), examples: z.array(type) });

export const OverlappingText = z.object({ first: PageElement, second: PageElement });
export type OverlappingText = z.infer<typeof OverlappingText>;

export const AxeViolation = z.object({
	/** Name of the axe rule, such as `color-contrast`. */
	id: z.string(),
	impact: z.enum(['minor', 'moderate', 'serious', 'critical']).nullable(),
	help: z.string(),
	/** Elements that break it. */
	count: z.number().int()
});
export type AxeViolation = z.infer<typeof AxeViolation>;

/** Two photographs of one visit differed: the share of differing pixels, 0 to 1, and where they are. */
export const Unstable = z.object({ share: z.number(), boxes: z.array(Box) });
export type Unstable = z.infer<typeof Unstable>;

/** Read from the page in the visit that took the photograph. `not measured` is a value; 0 means zero. */
export const PageFacts = z.object({
	consoleErrors: z.array(z.string()),
	pageErrors: z.array(z.string()),
	/** Requests the page tried to make, by resource type. None of them got anywhere. */
	refusedRequests: z.record(z.string(), z.number().int()),
	dialogs: z.number().int(),
	popups: z.number().int(),
	/** Full height of the document in CSS pixels. */
	documentHeight: measured(z.number()),
	/** How far content reaches beyond the right edge of the viewport, in CSS pixels. */
	overflowX: measured(z.number()),
	nodes: measured(z.number().int()),
	/** True when every pixel of the photograph has one colour. */
	blank: measured(z.boolean()),
	/** Whether the photograph of a state or a pose differs from the resting one; `not measured` for the resting one itself. */
	stateChanged: measured(z.boolean()),
	/** Time until the page rested: from navigation for the first shot of a document, from the change of state or size for later ones. In milliseconds. */
	settleMs: measured(z.number()),
	/** False: it looks the same whenever it is looked at. Else how much of it went on changing while it should have been at rest. */
	unstable: measuredSince(z.union([z.literal(false), Unstable])),
	/** Text cut off by a box that hides what does not fit. */
	clippedText: measuredSince(found(PageElement)),
	/** Pieces of text that lie on each other. */
	overlappingText: measuredSince(found(OverlappingText)),
	/** Of each list of typefaces that text asks for, the first that there is, and how much text has it; the most used first. On the main viewport. */
	fonts: measuredSince(z.array(z.object({ family: z.string(), characters: z.number().int() }))),
	/** `#rrggbb` or `#rrggbbaa` of text, backgrounds and borders in the photograph, and on how many elements; the most used first. On the main
	 * viewport. */
	colours: measuredSince(z.array(z.object({ colour: z.string(), uses: z.number().int() }))),
	/** Broken accessibility rules; once for each theme, on the first viewport at rest. */
	axe: measuredSince(z.array(AxeViolation)),
	/** Of a pose: the control it is of. */
	control: measuredSince(PageElement)
});
export type PageFacts = z.infer<typeof PageFacts>;

/** What is told of each photograph where many are shown. The rest of its facts is four times as much, and asked for by variant. */
export const FactsGlance = PageFacts.pick({
	documentHeight: true,
	overflowX: true,
	stateChanged: true,
	unstable: true
});
export type FactsGlance = z.infer<typeof FactsGlance>;
