/** What is told of rounds that go on from variants, as zod schemas. */
import { z } from 'zod';
import type { AnsweredView } from '#lib/domain/answered.ts';
import { INTENTS } from '#lib/domain/note.ts';
import { NoteAnchorAnswer } from './schemas-notes.ts';
import { Direction } from '#lib/domain/direction.ts';
import type { EvolveDraft } from '#lib/domain/evolve.ts';
import { ACTS, type LineageView } from '#lib/domain/lineage-view.ts';
import { ROUND_KINDS, RANGES } from '#lib/domain/round.ts';
import { VARIANT_STATUSES } from '#lib/domain/variant.ts';
import { FlagName } from './schemas.ts';
import { PARENT_ROLES, PARENT_SOURCES, ParentLink } from '#lib/domain/lineage.ts';

export const EvolveDraftAnswer = z.object({
	seed: z.number().int(),
	source: z
		.enum(PARENT_SOURCES)
		.describe('Whether the parents were named, or follow from what was said.'),
	variants: z.array(
		z.object({
			position: z.number().int(),
			parents: z.array(ParentLink),
			direction: Direction,
			prompt: z.object({
				version: z.string(),
				system: z.string(),
				user: z.string().describe('May be changed, and sent along when the round is begun.'),
				pictures: z.array(z.string()).describe('Blobs that are shown with it.')
			})
		})
	)
}) satisfies z.ZodType<EvolveDraft>;

export const LineageAnswer = z.object({
	nodes: z.array(
		z.object({
			variantId: z.string(),
			number: z.number().int(),
			roundId: z.string(),
			title: z.string().nullable(),
			status: z.enum(VARIANT_STATUSES),
			flag: FlagName,
			isChosen: z.boolean(),
			thumbSha256: z.string().nullable()
		})
	),
	links: z
		.array(
			z.object({
				from: z.string().describe('The parent.'),
				to: z.string(),
				role: z.enum(PARENT_ROLES),
				keep: z.string(),
				change: z.string()
			})
		)
		.describe('From a variant to one that was made of it.'),
	steps: z
		.array(
			z.object({
				roundId: z.string().nullable().describe('Null for the choice.'),
				kind: z.enum([...ROUND_KINDS, 'choice']),
				number: z.number().int().nullable(),
				count: z.number().int(),
				range: z.enum(RANGES).nullable(),
				at: z.number().int(),
				isUnattended: z.boolean(),
				acts: z.array(z.object({ kind: z.enum(ACTS), count: z.number().int() })),
				words: z.string()
			})
		)
		.describe('Every round and the choice, each with what a person did that led to it.')
}) satisfies z.ZodType<LineageView>;

export const AnsweredAnswer = z.object({
	notes: z.array(
		z.object({
			noteId: z.string(),
			number: z.number().int(),
			variantId: z.string(),
			of: z.number().int().describe('The number of the variant on which it is pinned.'),
			intent: z.enum(INTENTS),
			author: z.string(),
			text: z.string(),
			anchor: NoteAnchorAnswer.nullable(),
			differs: z.number().nullable().describe('The share of pixels that differ, from 0 to 1.')
		})
	),
	problem: z.string().nullable().describe('Why nobody could look.')
}) satisfies z.ZodType<AnsweredView>;
