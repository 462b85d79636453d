/** What is told of rounds that go on from variants, as zod schemas. */
import { z } from 'zod';
import { Direction } from '#lib/domain/direction.ts';
import type { EvolveDraft } from '#lib/domain/evolve.ts';
import { PARENT_SOURCES, ParentLink } from '#lib/domain/lineage.ts';

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
