import { z } from 'zod';
import { idSchema } from '#lib/domain/ids.ts';
import { MarkChange, MAX_MARKED_AT_ONCE } from '#lib/domain/marks.ts';
import { NOTHING } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { MarksAnswer } from './schemas.ts';

export const markOperations = {
	putMarks: {
		id: 'putMarks',
		method: 'PUT',
		path: '/briefs/{id}/marks/{batch}',
		summary:
			'Mark variants by one act: flags, stars, labels. The sender names the act; sent once more it changes nothing.',
		params: z.object({ id: idSchema('brief'), batch: idSchema('batch') }),
		query: NOTHING,
		body: z.strictObject({ marks: z.array(MarkChange).min(1).max(MAX_MARKED_AT_ONCE) }),
		response: MarksAnswer,
		status: 200,
		errors: ['not_found']
	},
	retractMarks: {
		id: 'retractMarks',
		method: 'DELETE',
		path: '/marks/{batch}',
		summary:
			'Take an act back: what was in force before it is in force again. Once more changes nothing.',
		params: z.object({ batch: idSchema('batch') }),
		query: NOTHING,
		body: null,
		response: MarksAnswer,
		status: 200,
		errors: ['not_found']
	}
} satisfies Record<string, Operation>;
