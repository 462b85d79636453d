import { z } from 'zod';
import { BriefContent } from '#lib/domain/brief.ts';
import { idSchema } from '#lib/domain/ids.ts';
import { DecisionRequest } from '#lib/domain/marks.ts';
import { RoundRequest } from '#lib/domain/round.ts';
import { MAX_IMPORT_BYTES } from '#lib/domain/import.ts';
import { BriefId, NOTHING } from './address-parts.ts';
import type { Operation } from './operation.ts';
import {
	BriefAnswer,
	BriefList,
	BriefReading,
	BriefViewAnswer,
	ChangesAnswer,
	DecisionAnswer,
	EstimateAnswer,
	ImportAnswer,
	RoundAnswer,
	TallyList,
	VariantList
} from './schemas.ts';

/** More than a round has; a longer list makes an address that servers refuse. */
const MAX_IDS = 200;

const BriefText = z.strictObject({
	source: z.string().describe('Markdown, with or without front matter, or plain text.'),
	name: z.string().max(300).nullable().optional().describe('The name of the file it comes from.')
});
const BriefFields = z.strictObject(BriefContent.shape);

const VariantIds = z
	.string()
	.transform((text) => text.split(',').filter((id) => id !== ''))
	.pipe(z.array(idSchema('variant')).max(MAX_IDS))
	.optional()
	.describe('Some of them, as ids with commas between. All when left out.');

const Condition = z.string().max(1000);
const Where = z
	.union([Condition, z.array(Condition).max(40)])
	.transform((given) => (typeof given === 'string' ? [given] : given))
	.optional()
	.describe(
		'Only those with a value in a dimension, such as `structure=board,table`: any of the values named. Given more than once, all have to hold; for one dimension twice, any of both.'
	);

const PastedHtml = z.strictObject({
	html: z.string().describe('One page.'),
	name: z.string().max(300).optional().describe('What to call the file it would be.')
});
const BroughtFiles = z.strictObject({
	files: z
		.array(z.file())
		.min(1)
		.describe(
			'A file name may be a path, such as `idea/img/a.png`: files of one folder belong together, and are put into the pages that ask for them.'
		)
});

export const briefOperations = {
	addBrief: {
		id: 'addBrief',
		method: 'POST',
		path: '/briefs',
		summary: 'Store a brief, as text or as fields. The same text again is the same brief.',
		params: NOTHING,
		query: NOTHING,
		body: z.union([BriefText, BriefFields]),
		tooLarge: 'brief_too_large',
		response: BriefAnswer,
		status: 201,
		errors: [
			'brief_empty',
			'brief_too_large',
			'brief_not_text',
			'brief_front_matter',
			'brief_sample_data',
			'brief_field'
		]
	},
	readBrief: {
		id: 'readBrief',
		method: 'POST',
		path: '/briefs/reading',
		summary: 'What would be read from a brief. Stores nothing.',
		params: NOTHING,
		query: NOTHING,
		body: BriefText,
		tooLarge: 'brief_too_large',
		response: BriefReading,
		status: 200,
		errors: [
			'brief_empty',
			'brief_too_large',
			'brief_not_text',
			'brief_front_matter',
			'brief_sample_data',
			'brief_field'
		]
	},
	listBriefs: {
		id: 'listBriefs',
		method: 'GET',
		path: '/briefs',
		summary: 'All briefs, newest first.',
		params: NOTHING,
		query: NOTHING,
		body: null,
		response: BriefList,
		status: 200,
		errors: []
	},
	getBrief: {
		id: 'getBrief',
		method: 'GET',
		path: '/briefs/{id}',
		summary: 'One brief with its rounds, variants, dimensions and decision.',
		params: BriefId,
		query: NOTHING,
		body: null,
		response: BriefViewAnswer,
		status: 200,
		errors: ['not_found']
	},
	briefChanges: {
		id: 'briefChanges',
		method: 'GET',
		path: '/briefs/{id}/changes',
		summary:
			'What has happened to a brief, in few words: for a page that is to follow what others do. Marks are those made after the step that is named.',
		params: BriefId,
		query: z.object({
			after: z.coerce
				.number()
				.int()
				.min(0)
				.default(0)
				.describe('`steps.marks` of the last answer; all marks when left out.')
		}),
		body: null,
		response: ChangesAnswer,
		status: 200,
		errors: ['not_found']
	},
	startRound: {
		id: 'startRound',
		method: 'POST',
		path: '/briefs/{id}/rounds',
		summary:
			'Begin a round: its variants are built and photographed while its events tell how far they are.',
		params: BriefId,
		query: NOTHING,
		body: z.strictObject(RoundRequest.shape),
		fieldCodes: { count: 'count_out_of_range' },
		response: RoundAnswer,
		status: 201,
		errors: [
			'not_found',
			'count_out_of_range',
			'unknown_model',
			'provider_not_ready',
			'provider_unreachable'
		]
	},
	estimateRound: {
		id: 'estimateRound',
		method: 'POST',
		path: '/briefs/{id}/estimate',
		summary: 'What a round would take: tokens, cost and time. Begins and stores nothing.',
		params: BriefId,
		query: NOTHING,
		body: z.strictObject(RoundRequest.shape),
		fieldCodes: { count: 'count_out_of_range' },
		response: EstimateAnswer,
		status: 200,
		errors: [
			'not_found',
			'count_out_of_range',
			'unknown_model',
			'provider_not_ready',
			'provider_unreachable'
		]
	},
	listTallies: {
		id: 'listTallies',
		method: 'GET',
		path: '/briefs/{id}/tallies',
		summary: 'What each model did for a brief. Told once there is a decision.',
		params: BriefId,
		query: NOTHING,
		body: null,
		response: TallyList,
		status: 200,
		errors: ['not_found', 'conflict']
	},
	listVariants: {
		id: 'listVariants',
		method: 'GET',
		path: '/briefs/{id}/variants',
		summary:
			'The variants of a brief, by number; some of them, or those at chosen places of the space.',
		params: BriefId,
		query: z.object({ ids: VariantIds, where: Where }),
		body: null,
		response: VariantList,
		status: 200,
		errors: ['not_found', 'invalid_input']
	},
	importVariants: {
		id: 'importVariants',
		method: 'POST',
		path: '/briefs/{id}/variants',
		summary:
			'Bring variants in: HTML files, folders, zips and screenshots as files, or one page as text. Files that cannot be read are told beside those that came in.',
		params: BriefId,
		query: NOTHING,
		body: PastedHtml,
		files: BroughtFiles,
		maxBytes: MAX_IMPORT_BYTES,
		tooLarge: 'import_too_large',
		response: ImportAnswer,
		status: 201,
		errors: ['not_found', 'import_unreadable', 'import_unsafe', 'import_too_large']
	},
	decide: {
		id: 'decide',
		method: 'POST',
		path: '/briefs/{id}/decision',
		summary:
			'Choose a variant, and say why. A later decision takes the place of an earlier one, which is kept.',
		params: BriefId,
		query: NOTHING,
		body: z.strictObject(DecisionRequest.shape),
		response: DecisionAnswer,
		status: 201,
		errors: ['not_found']
	}
} satisfies Record<string, Operation>;
