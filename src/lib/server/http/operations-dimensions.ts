import { z } from 'zod';
import { DimensionSpace } from '#lib/domain/direction.ts';
import { RoundRequest } from '#lib/domain/round.ts';
import { BriefId, NOTHING } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { DimensionList, DrawnAnswer, ProposalAnswer } from './schemas.ts';

export const dimensionOperations = {
	getDimensions: {
		id: 'getDimensions',
		method: 'GET',
		path: '/briefs/{id}/dimensions',
		summary: 'The space the next round of a brief is drawn from.',
		params: BriefId,
		query: NOTHING,
		body: null,
		response: DimensionList,
		status: 200,
		errors: ['not_found']
	},
	saveDimensions: {
		id: 'saveDimensions',
		method: 'PUT',
		path: '/briefs/{id}/dimensions',
		summary:
			'Take another space in place of the whole one. Rounds drawn before keep their meaning.',
		params: BriefId,
		query: NOTHING,
		body: z.strictObject({ dimensions: DimensionSpace }),
		fieldCodes: { dimensions: 'dimensions_invalid' },
		response: DimensionList,
		status: 200,
		errors: ['not_found', 'dimensions_invalid']
	},
	resetDimensions: {
		id: 'resetDimensions',
		method: 'DELETE',
		path: '/briefs/{id}/dimensions',
		summary: 'Back to the standing dimensions.',
		params: BriefId,
		query: NOTHING,
		body: null,
		response: DimensionList,
		status: 200,
		errors: ['not_found']
	},
	proposeDimensions: {
		id: 'proposeDimensions',
		method: 'POST',
		path: '/briefs/{id}/dimensions/proposal',
		summary:
			'Ask a model for dimensions that matter for this brief. They join the space; closing the connection cancels.',
		params: BriefId,
		query: NOTHING,
		body: z.strictObject({
			provider: RoundRequest.shape.provider,
			model: z.string().trim().min(1).max(200).optional(),
			baseUrl: RoundRequest.shape.baseUrl
		}),
		response: ProposalAnswer,
		status: 200,
		errors: [
			'not_found',
			'unknown_model',
			'provider_not_ready',
			'provider_key',
			'provider_unreachable',
			'provider_rate_limited',
			'provider_no_credit',
			'provider_failed',
			'provider_idle',
			'reply_too_large',
			'reply_empty',
			'reply_refused',
			'reply_no_dimensions',
			'cancelled'
		]
	},
	drawDirections: {
		id: 'drawDirections',
		method: 'POST',
		path: '/briefs/{id}/directions',
		summary:
			'The directions of a round, to be looked at first. Stores nothing; a round begun with the seed they come with has the same.',
		params: BriefId,
		query: NOTHING,
		body: z.strictObject(RoundRequest.shape),
		fieldCodes: { count: 'count_out_of_range' },
		response: DrawnAnswer,
		status: 200,
		errors: [
			'not_found',
			'count_out_of_range',
			'unknown_model',
			'provider_not_ready',
			'provider_unreachable'
		]
	}
} satisfies Record<string, Operation>;
