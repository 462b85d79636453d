/** The answers about baskets and merges as zod schemas. */
import { z } from 'zod';
import { PartDraft, type PartView } from '#lib/domain/basket.ts';
import { MergeProof, MergeRecipe, type MergePrompt, type MergeView } from '#lib/domain/merge.ts';
import { EstimateAnswer } from './schemas.ts';

export const BasketAnswer = z.object({
	parts: z.array(
		PartDraft.extend({
			briefId: z.string(),
			createdAt: z.number().int(),
			number: z.number().int().describe('Of its variant.'),
			title: z.string().nullable(),
			problem: z.string().nullable().describe('Why it cannot be merged as things are.'),
			photograph: z
				.object({
					imageSha256: z.string(),
					thumbSha256: z.string().nullable(),
					isSameLook: z.boolean().describe('Whether it is of the look in which it was picked.')
				})
				.nullable()
		}) satisfies z.ZodType<PartView>
	)
});

export const MergePromptAnswer = z.object({
	version: z.string(),
	system: z.string(),
	user: z.string(),
	pictures: z.array(z.object({ sha256: z.string(), caption: z.string() })),
	estimate: EstimateAnswer
}) satisfies z.ZodType<MergePrompt>;

export const MergeAnswer = z.object({
	variantId: z.string(),
	recipe: MergeRecipe,
	proof: MergeProof.nullable(),
	waiting: z.string().nullable().describe('Why there is no proof yet, as a sentence.')
}) satisfies z.ZodType<MergeView>;
