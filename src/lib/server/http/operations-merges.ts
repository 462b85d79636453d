import { z } from 'zod';
import { PartChange, PartDraft } from '#lib/domain/basket.ts';
import { idSchema } from '#lib/domain/ids.ts';
import { GraftRequest, ModelMergeRequest } from '#lib/domain/merge.ts';
import { BriefId, NOTHING } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { RoundAnswer } from './schemas.ts';
import { BasketAnswer } from './schemas-merges.ts';

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
		maxBytes: 4 * 1024 * 1024,
		response: RoundAnswer,
		status: 201,
		errors: [
			'not_found',
			'conflict',
			'merge_impossible',
			'unknown_model',
			'provider_not_ready',
			'browser_missing',
			'browser_failed',
			'capture_timeout',
			'capture_crashed'
		]
	}
} satisfies Record<string, Operation>;
