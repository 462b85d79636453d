/** A merge as it is being laid out: the base, where each part goes, and who puts it together. Kept while one walks about the brief. */
import { SvelteMap } from 'svelte/reactivity';
import type { PartView } from '#lib/domain/basket.ts';
import type { Box } from '#lib/domain/capture-facts.ts';
import type { GraftChoices, MergeDraft, MergePrompt, Place } from '#lib/domain/merge.ts';
import type { PromptedName } from '#lib/domain/variant.ts';
import type { RoundView } from '#lib/domain/view.ts';
import { api, refusalOf } from './api.ts';
import type { BasketDesk } from './basket-desk.svelte.ts';
import type { BriefBoard } from './brief-board.svelte.ts';
import { namesIn } from './names-in.ts';
import { briefContext } from './brief-context.ts';

const USUAL_CHOICES: GraftChoices = { tokens: 'own', ground: true, width: 'own' };

/** A place, and what it is told from in words. */
export interface PutPlace extends Place {
	words: string;
	/** Where that is in the photograph of the base, in CSS pixels. */
	box: Box;
}

export class MergePlan {
	#board: BriefBoard;
	#basket: BasketDesk;
	#baseId = $state<string | null>(null);
	/** By the id of the part; of another base, other elements are meant. */
	#places = new SvelteMap<string, PutPlace>();
	#choices = new SvelteMap<string, GraftChoices>();
	#isBusy = $state(false);
	#problem = $state<string | null>(null);

	/** Who is asked where models merge: an endpoint or an agent that is ready. */
	provider = $state<PromptedName>('openai');
	/** Names with commas between; empty for the one in the settings. */
	models = $state('');
	instruction = $state('');
	keep = $state('');
	count = $state(1);
	/** As it was drafted; null until it is asked for. */
	draft = $state.raw<MergePrompt | null>(null);
	/** Its user text, as it was gone over. */
	prompt = $state('');

	/** What can be put together: parts of others than the base, whose variants are there. */
	readonly parts = $derived.by(() =>
		this.#basket.parts.filter(
			({ problem, variantId }) => problem === null && variantId !== this.baseId
		)
	);
	readonly base = $derived.by(() =>
		this.baseId === null ? null : (this.#board.byId.get(this.baseId) ?? null)
	);
	/** What is in the way of putting them together without a model, as a sentence; null when nothing is. */
	readonly hindrance = $derived.by(() => {
		if (!this.base) return 'Choose the variant that the parts go into.';
		const [first] = this.parts;
		if (!first) return 'Put parts of other variants into the basket first.';
		const asking = this.parts.find(
			({ elementId, take }) =>
				take !== 'look' && (elementId === null || (take !== 'element' && take !== 'motion'))
		);
		if (asking)
			return `What is taken of ${asking.number} needs a model. Without one, elements, looks and movements are put together.`;
		const unplaced = this.parts.find(({ id, take }) => take !== 'look' && !this.#places.has(id));
		return unplaced ? `Point at where the part of ${unplaced.number} goes.` : null;
	});

	constructor(board: BriefBoard, basket: BasketDesk) {
		this.#board = board;
		this.#basket = basket;
	}

	/** The one that was chosen, or else the first pick that is there, or the one that is focused. */
	get baseId(): string | null {
		if (this.#baseId !== null) return this.#baseId;
		const ready = this.#board.variants.filter(({ status }) => status === 'ready');
		const taken = new Set(this.#basket.parts.map(({ variantId }) => variantId));
		const free = ready.filter(({ id }) => !taken.has(id));
		const { focus } = this.#board;
		const pick = free.find(({ flag }) => flag === 'pick');
		return (pick ?? free.find(({ id }) => id === focus?.id) ?? free[0] ?? ready[0])?.id ?? null;
	}
	set baseId(id: string | null) {
		if (id === this.baseId) return;
		this.#baseId = id;
		this.#places.clear();
		this.draft = null;
	}
	get isBusy(): boolean {
		return this.#isBusy;
	}
	get problem(): string | null {
		return this.#problem;
	}

	placeOf(part: PartView): PutPlace | null {
		return this.#places.get(part.id) ?? null;
	}
	put(part: PartView, place: PutPlace): void {
		this.#baseId = this.baseId;
		this.#places.set(part.id, place);
		this.draft = null;
	}
	choicesOf(part: PartView): GraftChoices {
		return this.#choices.get(part.id) ?? USUAL_CHOICES;
	}
	choose(part: PartView, choices: Partial<GraftChoices>): void {
		this.#choices.set(part.id, { ...this.choicesOf(part), ...choices });
	}

	/** @returns the round that was begun; null when it went wrong */
	putTogether(): Promise<RoundView | null> {
		const request = this.#request('graft');
		return this.#attempt(() => api.startMerge(this.#board.brief.id, request));
	}

	askModels(): Promise<RoundView | null> {
		const request = this.#request('model');
		return this.#attempt(() => api.startMerge(this.#board.brief.id, request));
	}

	/** Asks what would be asked, to be gone over. */
	async look(): Promise<void> {
		const { prompt: _, ...request } = { prompt: '', ...this.#request('model') };
		const draft = await this.#attempt(() => api.draftMerge(this.#board.brief.id, request));
		if (!draft) return;
		this.draft = draft;
		this.prompt = draft.user;
	}

	#request(kind: 'graft' | 'model'): MergeDraft {
		const baseId = this.baseId ?? '';
		const parts = this.parts.map((part) => {
			const { variantId, elementId, take, remark, viewport, theme, state } = part;
			const put = this.placeOf(part);
			const place = put && { anchorId: put.anchorId, where: put.where };
			const choices = this.choicesOf(part);
			return { variantId, elementId, take, remark, viewport, theme, state, place, choices };
		});
		if (kind === 'graft') return { kind, baseId, parts };
		const isEdited = this.draft !== null && this.prompt !== this.draft.user;
		return {
			kind,
			baseId,
			parts,
			instruction: this.instruction,
			keep: this.keep,
			count: this.count,
			provider: this.provider,
			models: namesIn(this.models),
			...(isEdited ? { prompt: this.prompt } : {})
		};
	}

	async #attempt<T>(work: () => Promise<T>): Promise<T | null> {
		if (this.#isBusy) return null;
		this.#isBusy = true;
		this.#problem = null;
		try {
			return await work();
		} catch (error) {
			this.#problem = refusalOf(error);
			return null;
		} finally {
			this.#isBusy = false;
		}
	}
}

/** The merge that is being laid out for the brief whose page this is. */
export const [getMergePlan, setMergePlan] = briefContext<MergePlan>('merge plan');
