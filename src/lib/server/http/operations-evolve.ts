import { EvolveRequest } from '#lib/domain/evolve.ts';
import { BriefId, NOTHING, VariantId } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { EstimateAnswer, RoundAnswer } from './schemas.ts';
import { AnsweredAnswer, EvolveDraftAnswer, LineageAnswer } from './schemas-evolve.ts';

/** Prompts that were gone over hold documents. */
const MAX_EVOLVE_BYTES = 16 * 1024 * 1024;

const ERRORS = [
	'not_found',
	'count_out_of_range',
	'unknown_model',
	'provider_not_ready',
	'provider_unreachable'
] as const satisfies Operation['errors'];

export const evolveOperations = {
	startEvolution: {
		id: 'startEvolution',
		method: 'POST',
		path: '/briefs/{id}/evolutions',
		summary:
			'Begin a round whose variants go on from some that are there: from those that are named, else from what is picked, ranked or has four stars, with the open notes on them.',
		params: BriefId,
		query: NOTHING,
		body: EvolveRequest,
		maxBytes: MAX_EVOLVE_BYTES,
		response: RoundAnswer,
		status: 201,
		errors: [...ERRORS]
	},
	draftEvolution: {
		id: 'draftEvolution',
		method: 'POST',
		path: '/briefs/{id}/evolutions/draft',
		summary:
			'Every variant of such a round with its parents, its direction and its prompt. Stores nothing. Begun with the seed and the parents of a draft, the round is that; prompts that were gone over are sent along.',
		params: BriefId,
		query: NOTHING,
		body: EvolveRequest,
		response: EvolveDraftAnswer,
		status: 200,
		errors: [...ERRORS]
	},
	estimateEvolution: {
		id: 'estimateEvolution',
		method: 'POST',
		path: '/briefs/{id}/evolutions/estimate',
		summary: 'What such a round would take: tokens, cost and time. Begins and stores nothing.',
		params: BriefId,
		query: NOTHING,
		body: EvolveRequest,
		response: EstimateAnswer,
		status: 200,
		errors: [...ERRORS]
	},
	getAnswered: {
		id: 'getAnswered',
		method: 'GET',
		path: '/variants/{id}/answered',
		summary:
			'The notes of its parents that a variant was asked to answer, and whether what they are about is found in it, and changed.',
		params: VariantId,
		query: NOTHING,
		body: null,
		response: AnsweredAnswer,
		status: 200,
		errors: ['not_found']
	},
	getLineage: {
		id: 'getLineage',
		method: 'GET',
		path: '/briefs/{id}/lineage',
		summary:
			'Where every variant of a brief came from, and who steered each round up to the choice.',
		params: BriefId,
		query: NOTHING,
		body: null,
		response: LineageAnswer,
		status: 200,
		errors: ['not_found']
	}
} satisfies Record<string, Operation>;
