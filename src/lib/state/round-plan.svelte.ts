/** A round that is being thought out: how many, how far, out of which values, by whom, and what it would take. */
import { SvelteMap } from 'svelte/reactivity';
import type { Dimension } from '#lib/domain/direction.ts';
import {
	DEFAULT_COUNT,
	MAX_COUNT,
	MIN_COUNT,
	type BuildRequest,
	type Range,
	type RoundRequest,
	type ValueChoice
} from '#lib/domain/round.ts';
import { isPrompted, type BuilderName } from '#lib/domain/variant.ts';
import type {
	DrawnDirections,
	LocalEndpoint,
	ProviderReadiness,
	RoundEstimate
} from '#lib/domain/view.ts';
import { api, ApiError, refusalOf } from './api.ts';
import { Estimating } from './estimating.svelte.ts';
import { namesIn } from './names-in.ts';

export type ValueMark = 'free' | 'pin' | 'ban';

/** Somebody who can be asked to build: a provider of this installation, or an endpoint found on this machine. */
export interface Builder {
	key: string;
	provider: BuilderName;
	/** Null for the one in the settings. */
	baseUrl: string | null;
	name: string;
	detail: string;
	/** The one line that would make it ready; null when it is. */
	fix: string | null;
	isReady: boolean;
	models: string[];
}

const NAMES: Record<BuilderName, string> = {
	openai: 'A model',
	agent: 'A coding agent',
	composer: 'Composer',
	recorded: 'Recorded replies'
};

export interface PlanSources {
	providers: ProviderReadiness[];
	dimensions: Dimension[];
	/** Whether the brief has a space of its own already. */
	hasOwnSpace: boolean;
	/** How many replies are recorded: the most the recorded provider can give. */
	recorded: number;
	/** Values that are pinned to begin with, as an address may name them; what the space does not have is left out. */
	pins?: ValueChoice;
	/** How many to begin with. */
	count?: number | null;
	/** The brief the round is for; stores it first where it has only been written. */
	briefId: () => Promise<string>;
}

export class RoundPlan {
	count = $state<number | null>(DEFAULT_COUNT);
	range = $state<Range>('explore');
	/** As typed, in US dollars; empty for none. */
	budget = $state('');
	/** As typed, with commas between. */
	models = $state('');
	builderKey = $state<string | null>(null);
	#sources = $state.raw<PlanSources>() as PlanSources;
	#dimensions = $state.raw<Dimension[]>([]);
	#hasOwnSpace = $state(false);
	#marks = new SvelteMap<string, Exclude<ValueMark, 'free'>>();
	#endpoints = $state.raw<LocalEndpoint[] | null>(null);
	#estimating = new Estimating();
	#drawn = $state.raw<DrawnDirections | null>(null);
	/** What the drawn directions were asked for with: they are shown as long as nothing has changed. */
	#drawnFor = $state('');
	#dimensionProblem = $state<string | null>(null);
	#problem = $state<string | null>(null);
	#asking = $state.raw<AbortController | null>(null);
	#isLooking = $state(false);
	#proposed = $state(0);

