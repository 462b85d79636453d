import { describe, expect, it } from 'vitest';
import { shotKey, type Theme, type ViewportName } from './capture.ts';
import { takeKey } from './motion.ts';
import { defaultRecipe, Recipe, recipeCost, recipeOf, shotsOf, takesOf } from './recipe.ts';

const BRIEF: { viewports: ViewportName[]; themes: Theme[]; states: string[] } = {
	viewports: ['desktop', 'tablet', 'phone'],
	themes: ['light'],
	states: ['asked', 'empty', 'asked']
};

describe('a recipe', () => {
	it('by default is every viewport, the other theme once, each state once', () => {
		expect(shotsOf({ ...defaultRecipe(BRIEF), poses: true }, BRIEF).map(shotKey)).toEqual([
			'desktop-light',
			'tablet-light',
			'phone-light',
			'desktop-dark',
			'desktop-light-asked',
			'desktop-light-empty',
			'desktop-light:hover',
			'desktop-light:focus'
		]);
	});

	it("keeps to the brief's first viewport and first theme", () => {
		const brief = { ...BRIEF, viewports: ['phone' as const], themes: ['dark' as const] };
		const recipe = { ...defaultRecipe(brief), poses: false };
		expect(shotsOf(recipe, brief).map(shotKey)).toEqual([
			'phone-dark',
			'phone-light',
			'phone-dark-asked',
			'phone-dark-empty'
		]);
	});

	it.each<[change: Partial<Recipe>, photographs: number]>([
		[{}, 6],
		[{ otherThemes: 'every' }, 8],
		[{ states: [] }, 4],
		[{ states: ['desktop', 'phone'] }, 8],
		[{ poses: true }, 8],
		[{ viewports: ['phone'], themes: ['light'], states: [] }, 1]
	])('with %o takes %i photographs', (change, photographs) => {
		const recipe = { ...defaultRecipe(BRIEF), poses: false, ...change };
		expect(recipeCost(recipe, BRIEF, 100)).toEqual({
			photographs,
			frames: 0,
			ms: photographs * 100
		});
	});

	it('counts frames as photographs only where every variant is filmed', () => {
		const recipe = { ...defaultRecipe(BRIEF), poses: false };
		// Load, hover, focus, press and two states, each as it is and with reduced motion, six frames each.
		expect(recipeCost({ ...recipe, motion: 'all' }, BRIEF, 10)).toEqual({
			photographs: 6,
			frames: 72,
			ms: 780
		});
		expect(recipeCost({ ...recipe, motion: 'picks' }, BRIEF, 10).ms).toBe(60);
		expect(recipeCost(recipe, BRIEF, null).ms).toBeNull();
	});

	it("films each trigger in the brief's main look, as it is and reduced", () => {
		expect(
			takesOf(defaultRecipe(BRIEF), { states: ['asked'] })
				.map(takeKey)
				.slice(-3)
		).toEqual([
			'desktop-light-press (reduced)',
			'desktop-light-state:asked',
			'desktop-light-state:asked (reduced)'
		]);
	});

	it('of the brief goes before the default, and is read with its defaults', () => {
		const own = Recipe.parse({
			viewports: ['phone'],
			themes: ['dark'],
			states: [],
			poses: false,
			motion: 'none'
		});
		expect(own.otherThemes).toBe('main');
		expect(recipeOf({ ...BRIEF, recipe: own })).toEqual(own);
		expect(recipeOf({ ...BRIEF, recipe: null })).toEqual(defaultRecipe(BRIEF));
		expect(Recipe.safeParse({ ...own, viewports: [] }).success).toBe(false);
	});
});
