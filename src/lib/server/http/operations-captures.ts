import { z } from 'zod';
import { idSchema } from '#lib/domain/ids.ts';
import { Recipe } from '#lib/domain/recipe.ts';
import { BriefId, NOTHING, VariantId } from './address-parts.ts';
import type { Operation } from './operation.ts';
import { CaptureRunAnswer, RecipeAnswer, StripList } from './schemas.ts';

export const captureOperations = {
	getRecipe: {
		id: 'getRecipe',
		method: 'GET',
		path: '/briefs/{id}/recipe',
		summary: 'What is photographed of each variant of a brief, and what that costs.',
		params: BriefId,
		query: NOTHING,
		body: null,
		response: RecipeAnswer,
		status: 200,
		errors: ['not_found']
	},
	saveRecipe: {
		id: 'saveRecipe',
		method: 'PUT',
		path: '/briefs/{id}/recipe',
		summary: 'Photograph something else from now on. Photographs that are there stay.',
		params: BriefId,
		query: NOTHING,
		body: z.strictObject({ recipe: Recipe }),
		response: RecipeAnswer,
		status: 200,
		errors: ['not_found']
	},
	resetRecipe: {
		id: 'resetRecipe',
		method: 'DELETE',
		path: '/briefs/{id}/recipe',
		summary: 'Back to what is photographed when nobody says otherwise.',
		params: BriefId,
		query: NOTHING,
		body: null,
		response: RecipeAnswer,
		status: 200,
		errors: ['not_found']
	},
	listStrips: {
		id: 'listStrips',
		method: 'GET',
		path: '/variants/{id}/strips',
		summary: 'How a variant moves: frames and animations of everything that was filmed.',
		params: VariantId,
		query: NOTHING,
		body: null,
		response: StripList,
		status: 200,
		errors: ['not_found']
	},
	photograph: {
		id: 'photograph',
		method: 'POST',
		path: '/briefs/{id}/captures',
		summary:
			'Take the photographs that are missing by the recipe, or all of them again. Their round is opened for it, and tells how far it is.',
		params: BriefId,
		query: NOTHING,
		body: z.strictObject({
			variantIds: z
				.array(idSchema('variant'))
				.min(1)
				.max(500)
				.optional()
				.describe('Some of the variants. All that are ready when left out.'),
			again: z.boolean().default(false).describe('Those that are there already too.'),
			film: z
				.boolean()
				.default(false)
				.describe('Film in place of photographs, whatever the recipe says.')
		}),
		response: CaptureRunAnswer,
		status: 200,
		errors: ['not_found', 'conflict', 'browser_missing']
	}
} satisfies Record<string, Operation>;
