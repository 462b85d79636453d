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
/** Of the words of an element, and of those before and after them. */
export const MAX_QUOTE_CHARS = 400;
/** Of the markup of an element. */
export const MAX_MARKUP_CHARS = 2048;
const MAX_STROKES = 40;
const MAX_STROKE_POINTS = 400;

/** The id that an element was given when its document came in. @see ingestDocument */
export const ElementId = z.string().regex(/^e[1-9]\d{0,6}$/, 'not the id of an element');

const Percent = z.number().min(0).max(100);
/** Sums of fractions may come out a little over the whole. */
const WHOLE = 100.01;

/** In percent of the photograph, from its top left corner: the fragment `xywh=percent:` of Media Fragments. */
export const Region = z
	.strictObject({ x: Percent, y: Percent, width: Percent, height: Percent })
	.refine(
		({ x, y, width, height }) => x + width <= WHOLE && y + height <= WHOLE,
		'reaches beyond the picture'
	);
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
	tag: z.string().max(60),
	role: z.string().max(60).nullable(),
	name: z.string().max(120).nullable(),
	/** As a script may have made it, without our ids; cut with `…`. */
	outerHtml: z.string().max(MAX_MARKUP_CHARS),
	/** A few computed styles, property → value. */
	styles: z.record(z.string().max(60), z.string().max(300)),
	/** Where it was, in CSS pixels of the viewport; null where it could not be seen. */
	box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable()
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

/** As it comes with an address that names the variant. */
export const NewNote = NoteDraft.omit({ variantId: true });
export type NewNote = z.infer<typeof NewNote>;

/** Every act on a note has an id that its sender made, so that sending it twice does it once. */
const Act = z.strictObject({ id: idSchema('event'), author: NoteDraft.shape.author });

export const ReplyDraft = Act.extend({ text: NoteDraft.shape.text });
export type ReplyDraft = z.infer<typeof ReplyDraft>;

/** What is changed about a note: what is named, the rest stays. */
export const NoteEdit = Act.extend({
	text: NoteDraft.shape.text.optional(),
	intent: NoteDraft.shape.intent.optional(),
	criterion: NoteDraft.shape.criterion.optional()
});
export type NoteEdit = z.infer<typeof NoteEdit>;

export const ResolutionDraft = Act.extend({ resolved: z.boolean() });
export type ResolutionDraft = z.infer<typeof ResolutionDraft>;

/** Which notes of a brief are wanted. What is left out is not asked about. */
export const NoteFilter = z.object({
	intent: z.enum(INTENTS).optional(),
	criterion: z.enum(CRITERIA).optional(),
	status: z.enum(['open', 'resolved']).optional(),
	author: z.string().max(MAX_AUTHOR_CHARS).optional(),
	variant: idSchema('variant').optional()
});
export type NoteFilter = z.infer<typeof NoteFilter>;

/** Open notes by intent, and those that are done. */
export type NoteCounts = Record<Intent | 'resolved', number>;
export const NO_NOTES: Readonly<NoteCounts> = {
	fix: 0,
	keep: 0,
	steal: 0,
	question: 0,
	resolved: 0
};

/** Whatever happens to a note after it was made: rows that are only added. */
export type NoteEventKind = 'reply' | 'edited' | 'resolved' | 'reopened' | 'removed';

/** Where what a note is about is in a document that may be another than the one it was pinned on. */
export interface NoteAnchor {
	noteId: string;
	anchoring: Anchoring;
	/** Whether it looks or reads otherwise than when the note was made. */
	isChanged: boolean;
	/** The element it was found as; null for a region, and where there is none. */
	elementId: string | null;
	/** In CSS pixels of the viewport of the note's look; null where it is not to be seen. */
	box: NonNullable<NoteEvidence['box']> | null;
}

/** Whether what a note is pinned on is in a document: as it was, somewhere else or otherwise, or not at all. */
export const ANCHORINGS = ['found', 'drifted', 'orphaned'] as const;
export type Anchoring = (typeof ANCHORINGS)[number];

interface NoteReply {
	id: string;
	author: string;
	text: string;
	createdAt: number;
}

/** A note as it stands. */
export interface Note {
	id: string;
	briefId: string;
	variantId: string;
	/** Counted from 1 within its variant; one that was removed keeps its number. */
	number: number;
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
	/** In its own variant, as that is now. */
	anchoring: Anchoring;
}
