/** An evolve round that is being thought out: from which variants, what of each stays and changes, how far, and by which prompts. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import {
	DEFAULT_PER_PARENT,
	MAX_CROSSED,
	MAX_PER_PARENT,
	type EvolveDraft,
	type EvolveRequest,
	type EvolveStart
} from '#lib/domain/evolve.ts';
import { MAX_COUNT, type Range } from '#lib/domain/round.ts';
import { isPrompted } from '#lib/domain/variant.ts';
import type { RoundEstimate, VariantView } from '#lib/domain/view.ts';
import { api, refusalOf } from './api.ts';
import { Estimating } from './estimating.svelte.ts';
import type { RoundPlan } from './round-plan.svelte.ts';

/** A variant that is gone on from, with what a person says of it. */
export class PlannedParent {
	readonly variantId: string;
	keep = $state('');
	change = $state('');
	/** Ids of the notes that are to be answered. */
	readonly notes: SvelteSet<string>;

	constructor(variantId: string, notes: readonly string[]) {
		this.variantId = variantId;
		this.notes = new SvelteSet(notes);
	}
}

export interface EvolveSources {
	briefId: string;
	/** Who builds, and the budget. */
	round: RoundPlan;
	start: EvolveStart;
	/** Ids of those that an address names; null when it names none. */
	named: readonly string[] | null;
	/** Variants that can be gone on from. */
	ready: () => readonly VariantView[];
}

export class EvolvePlan {
	range = $state<Range>('refine');
	perParent = $state<number | null>(DEFAULT_PER_PARENT);
	isCrossed = $state(false);
	readonly parts = new SvelteSet<string>();
	#sources = $state.raw<EvolveSources>() as EvolveSources;
	#parents = $state.raw<PlannedParent[]>([]);
	#draft = $state.raw<EvolveDraft | null>(null);
	/** What the draft was asked for with: it stands as long as nothing has changed. */
	#draftedFor = $state('');
	#edits = new SvelteMap<number, string>();
	#estimating = new Estimating();
	#problem = $state<string | null>(null);
	#isDrafting = $state(false);

	readonly canCross = $derived(this.#parents.length > 1 && this.#parents.length <= MAX_CROSSED);
	readonly families = $derived(this.isCrossed && this.canCross ? 1 : this.#parents.length);
	/** How many variants it comes to; null while that is no number a round can have. */
	readonly count = $derived.by(() => {
		const { perParent, families } = this;
		const isFine =
			perParent !== null &&
			Number.isInteger(perParent) &&
			perParent >= 1 &&
			perParent <= MAX_PER_PARENT &&
			families > 0 &&
			families * perParent <= MAX_COUNT;
		return isFine ? families * perParent : null;
	});
	/** The most of each that fits into one round. */
	readonly most = $derived(
		Math.min(MAX_PER_PARENT, Math.floor(MAX_COUNT / Math.max(1, this.families)))
	);
	readonly builder = $derived(
		this.#sources.round.builder && isPrompted(this.#sources.round.builder)
			? this.#sources.round.builder
			: null
	);
	/** What would be asked of the server; null while something is missing. */
	readonly request = $derived.by((): EvolveRequest | null => {
		const { builder, count, perParent } = this;
		const { round } = this.#sources;
		if (!builder?.isReady || count === null || perParent === null || !round.isBudgetFine)
			return null;
		return {
			parents: this.#parents.map(({ variantId, keep, change, notes }) => ({
				variantId,
				keep,
				change,
				notes: [...notes]
			})),
			parts: [...this.parts],
			range: this.range,
			perParent,
			cross: this.isCrossed && this.canCross,
			...round.build
		};
	});
	readonly draft = $derived(this.#draftedFor === JSON.stringify(this.request) ? this.#draft : null);

	constructor(sources: EvolveSources) {
		this.#sources = sources;
		const { named, start, round } = sources;
		const ids = named ?? start.parents.map(({ variantId }) => variantId);
		this.#parents = ids.map((id) => new PlannedParent(id, this.notesOn(id)));
		for (const { id } of start.parts) this.parts.add(id);
		if (this.builder === null)
			round.builderKey =
				round.builders.find((builder) => builder.isReady && isPrompted(builder))?.key ?? null;
	}

	get parents(): readonly PlannedParent[] {
		return this.#parents;
	}
	/** What could be gone on from besides. */
	get others(): VariantView[] {
		const taken = new Set(this.#parents.map(({ variantId }) => variantId));
		return this.#sources.ready().filter(({ id }) => !taken.has(id));
	}
	get estimate(): RoundEstimate | null {
		return this.#estimating.current;
	}
	/** Why the last thing that was asked for did not come. */
	get problem(): string | null {
		return this.#problem;
	}
	get isDrafting(): boolean {
		return this.#isDrafting;
	}
	/** How many prompts of the draft were gone over. */
	get edited(): number {
		return this.draft === null ? 0 : this.#edits.size;
	}

	notesOn(variantId: string): string[] {
		return this.#sources.start.notes
			.filter((note) => note.variantId === variantId)
			.map(({ id }) => id);
	}

	add(variantId: string): void {
		this.#parents = [...this.#parents, new PlannedParent(variantId, this.notesOn(variantId))];
	}
	remove(variantId: string): void {
		this.#parents = this.#parents.filter((parent) => parent.variantId !== variantId);
	}

	textOf(position: number): string {
		return this.#edits.get(position) ?? this.#asDrafted(position);
	}
	isEdited(position: number): boolean {
		return this.#edits.has(position);
	}
	/** Empty, or as it was drafted, is no edit. */
	edit(position: number, text: string): void {
		if (text.trim() === '' || text === this.#asDrafted(position)) this.#edits.delete(position);
		else this.#edits.set(position, text);
	}

	/** Fetches the prompts, so that they can be read and gone over first. */
	async read(): Promise<void> {
		const { request } = this;
		if (request === null) return;
		this.#isDrafting = true;
		await this.#attempt(async () => {
			const draft = await api.draftEvolution(this.#sources.briefId, request);
			this.#edits.clear();
			this.#draft = draft;
			this.#draftedFor = JSON.stringify(request);
		});
		this.#isDrafting = false;
	}

	/** Begins the round, with the prompts that were gone over. @returns whether it has begun */
	async begin(): Promise<boolean> {
		const { request, draft } = this;
		if (request === null) return false;
		const prompts = [...this.#edits].map(([position, user]) => ({ position, user }));
		return this.#attempt(async () => {
			await api.startEvolution(
				this.#sources.briefId,
				draft === null ? request : { ...request, seed: draft.seed, prompts }
			);
		});
	}

	/** Asks what the round would take, a moment after the last change. */
	estimateSoon(): void {
		const { request } = this;
		const { briefId } = this.#sources;
		this.#estimating.soon(request && (() => api.estimateEvolution(briefId, request)));
	}

	#asDrafted(position: number): string {
		return this.#draft?.variants[position]?.prompt.user ?? '';
	}

	async #attempt(work: () => Promise<void>): Promise<boolean> {
		this.#problem = null;
		try {
			await work();
			return true;
		} catch (error) {
			this.#problem = refusalOf(error);
			return false;
		}
	}
}
