import { z } from 'zod';
import { idSchema } from '#lib/domain/ids.ts';
import {
	CRITERIA,
	MAX_REASON_CHARS,
	NewComparison,
	NewReviewer,
	SessionSettings
} from '#lib/domain/session.ts';
import { NOTHING } from './address-parts.ts';
import type { Operation } from './operation.ts';
import {
	RankingAnswer,
	ReviewerAnswer,
	SessionAnswer,
	SessionExport,
	SessionList,
	SittingAnswer
} from './schemas-sessions.ts';

const SESSION = z.object({ id: idSchema('session') });
const COMPARISON = z.object({ id: idSchema('comparison') });
const REVIEWER = z.object({ id: idSchema('reviewer') });

export const sessionOperations = {
	addSession: {
		id: 'addSession',
		method: 'POST',
		path: '/briefs/{id}/sessions',
		summary:
			'Make a ranking session. What is left out is as usual: all variants, in pairs, for the best three.',
		params: z.object({ id: idSchema('brief') }),
		query: NOTHING,
		body: SessionSettings,
		response: SessionAnswer,
		status: 201,
		errors: ['not_found']
	},
	listSessions: {
		id: 'listSessions',
		method: 'GET',
		path: '/briefs/{id}/sessions',
		summary: 'The ranking sessions of a brief, newest first.',
		params: z.object({ id: idSchema('brief') }),
		query: NOTHING,
		body: null,
		response: SessionList,
		status: 200,
		errors: ['not_found']
	},
	getSession: {
		id: 'getSession',
		method: 'GET',
		path: '/sessions/{id}',
		summary: 'A ranking session and who sits in it.',
		params: SESSION,
		query: NOTHING,
		body: null,
		response: SessionAnswer,
		status: 200,
		errors: ['not_found']
	},
	closeSession: {
		id: 'closeSession',
		method: 'POST',
		path: '/sessions/{id}/close',
		summary: 'Take no more answers.',
		params: SESSION,
		query: NOTHING,
		body: null,
		response: SessionAnswer,
		status: 200,
		errors: ['not_found']
	},
	revealSession: {
		id: 'revealSession',
		method: 'POST',
		path: '/sessions/{id}/reveal',
		summary:
			'Have it told who made what. It is written down, and ends the sitting of the reviewer who asks.',
		params: SESSION,
		query: NOTHING,
		body: z.strictObject({ reviewerId: idSchema('reviewer').nullable().default(null) }),
		response: SessionAnswer,
		status: 200,
		errors: ['not_found', 'reviewer_withdrawn']
	},
	addReviewer: {
		id: 'addReviewer',
		method: 'POST',
		path: '/sessions/{id}/reviewers',
		summary: 'Join a session.',
		params: SESSION,
		query: NOTHING,
		body: NewReviewer,
		response: ReviewerAnswer,
		status: 201,
		errors: ['not_found', 'session_closed']
	},
	finishSitting: {
		id: 'finishSitting',
		method: 'POST',
		path: '/reviewers/{id}/finish',
		summary: 'End a sitting, for good. From then on its reviewer may see the standing.',
		params: REVIEWER,
		query: NOTHING,
		body: null,
		response: ReviewerAnswer,
		status: 200,
		errors: ['not_found', 'reviewer_withdrawn']
	},
	withdrawReviewer: {
		id: 'withdrawReviewer',
		method: 'PUT',
		path: '/reviewers/{id}/withdrawal',
		summary: 'Take all answers of one reviewer out of the standing, exactly, or back in.',
		params: REVIEWER,
		query: NOTHING,
		body: z.strictObject({ withdrawn: z.boolean() }),
		response: ReviewerAnswer,
		status: 200,
		errors: ['not_found']
	},
	nextQuestions: {
		id: 'nextQuestions',
		method: 'GET',
		path: '/sessions/{id}/next',
		summary: 'What a reviewer is asked next, three questions ahead, and where they are.',
		params: SESSION,
		query: z.object({ reviewer: idSchema('reviewer') }),
		body: null,
		response: SittingAnswer,
		status: 200,
		errors: ['not_found', 'reviewer_withdrawn']
	},
	addComparison: {
		id: 'addComparison',
		method: 'POST',
		path: '/sessions/{id}/comparisons',
		summary:
			'Answer: left, right, tie, neither or skip, or an order of up to four. The sender makes the id; sent once more it changes nothing.',
		params: SESSION,
		query: NOTHING,
		body: NewComparison,
		response: SittingAnswer,
		status: 201,
		errors: ['not_found', 'reviewer_withdrawn', 'session_closed', 'sitting_finished', 'conflict']
	},
	retractComparison: {
		id: 'retractComparison',
		method: 'DELETE',
		path: '/comparisons/{id}',
		summary: 'Take an answer back, exactly; its question is the next again.',
		params: COMPARISON,
		query: NOTHING,
		body: null,
		response: SittingAnswer,
		status: 200,
		errors: ['not_found', 'reviewer_withdrawn', 'session_closed', 'sitting_finished']
	},
	explainComparison: {
		id: 'explainComparison',
		method: 'PUT',
		path: '/comparisons/{id}/reason',
		summary: 'Say why, in a word.',
		params: COMPARISON,
		query: NOTHING,
		body: z.strictObject({ reason: z.string().trim().max(MAX_REASON_CHARS) }),
		response: SittingAnswer,
		status: 200,
		errors: ['not_found', 'reviewer_withdrawn', 'session_closed', 'sitting_finished']
	},
	getRanking: {
		id: 'getRanking',
		method: 'GET',
		path: '/sessions/{id}/ranking',
		summary:
			'The standing by one criterion, with how sure it is. To a reviewer of the session it is told once they have finished.',
		params: SESSION,
		query: z.object({
			criterion: z.enum(CRITERIA).optional().describe('The session’s first when left out.'),
			reviewer: idSchema('reviewer').optional().describe('Who looks, if they sit in it.')
		}),
		body: null,
		response: RankingAnswer,
		status: 200,
		errors: [
			'not_found',
			'invalid_input',
			'sitting_unfinished',
			'reviewer_withdrawn',
			'comparison_failed'
		]
	},
	exportSession: {
		id: 'exportSession',
		method: 'GET',
		path: '/sessions/{id}/export',
		summary: 'Everything a session says, with every answer that counts, as a file.',
		params: SESSION,
		query: NOTHING,
		body: null,
		response: SessionExport,
		status: 200,
		errors: ['not_found', 'comparison_failed']
	},
	exportStanding: {
		id: 'exportStanding',
		method: 'GET',
		path: '/sessions/{id}/export.csv',
		summary: 'The standing as a table: a line for each variant and criterion.',
		params: SESSION,
		query: NOTHING,
		body: null,
		response: {
			mediaTypes: ['text/csv'],
			description: 'A header line, then criterion, rank and variant, best first. UTF-8.'
		},
		status: 200,
		errors: ['not_found', 'comparison_failed']
	}
} satisfies Record<string, Operation>;
