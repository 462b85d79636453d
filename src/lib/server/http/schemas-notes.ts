/** The answers about notes as zod schemas. */
import { z } from 'zod';
import {
	ANCHORINGS,
	INTENTS,
	NoteEvidence,
	NoteTarget,
	type Note,
	type NoteAnchor
} from '#lib/domain/note.ts';
import { PageMap } from '#lib/domain/page-map.ts';
import { CRITERIA } from '#lib/domain/session.ts';

/** Milliseconds since the epoch. */
const Instant = z.number().int();

export const NoteAnswer = z.object({
	id: z.string(),
	briefId: z.string(),
	variantId: z.string(),
	number: z.number().int().describe('Counted from 1 within its variant.'),
	htmlSha256: z.string().nullable(),
	author: z.string(),
	intent: z.enum(INTENTS),
	criterion: z.enum(CRITERIA).nullable(),
	text: z.string(),
	target: NoteTarget,
	evidence: NoteEvidence.nullable().describe('What its element was when it was pinned.'),
	cropSha256: z.string().nullable().describe('Blob of a PNG of what it is pinned on.'),
	isResolved: z.boolean(),
	replies: z.array(
		z.object({ id: z.string(), author: z.string(), text: z.string(), createdAt: Instant })
	),
	createdAt: Instant,
	editedAt: Instant.nullable(),
	anchoring: z
		.enum(ANCHORINGS)
		.describe('Whether what it is pinned on is there: as it was, elsewhere or otherwise, or not.')
}) satisfies z.ZodType<Note>;

export const NoteList = z.object({ notes: z.array(NoteAnswer) });

export const NoteRemoved = z.object({ id: z.string() });

export const NoteAnchorAnswer = z.object({
	noteId: z.string(),
	anchoring: z.enum(ANCHORINGS),
	isChanged: z.boolean().describe('Whether it looks or reads otherwise.'),
	elementId: z.string().nullable(),
	box: NoteEvidence.shape.box
}) satisfies z.ZodType<NoteAnchor>;

export const PageMapAnswer = z.object(PageMap.shape);
