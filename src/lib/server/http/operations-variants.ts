import { z } from 'zod';
import { NOTHING, VariantId } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { EXPORT_FORMATS } from '../export-service.ts';
import { CaptureList, FlagAnswer, FlagName, OriginAnswer, VariantAnswer } from './schemas.ts';

export const variantOperations = {
	getVariant: {
		id: 'getVariant',
		method: 'GET',
		path: '/variants/{id}',
		summary: 'One variant. Who made it is told once its brief has a decision.',
		params: VariantId,
		query: NOTHING,
		body: null,
		response: VariantAnswer,
		status: 200,
		errors: ['not_found']
	},
	getHtml: {
		id: 'getHtml',
		method: 'GET',
		path: '/variants/{id}/html',
		summary:
			'The document of a variant, always as an attachment: it is untrusted and never runs on this origin.',
		params: VariantId,
		query: z.object({
			download: z.string().optional().describe('Names the saved file after the brief.')
		}),
		body: null,
		response: { mediaTypes: ['text/html'], description: 'One HTML document.' },
		status: 200,
		errors: ['not_found']
	},
	getReply: {
		id: 'getReply',
		method: 'GET',
		path: '/variants/{id}/reply',
		summary: 'The reply a variant was made from, exactly as received.',
		params: VariantId,
		query: NOTHING,
		body: null,
		response: {
			mediaTypes: ['text/plain', 'application/octet-stream'],
			description: 'The reply, or the file that was brought in.'
		},
		status: 200,
		errors: ['not_found']
	},
	getOrigin: {
		id: 'getOrigin',
		method: 'GET',
		path: '/variants/{id}/origin',
		summary:
			'How a variant came to be: its prompt, every reply as received, and what was done to get to the document.',
		params: VariantId,
		query: NOTHING,
		body: null,
		response: OriginAnswer,
		status: 200,
		errors: ['not_found']
	},
	repairDocument: {
		id: 'repairDocument',
		method: 'PUT',
		path: '/variants/{id}/document',
		summary:
			'Give a failed variant a document that a person made of its reply. The reply stays as it was received.',
		params: VariantId,
		query: NOTHING,
		body: z.strictObject({ html: z.string() }),
		response: VariantAnswer,
		status: 200,
		errors: ['not_found', 'conflict']
	},
	listCaptures: {
		id: 'listCaptures',
		method: 'GET',
		path: '/variants/{id}/captures',
		summary: 'The photographs of a variant, taken and failed.',
		params: VariantId,
		query: NOTHING,
		body: null,
		response: CaptureList,
		status: 200,
		errors: ['not_found']
	},
	retryVariant: {
		id: 'retryVariant',
		method: 'POST',
		path: '/variants/{id}/retry',
		summary: 'Try a failed, interrupted or cancelled variant again.',
		params: VariantId,
		query: NOTHING,
		body: null,
		response: VariantAnswer,
		status: 200,
		errors: ['not_found', 'conflict']
	},
	flagVariant: {
		id: 'flagVariant',
		method: 'PUT',
		path: '/variants/{id}/flag',
		summary: 'Flag one variant. The batch is what takes it back.',
		params: VariantId,
		query: NOTHING,
		body: z.strictObject({ flag: FlagName }),
		response: FlagAnswer,
		status: 200,
		errors: ['not_found']
	},
	exportVariant: {
		id: 'exportVariant',
		method: 'POST',
		path: '/variants/{id}/exports',
		summary:
			'Take a variant away: the document alone, or a zip with everything that is known of it.',
		params: VariantId,
		query: NOTHING,
		body: z.strictObject({ format: z.enum(EXPORT_FORMATS) }),
		takesForm: true,
		response: {
			mediaTypes: ['text/html', 'application/zip'],
			description: 'The file, as an attachment.'
		},
		status: 200,
		errors: ['not_found', 'blob_corrupt']
	}
} satisfies Record<string, Operation>;
