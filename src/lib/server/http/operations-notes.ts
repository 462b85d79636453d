import { z } from 'zod';
import { StateName } from '#lib/domain/brief.ts';
import { THEMES, VIEWPORT_NAMES } from '#lib/domain/capture.ts';
import { idSchema } from '#lib/domain/ids.ts';
import { NewNote, NoteEdit, NoteFilter, ReplyDraft, ResolutionDraft } from '#lib/domain/note.ts';
import { BriefId, NoteId, NOTHING, VariantId } from './address-parts.ts';
import type { Operation } from './operation.ts';
import {
	NoteAnchorAnswer,
	NoteAnswer,
	NoteList,
	NoteRemoved,
	PageMapAnswer
} from './schemas-notes.ts';

export const noteOperations = {
	addNote: {
		id: 'addNote',
		method: 'POST',
		path: '/variants/{id}/notes',
		summary:
			'Pin a note on an element, a region, strokes, or the whole of a variant. The sender names it; sent once more it changes nothing.',
		params: VariantId,
		query: NOTHING,
		body: NewNote,
		response: NoteAnswer,
		status: 201,
		errors: ['not_found', 'conflict', 'blob_corrupt']
	},
	listVariantNotes: {
		id: 'listVariantNotes',
		method: 'GET',
		path: '/variants/{id}/notes',
		summary: 'The notes of a variant, in the order in which they were pinned.',
		params: VariantId,
		query: NOTHING,
		body: null,
		response: NoteList,
		status: 200,
		errors: ['not_found']
	},
	getPageMap: {
		id: 'getPageMap',
		method: 'GET',
		path: '/variants/{id}/map',
		summary:
			'Which element of a variant is where in one look: what a point of its photograph means.',
		params: VariantId,
		query: z.object({
			viewport: z.enum(VIEWPORT_NAMES).default('desktop'),
			theme: z.enum(THEMES).default('light'),
			state: StateName.optional().describe('As the document opens by itself when left out.')
		}),
		body: null,
		response: PageMapAnswer,
		status: 200,
		errors: [
			'not_found',
			'invalid_input',
			'capture_timeout',
			'capture_crashed',
			'browser_missing',
			'browser_failed'
		]
	},
	listBriefNotes: {
		id: 'listBriefNotes',
		method: 'GET',
		path: '/briefs/{id}/notes',
		summary:
			'The notes of a brief by the number of their variant; all, or those that are asked for.',
		params: BriefId,
		query: NoteFilter,
		body: null,
		response: NoteList,
		status: 200,
		errors: ['not_found', 'invalid_input']
	},
	exportNotes: {
		id: 'exportNotes',
		method: 'GET',
		path: '/briefs/{id}/notes.jsonld',
		summary: 'The notes of a brief as a collection of W3C web annotations.',
		params: BriefId,
		query: NOTHING,
		body: null,
		response: {
			mediaTypes: ['application/ld+json'],
			description: 'An AnnotationCollection with one page that holds every note.'
		},
		status: 200,
		errors: ['not_found']
	},
	editNote: {
		id: 'editNote',
		method: 'PATCH',
		path: '/notes/{id}',
		summary: 'Change the text, intent or criterion of a note. What it was stays in its log.',
		params: NoteId,
		query: NOTHING,
		body: NoteEdit,
		response: NoteAnswer,
		status: 200,
		errors: ['not_found', 'conflict']
	},
	removeNote: {
		id: 'removeNote',
		method: 'DELETE',
		path: '/notes/{id}',
		summary: 'Take a note away. It stays in the log; once more changes nothing.',
		params: NoteId,
		query: NOTHING,
		body: null,
		response: NoteRemoved,
		status: 200,
		errors: ['not_found']
	},
	replyToNote: {
		id: 'replyToNote',
		method: 'POST',
		path: '/notes/{id}/replies',
		summary: 'Answer a note.',
		params: NoteId,
		query: NOTHING,
		body: ReplyDraft,
		response: NoteAnswer,
		status: 201,
		errors: ['not_found', 'conflict']
	},
	resolveNote: {
		id: 'resolveNote',
		method: 'PUT',
		path: '/notes/{id}/resolution',
		summary: 'Say that a note is done with, or open again.',
		params: NoteId,
		query: NOTHING,
		body: ResolutionDraft,
		response: NoteAnswer,
		status: 200,
		errors: ['not_found', 'conflict']
	},
	getAnchoring: {
		id: 'getAnchoring',
		method: 'GET',
		path: '/notes/{id}/anchoring',
		summary:
			'Where what a note is about is in a variant, such as one that was made from it: found, drifted or orphaned, and whether it is changed.',
		params: NoteId,
		query: z.object({
			variant: idSchema('variant').describe('The variant in which it is looked for.')
		}),
		body: null,
		response: NoteAnchorAnswer,
		status: 200,
		errors: [
			'not_found',
			'invalid_input',
			'capture_timeout',
			'capture_crashed',
			'browser_missing',
			'browser_failed'
		]
	}
} satisfies Record<string, Operation>;
