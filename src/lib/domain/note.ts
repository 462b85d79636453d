/** What people pin on a variant: where, what it is about, and what was said about it since. */
import { z } from 'zod';
import { THEMES, VIEWPORT_NAMES } from './capture.ts';
import { idSchema } from './ids.ts';
import { CRITERIA } from './session.ts';

/** What is wanted of what is pinned: mend it, leave it alone, take it over elsewhere, or say why it is so. */
export const INTENTS = ['fix', 'keep', 'steal', 'question'] as const;
export type Intent = (typeof INTENTS)[number];

export const MAX_NOTE_CHARS = 4000;
export const MAX_AUTHOR_CHARS = 80;
const MAX_QUOTE_CHARS = 400;
const MAX_STROKES = 40;
const MAX_STROKE_POINTS = 400;

/** The id that an element was given when its document came in. @see ingestDocument */
export const ElementId = z.string().regex(/^e[1-9]\d{0,6}$/, 'not the id of an element');

const Percent = z.number().min(0).max(100);

/** In percent of the photograph, from its top left corner: the fragment `xywh=percent:` of Media Fragments. */
export const Region = z.strictObject({ x: Percent, y: Percent, width: Percent, height: Percent });
export type Region = z.infer<typeof Region>;

/** A stroke of the wax pencil: points in percent of the photograph. */
export const Stroke = z
	.array(z.tuple([Percent, Percent]))
	.min(1)
	.max(MAX_STROKE_POINTS);
export type Stroke = z.infer<typeof Stroke>;

/** In which look of the page something was meant. */
export const NoteLook = z.strictObject({
	viewport: z.enum(VIEWPORT_NAMES),
	theme: z.enum(THEMES),
	state: z.string().max(40).nullable(),
	/** Of a frame of a film, in milliseconds since the trigger. */
	atMs: z.number().int().min(0).nullable()
});
export type NoteLook = z.infer<typeof NoteLook>;

/** As the sender points: an element, a region of the photograph, strokes on it, or several of these; none is the whole page. */
export const NoteTarget = z.strictObject({
	look: NoteLook,
	elementId: ElementId.nullable(),
	region: Region.nullable(),
	strokes: z.array(Stroke).max(MAX_STROKES)
});
export type NoteTarget = z.infer<typeof NoteTarget>;

/** What the element was when the note was made, so that it can be found again and understood without the page. */
export const NoteEvidence = z.object({
	/** Text inside it, with what stands before and after: the W3C TextQuoteSelector. */
	quote: z
		.object({
			exact: z.string().max(MAX_QUOTE_CHARS),
			prefix: z.string().max(MAX_QUOTE_CHARS),
			suffix: z.string().max(MAX_QUOTE_CHARS)
		})
		.nullable(),
	tag: z.string(),
	role: z.string().nullable(),
	name: z.string().nullable(),
	/** At most 2 KB. */
	outerHtml: z.string(),
	/** A few computed styles, property → value. */
	styles: z.record(z.string(), z.string())
});
export type NoteEvidence = z.infer<typeof NoteEvidence>;

export const NoteDraft = z.strictObject({
	/** Made by the sender, so that sending it twice adds one. */
	id: idSchema('note'),
	variantId: idSchema('variant'),
	intent: z.enum(INTENTS),
	criterion: z.enum(CRITERIA).nullable(),
	text: z.string().trim().min(1, 'say what it is about').max(MAX_NOTE_CHARS),
	author: z.string().trim().min(1).max(MAX_AUTHOR_CHARS),
	target: NoteTarget
});
export type NoteDraft = z.infer<typeof NoteDraft>;

/** Whatever happens to a note after it was made: rows that are only added. */
export const NOTE_EVENT_KINDS = ['reply', 'edited', 'resolved', 'reopened', 'removed'] as const;
export type NoteEventKind = (typeof NOTE_EVENT_KINDS)[number];

/** Whether what a note is pinned on is in a document: as it was, somewhere else or otherwise, or not at all. */
export const ANCHORINGS = ['found', 'drifted', 'orphaned'] as const;
export type Anchoring = (typeof ANCHORINGS)[number];

export interface NoteReply {
	author: string;
	text: string;
	createdAt: number;
}

/** A note as it stands. */
export interface Note {
	id: string;
	briefId: string;
	variantId: string;
	/** SHA-256 of the document on which it was pinned. */
	htmlSha256: string | null;
	author: string;
	intent: Intent;
	criterion: (typeof CRITERIA)[number] | null;
	text: string;
	target: NoteTarget;
	evidence: NoteEvidence | null;
	/** Blob of a PNG of what it is pinned on. */
	cropSha256: string | null;
	isResolved: boolean;
	replies: NoteReply[];
	createdAt: number;
	/** When it was last edited; null when never. */
	editedAt: number | null;
}
