import { z } from 'zod';
import { idSchema, Sha256 } from '#lib/domain/ids.ts';
import { NOTHING } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { EndpointList, ProviderList } from './schemas.ts';

export const blobOperations = {
	getBlob: {
		id: 'getBlob',
		method: 'GET',
		path: '/blobs/{sha256}',
		summary:
			'A stored file by the hash of its bytes: pictures as such, everything else as plain text.',
		params: z.object({ sha256: Sha256 }),
		query: NOTHING,
		body: null,
		response: { mediaTypes: ['image/png', 'image/webp', 'text/plain'], description: 'The bytes.' },
		status: 200,
		errors: ['not_found', 'blob_corrupt']
	}
} satisfies Record<string, Operation>;

export const houseOperations = {
	describeApi: {
		id: 'describeApi',
		method: 'GET',
		path: '/openapi.json',
		summary: 'This description.',
		params: NOTHING,
		query: NOTHING,
		body: null,
		response: z.record(z.string(), z.unknown()),
		status: 200,
		errors: []
	},
	listProviders: {
		id: 'listProviders',
		method: 'GET',
		path: '/providers',
		summary:
			'Which providers could build variants now, and the line that would make the others ready.',
		params: NOTHING,
		query: z.object({
			brief: idSchema('brief')
				.optional()
				.describe('Only those that are this brief’s business, ready ones first.')
		}),
		body: null,
		response: ProviderList,
		status: 200,
		errors: []
	},
	listEndpoints: {
		id: 'listEndpoints',
		method: 'GET',
		path: '/endpoints',
		summary:
			'Endpoints that listen on the usual local ports of the machine Vitrine runs on, looked for now. ' +
			'None is used before a round names it as its base URL.',
		params: NOTHING,
		query: NOTHING,
		body: null,
		response: EndpointList,
		status: 200,
		errors: []
	}
} satisfies Record<string, Operation>;