	readonly builders = $derived.by(() => [
		...this.#sources.providers.map(toBuilder),
		...(this.#endpoints ?? []).map(offered)
	]);
	readonly builder = $derived(this.builders.find(({ key }) => key === this.builderKey) ?? null);
	/** Somebody who could say which dimensions matter: the chosen builder if it is a model, else the first that is one. */
	readonly asker = $derived(
		[this.builder, ...this.builders].find((builder) => builder?.isReady && isPrompted(builder)) ??
			null
	);
	/** Whether the builder follows directions that are drawn; the others have pages of their own. */
	readonly isSteered = $derived(this.builder === null || isPrompted(this.builder));
	/** Whether the builder heeds what is pinned and banned; recorded replies are what they are. */
	readonly isNarrowed = $derived(this.isSteered || this.builder?.provider === 'composer');
	readonly max = $derived(
		this.builder?.provider === 'recorded' ? this.#sources.recorded : MAX_COUNT
	);
	readonly isCountFine = $derived(
		this.count !== null &&
			Number.isInteger(this.count) &&
			this.count >= MIN_COUNT &&
			this.count <= this.max
	);
	readonly isBudgetFine = $derived(this.budget.trim() === '' || Number(this.budget) > 0);
	/** How many points the values that are left make; null where the builder has directions of its own. */
	readonly left = $derived.by(() => {
		if (!this.isSteered) return null;
		return this.#dimensions.reduce(
			(product, dimension) => product * this.#valuesLeft(dimension),
			1
		);
	});
	/** A dimension without any value left, by its label. */
	readonly emptied = $derived(
		this.#dimensions.find((dimension) => this.#valuesLeft(dimension) === 0)?.label ?? null
	);
	readonly isReady = $derived(
		this.builder?.isReady === true &&
			this.isCountFine &&
			this.isBudgetFine &&
			(this.emptied === null || !this.isNarrowed)
	);
	/** Who would be asked, and within what: the same in any round; null while nobody is chosen. */
	readonly build = $derived.by((): BuildRequest | null => {
		if (this.builder === null) return null;
		const { provider, baseUrl } = this.builder;
		const budget = this.budget.trim();
		return {
			provider,
			models: this.isSteered ? namesIn(this.models) : [],
			...(baseUrl === null ? {} : { baseUrl }),
			...(budget === '' || !this.isSteered ? {} : { budget: Number(budget) })
		};
	});
	/** What would be asked of the server; null while something is missing. */
	readonly request = $derived.by((): RoundRequest | null => {
		const { build, count } = this;
		if (!this.isReady || build === null || count === null) return null;
		return {
			count,
			...build,
			...(this.isSteered ? { range: this.range } : {}),
			...(this.isNarrowed ? { pins: this.#chosen('pin'), bans: this.#chosen('ban') } : {})
		};
	});
	readonly drawn = $derived(this.#drawnFor === JSON.stringify(this.request) ? this.#drawn : null);

	constructor(sources: PlanSources) {
		this.#sources = sources;
		this.#dimensions = sources.dimensions;
		this.#hasOwnSpace = sources.hasOwnSpace;
		this.count = sources.count ?? DEFAULT_COUNT;
		for (const { key, values } of this.#dimensions)
			for (const value of values)
				if (sources.pins?.[key]?.includes(value.key)) this.mark(key, value.key, 'pin');
		this.builderKey = this.builders.find(({ isReady }) => isReady)?.key ?? null;
	}

	get dimensions(): Dimension[] {
		return this.#dimensions;
	}
	get hasOwnSpace(): boolean {
		return this.#hasOwnSpace;
	}
	get estimate(): RoundEstimate | null {
		return this.#estimating.current;
	}
	get dimensionProblem(): string | null {
		return this.#dimensionProblem;
	}
	/** Why the last thing that was asked for did not come. */
	get problem(): string | null {
		return this.#problem;
	}
	get isAsking(): boolean {
		return this.#asking !== null;
	}
	get isLooking(): boolean {
		return this.#isLooking;
	}
	/** Null before anybody has looked. */
	get found(): number | null {
		return this.#endpoints?.length ?? null;
	}
	/** How many dimensions the last proposal brought. */
	get proposed(): number {
		return this.#proposed;
	}

	markOf(dimension: string, value: string): ValueMark {
		return this.#marks.get(`${dimension}/${value}`) ?? 'free';
	}

	mark(dimension: string, value: string, mark: ValueMark): void {
		if (mark === 'free') this.#marks.delete(`${dimension}/${value}`);
		else this.#marks.set(`${dimension}/${value}`, mark);
	}

	countOf(mark: ValueMark): number {
		return [...this.#marks.values()].filter((made) => made === mark).length;
	}

	/** Looks for endpoints that listen on this machine. */
	async look(): Promise<void> {
		this.#isLooking = true;
		await this.#attempt(async () => {
			this.#endpoints = (await api.endpoints()).endpoints;
		});
		this.#isLooking = false;
	}

	/** Asks the model which dimensions matter for this brief. */
	async propose(): Promise<void> {
		const { asker } = this;
		if (asker === null || this.#asking) return;
		const asking = new AbortController();
		this.#asking = asking;
		this.#dimensionProblem = null;
		this.#proposed = 0;
		try {
			const [model] = asker.key === this.builderKey ? namesIn(this.models) : [];
			const { dimensions } = await api.proposeDimensions(
				await this.#sources.briefId(),
				{
					provider: asker.provider,
					...(model === undefined ? {} : { model }),
					...(asker.baseUrl === null ? {} : { baseUrl: asker.baseUrl })
				},
				asking.signal
			);
			this.#take(dimensions, true);
			this.#proposed = dimensions.filter(({ origin }) => origin === 'model').length;
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (!asking.signal.aborted) this.#dimensionProblem = error.message;
		} finally {
			this.#asking = null;
		}
	}

	stopAsking(): void {
		this.#asking?.abort();
	}

	/** Puts a person's space in the place of the one there is. @returns whether it was taken */
	async saveDimensions(dimensions: Dimension[]): Promise<boolean> {
		this.#dimensionProblem = null;
		try {
			const saved = await api.saveDimensions(await this.#sources.briefId(), dimensions);
			this.#take(saved.dimensions, true);
			return true;
		} catch (error) {
			this.#dimensionProblem = refusalOf(error);
			return false;
		}
	}

	async resetDimensions(): Promise<void> {
		await this.#attempt(async () => {
			const { dimensions } = await api.resetDimensions(await this.#sources.briefId());
			this.#take(dimensions, false);
			this.#proposed = 0;
		});
	}

	/** Draws the directions without building them, so that they can be read first. */
	async draw(): Promise<void> {
		const { request } = this;
		if (!request) return;
		await this.#attempt(async () => {
			this.#drawn = await api.drawDirections(await this.#sources.briefId(), request);
			this.#drawnFor = JSON.stringify(request);
		});
	}

	/** Begins the round. The directions that were looked at are the ones that are built. @returns the brief's id */
	async begin(): Promise<string | null> {
		const { request, drawn } = this;
		if (!request) return null;
		let begun: string | null = null;
		await this.#attempt(async () => {
			const id = await this.#sources.briefId();
			await api.startRound(id, drawn ? { ...request, seed: drawn.seed } : request);
			begun = id;
		});
		return begun;
	}

