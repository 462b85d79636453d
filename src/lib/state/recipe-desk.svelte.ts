/** What is photographed of a brief's variants, as it is being changed. */
import type { Recipe } from '#lib/domain/recipe.ts';
import type { RecipeView } from '#lib/domain/view.ts';
import { api, refusalOf } from './api.ts';

export class RecipeDesk {
	readonly #briefId: string;
	#view = $state.raw<RecipeView | null>(null);
	#problem = $state<string | null>(null);
	/** Changes are stored one after the other: the answer to the last one is what holds. */
	#last: Promise<void> = Promise.resolve();

	constructor(briefId: string) {
		this.#briefId = briefId;
	}

	/** Null until it is known. */
	get view(): RecipeView | null {
		return this.#view;
	}
	get problem(): string | null {
		return this.#problem;
	}

	load(): Promise<void> {
		return this.#take(() => api.recipe(this.#briefId));
	}

	/** Shown at once, stored behind it. */
	change(values: Partial<Recipe>): Promise<void> {
		if (!this.#view) return Promise.resolve();
		const recipe = { ...this.#view.recipe, ...values };
		this.#view = { ...this.#view, recipe, isDefault: false };
		return this.#take(() => api.saveRecipe(this.#briefId, recipe));
	}

	reset(): Promise<void> {
		return this.#take(() => api.resetRecipe(this.#briefId));
	}

	#take(ask: () => Promise<RecipeView>): Promise<void> {
		this.#last = this.#last.then(async () => {
			try {
				this.#view = await ask();
				this.#problem = null;
			} catch (error) {
				this.#problem = refusalOf(error);
			}
		});
		return this.#last;
	}
}
