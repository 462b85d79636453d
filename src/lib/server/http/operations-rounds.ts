import { z } from 'zod';
import { NOTHING, RoundId } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { Retried, RoundAnswer } from './schemas.ts';

const Sequence = z
	.string()
	.regex(/^\d{1,9}$/, 'not the number of an event')
	.transform(Number);

export const roundOperations = {
	getRound: {
		id: 'getRound',
		method: 'GET',
		path: '/rounds/{id}',
		summary: 'One round.',
		params: RoundId,
		query: NOTHING,
		body: null,
		response: RoundAnswer,
		status: 200,
		errors: ['not_found']
	},
	cancelRound: {
		id: 'cancelRound',
		method: 'DELETE',
		path: '/rounds/{id}',
		summary:
			'Stop a round. What is built is kept, and what is written already is still photographed.',
		params: RoundId,
		query: NOTHING,
		body: null,
		response: RoundAnswer,
		status: 200,
		errors: ['not_found']
	},
	retryRound: {
		id: 'retryRound',
		method: 'POST',
		path: '/rounds/{id}/retry',
		summary: 'Try every failed, interrupted and cancelled variant of a round again.',
		params: RoundId,
		query: NOTHING,
		body: null,
		response: Retried,
		status: 200,
		errors: ['not_found', 'conflict']
	},
	watchRound: {
		id: 'watchRound',
		method: 'GET',
		path: '/rounds/{id}/events',
		summary: 'The events of a round as they happen.',
		params: RoundId,
		query: z.object({
			after: Sequence.optional().describe(
				'The last event known already. A Last-Event-ID header comes before it.'
			)
		}),
		body: null,
		response: {
			mediaTypes: ['text/event-stream'],
			description:
				'Server-sent events. Each has its sequence in the round as id, its type as event and a RoundEvent as data; ' +
				'`progress` has no id and tells how many characters are written. The stream ends when the round is over. ' +
				'204 when the round is over and everything was told, so that a browser does not ask again.'
		},
		status: 200,
		errors: ['not_found', 'invalid_input']
	}
} satisfies Record<string, Operation>;
