/** The answers about baskets and merges as zod schemas. */
import { z } from 'zod';
import { PartDraft, type PartView } from '#lib/domain/basket.ts';

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
