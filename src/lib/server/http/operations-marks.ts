import { z } from 'zod';
import { idSchema } from '#lib/domain/ids.ts';
import { ReviewerName } from '#lib/domain/reviewer.ts';
import { MarkChange, MAX_MARKED_AT_ONCE } from '#lib/domain/marks.ts';
import { BriefId, NOTHING } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { MarksAnswer, ReviewerList } from './schemas.ts';

/** What waited in a browser is stored under the name it was made under, whoever marks there by then. */
const ByWhom = z.object({
	reviewer: ReviewerName.optional().describe(
		'Who marks; whoever this browser is said to be, when left out.'
	)
});

export const markOperations = {
	putMarks: {
		id: 'putMarks',
		method: 'PUT',
		path: '/briefs/{id}/marks/{batch}',
		summary:
			'Mark variants by one act: flags, stars, labels. The sender names the act; sent once more it changes nothing.',
		params: z.object({ id: idSchema('brief'), batch: idSchema('batch') }),
		query: ByWhom,
		body: z.strictObject({ marks: z.array(MarkChange).min(1).max(MAX_MARKED_AT_ONCE) }),
		response: MarksAnswer,
		status: 200,
		errors: ['not_found', 'others_marks']
	},
	retractMarks: {
		id: 'retractMarks',
		method: 'DELETE',
		path: '/marks/{batch}',
		summary:
			'Take an act back: what was in force before it is in force again. Once more changes nothing.',
		params: z.object({ batch: idSchema('batch') }),
		query: ByWhom,
		body: null,
		response: MarksAnswer,
		status: 200,
		errors: ['not_found', 'others_marks']
	},
	listReviewers: {
		id: 'listReviewers',
		method: 'GET',
		path: '/briefs/{id}/reviewers',
		summary: 'Everybody who has marked variants of a brief, and how many each has picked.',
		params: BriefId,
		query: NOTHING,
		body: null,
		response: ReviewerList,
		status: 200,
		errors: ['not_found']
	}
} satisfies Record<string, Operation>;
