import { z } from 'zod';
import { idSchema } from '#lib/domain/ids.ts';
import { BriefId, CaptureId } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { DifferenceAnswer, LikenessAnswer } from './schemas-comparison.ts';

const MAX_REVIEWER = 64;

export const comparisonOperations = {
	getDifference: {
		id: 'getDifference',
		method: 'GET',
		path: '/captures/{id}/difference',
		summary:
			'How another photograph differs from this one, after rows that were put in or taken out are set aside. ' +
			'One that failed cannot be compared.',
		params: CaptureId,
		query: z.object({ with: idSchema('capture').describe('The other photograph.') }),
		body: null,
		response: DifferenceAnswer,
		status: 200,
		errors: ['not_found', 'invalid_input', 'conflict', 'blob_corrupt', 'comparison_failed']
	},
	getLikeness: {
		id: 'getLikeness',
		method: 'GET',
		path: '/briefs/{id}/likeness',
		summary:
			'Which variants of a brief look alike at rest on its first viewport: groups of near-duplicates, a few rooms, a map of all, ' +
			'and an order in which different ones come first.',
		params: BriefId,
		query: z.object({
			reviewer: z
				.string()
				.max(MAX_REVIEWER)
				.optional()
				.describe(
					'Whoever looks, by any name: no two of them begin with the same variant but by chance.'
				)
		}),
		body: null,
		response: LikenessAnswer,
		status: 200,
		errors: ['not_found', 'comparison_failed']
	}
} satisfies Record<string, Operation>;