	/** Asks what the round would take, a moment after the last change. */
	estimateSoon(briefId: string | null): void {
		const { request } = this;
		const isKnown = briefId !== null && request !== null;
		this.#estimating.soon(isKnown ? () => api.estimate(briefId, request) : null);
	}

	/** Marks of values that are gone go with them. */
	#take(dimensions: Dimension[], hasOwnSpace: boolean): void {
		this.#dimensions = dimensions;
		this.#hasOwnSpace = hasOwnSpace;
		const there = new Set(
			dimensions.flatMap(({ key, values }) => values.map((value) => `${key}/${value.key}`))
		);
		for (const key of this.#marks.keys()) if (!there.has(key)) this.#marks.delete(key);
	}

	#valuesLeft(dimension: Dimension): number {
		const marks = dimension.values.map((value) => this.markOf(dimension.key, value.key));
		const pinned = marks.filter((mark) => mark === 'pin').length;
		return pinned > 0 ? pinned : marks.filter((mark) => mark === 'free').length;
	}

	#chosen(mark: ValueMark): ValueChoice {
		const choice: ValueChoice = {};
		for (const { key, values } of this.#dimensions) {
			const keys = values
				.map((value) => value.key)
				.filter((value) => this.markOf(key, value) === mark);
			if (keys.length > 0) choice[key] = keys;
		}
		return choice;
	}

	async #attempt(work: () => Promise<void>): Promise<void> {
		this.#problem = null;
		try {
			await work();
		} catch (error) {
			this.#problem = refusalOf(error);
		}
	}
}

function toBuilder({ provider, ready, detail, fix, models }: ProviderReadiness): Builder {
	return {
		key: provider,
		provider,
		baseUrl: null,
		name: NAMES[provider],
		detail,
		fix,
		isReady: ready,
		models
	};
}

function offered({ name, baseUrl, models }: LocalEndpoint): Builder {
	return {
		key: baseUrl,
		provider: 'openai',
		baseUrl,
		name,
		detail: `listens at ${baseUrl}`,
		fix: null,
		isReady: true,
		models
	};
}
