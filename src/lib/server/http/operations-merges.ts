import { z } from 'zod';
import { PartChange, PartDraft } from '#lib/domain/basket.ts';
import { idSchema } from '#lib/domain/ids.ts';
import { GraftRequest, ModelMergeRequest } from '#lib/domain/merge.ts';
import { BriefId, NOTHING, VariantId } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { RoundAnswer } from './schemas.ts';
import { BasketAnswer, MergeAnswer, MergePromptAnswer } from './schemas-merges.ts';

/** A prompt that was gone over holds documents. */
const MAX_MERGE_BYTES = 8 * 1024 * 1024;

const PartId = z.object({ id: idSchema('part') });

export const mergeOperations = {
	getBasket: {
		id: 'getBasket',
		method: 'GET',
		path: '/briefs/{id}/basket',
		summary: 'Parts of variants that were picked for a merge, oldest first.',
		params: BriefId,
		query: NOTHING,
		body: null,
		response: BasketAnswer,
		status: 200,
		errors: ['not_found']
	},
	putIntoBasket: {
		id: 'putIntoBasket',
		method: 'POST',
		path: '/briefs/{id}/basket',
		summary: 'Put a part into the basket. The sender names it; sent once more it changes nothing.',
		params: BriefId,
		query: NOTHING,
		body: PartDraft,
		response: BasketAnswer,
		status: 200,
		errors: ['not_found', 'conflict']
	},
	changePart: {
		id: 'changePart',
		method: 'PATCH',
		path: '/basket/{id}',
		summary: 'Say otherwise what is taken of a part, or what is remarked about it.',
		params: PartId,
		query: NOTHING,
		body: PartChange,
		response: BasketAnswer,
		status: 200,
		errors: ['not_found']
	},
	takeOutOfBasket: {
		id: 'takeOutOfBasket',
		method: 'DELETE',
		path: '/basket/{id}',
		summary: 'Take a part out. Once more changes nothing.',
		params: PartId,
		query: NOTHING,
		body: null,
		response: BasketAnswer,
		status: 200,
		errors: ['not_found']
	},
	startMerge: {
		id: 'startMerge',
		method: 'POST',
		path: '/briefs/{id}/merges',
		summary:
			'Merge parts of variants into another: without a model, as they are, or by models, which write it anew. What comes of it is in the round.',
		params: BriefId,
		query: NOTHING,
		body: z.union([GraftRequest, ModelMergeRequest]),
		maxBytes: MAX_MERGE_BYTES,
		response: RoundAnswer,
		status: 201,
		errors: [
			'not_found',
			'conflict',
			'merge_impossible',
			'unknown_model',
			'provider_not_ready',
			'provider_unreachable',
			'browser_missing',
			'browser_failed',
			'capture_timeout',
			'capture_crashed'
		]
	},
	draftMerge: {
		id: 'draftMerge',
		method: 'POST',
		path: '/briefs/{id}/merges/draft',
		summary:
			'The prompt of a merge by models, and what the merge would take. Stores and asks nothing. Gone over, its user text is sent along when the merge is begun.',
		params: BriefId,
		query: NOTHING,
		body: ModelMergeRequest,
		maxBytes: MAX_MERGE_BYTES,
		response: MergePromptAnswer,
		status: 200,
		errors: ['not_found', 'conflict', 'unknown_model', 'provider_not_ready', 'provider_unreachable']
	},
	getMerge: {
		id: 'getMerge',
		method: 'GET',
		path: '/merges/{id}',
		summary:
			'How a variant was put together out of others: its parts, the differences that can be left out, and whether each part and the rest of the base are as they were.',
		params: VariantId,
		query: NOTHING,
		body: null,
		response: MergeAnswer,
		status: 200,
		errors: ['not_found', 'blob_corrupt', 'comparison_failed']
	}
} satisfies Record<string, Operation>;
