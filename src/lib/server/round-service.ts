import { defaultShots } from '#lib/domain/capture.ts';
import type { Brief } from '#lib/domain/brief.ts';
import type { Dimension, Direction } from '#lib/domain/direction.ts';
import { VitrineError, invariant } from '#lib/domain/errors.ts';
import { newId } from '#lib/domain/ids.ts';
import {
	MAX_COUNT,
	MIN_COUNT,
	RoundRequest,
	type Round,
	type RoundSettings
} from '#lib/domain/round.ts';
import type { BuilderName } from '#lib/domain/variant.ts';
import type { ProviderReadiness, RoundEstimate, RoundView } from '#lib/domain/view.ts';
import { STANDING_DIMENSIONS } from '#lib/generator/dimensions.ts';
import { drawDirections } from '#lib/generator/draw.ts';
import type { Provider } from '#lib/generator/provider.ts';
import type { OpenDatabase } from './database.ts';
import { dealModels } from './deal-models.ts';
import { estimateFor, requirePrices } from './estimate-service.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { watchRound, type RoundMessage } from './pipeline/watch-round.ts';
import type { PriceBook } from './price-book.ts';
import type { Providers } from './providers.ts';
import { toRoundView } from './views.ts';
import * as briefs from './store/briefs.ts';
import * as events from './store/events.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

export interface RoundService {
	/**
	 * Draws directions, stores the round with all its variants queued, and begins to build them.
	 * @throws VitrineError `not_found`, `count_out_of_range`, `invalid_input`, `unknown_model`, `provider_not_ready`
	 */
	start(briefId: string, request: RoundRequest): Promise<Round>;
	/** What such a round would take; begins and stores nothing. @throws VitrineError as `start` does */
	estimate(briefId: string, request: RoundRequest): Promise<RoundEstimate>;
	/** @throws VitrineError `not_found` */
	get(id: string): Round;
	view(id: string): RoundView;
	ofBrief(briefId: string): Round[];
	/** Asks for a stop; what is done is kept. @throws VitrineError `not_found` */
	cancel(id: string): void;
	/** Tries every failed, interrupted and cancelled variant of the round again. Returns how many. */
	retryAll(id: string): number;
	/** @see watchRound */
	watch(id: string, afterSeq: number, signal: AbortSignal): AsyncGenerator<RoundMessage>;
	/** Resolves when this process has no more to do for the round. */
	whenIdle(id: string): Promise<void>;
	/** Takes over rounds whose process is gone, now and from now on. */
	adopt(): void;
	/** What could build variants of this brief (null: of one yet to be written), ready ones first. */
	providersFor(briefId: string | null): ProviderReadiness[];
	/** Whether the workspace has ever had a round. */
	hasAny(): boolean;
}

interface Deps {
	/** Whether rounds of this process may photograph at all. */
	canCapture: boolean;
	database: OpenDatabase;
	providers: Providers;
	prices: PriceBook;
	pipeline: Pipeline;
	workerId: string;
}

export function createRoundService(deps: Deps): RoundService {
	const { database, pipeline } = deps;
	const { db } = database;

	function get(id: string): Round {
		const round = rounds.find(db, id);
		if (!round) throw new VitrineError('not_found', 'There is no such round.', { field: 'id' });
		return round;
	}

	function briefOf(id: string): Brief {
		const brief = briefs.find(db, id);
		if (!brief) throw new VitrineError('not_found', 'There is no such brief.', { field: 'id' });
		return brief;
	}

	return {
		get,
		async start(briefId, request) {
			const brief = briefOf(briefId);
			const plan = await planRound(deps, brief, readRequest(request));
			requirePrices({ db, prices: deps.prices }, plan.settings);
			const id = storeRound(deps, brief, plan);
			pipeline.start(id);
			return get(id);
		},
		async estimate(briefId, request) {
			const brief = briefOf(briefId);
			const { settings, dimensions, directions } = await planRound(
				deps,
				brief,
				readRequest(request)
			);
			const [direction] =
				directions ?? drawDirections({ dimensions, count: 1, seed: settings.seed, taken: [] });
			invariant(direction, 'a round has a direction');
			return estimateFor({ db, prices: deps.prices }, { brief, settings, dimensions, direction });
		},
		view: (id) => toRoundView(db, get(id)),
		ofBrief: (briefId) => rounds.ofBrief(db, briefId),
		cancel: (id) => pipeline.cancel(get(id).id),
		retryAll(id) {
			const again = variants
				.ofRound(db, get(id).id)
				.filter(
					({ status }) => status === 'failed' || status === 'interrupted' || status === 'cancelled'
				);
			for (const variant of again) pipeline.retry(variant.id);
			return again.length;
		},
		watch: (id, afterSeq, signal) => watchRound(db, get(id).id, afterSeq, signal),
		whenIdle: (id) => pipeline.whenIdle(id),
		adopt: () => pipeline.adopt(),
		providersFor(briefId) {
			const brief = briefId === null ? null : briefs.find(db, briefId);
			const { providers } = deps;
			const isRecorded = brief !== null && hasRecording(providers, brief);
			return providers
				.readiness()
				.filter(({ provider }) => provider !== 'recorded' || isRecorded)
				.sort((a, b) => Number(b.ready) - Number(a.ready));
		},
		hasAny: () => rounds.countAll(db) > 0
	};
}

/** The request with its defaults, or the field at fault in words. */
function readRequest(request: RoundRequest): ReturnType<typeof RoundRequest.parse> {
	const count: unknown = request.count;
	if (
		count !== undefined &&
		!(Number.isInteger(count) && Number(count) >= MIN_COUNT && Number(count) <= MAX_COUNT)
	) {
		throw new VitrineError(
			'count_out_of_range',
			`${String(count)} is not a number of variants one round can have.`,
			{
				field: 'count',
				fix: `Ask for a whole number from ${MIN_COUNT} to ${MAX_COUNT}.`
			}
		);
	}
	const read = RoundRequest.safeParse(request);
	if (read.success) return read.data;
	const [issue] = read.error.issues;
	const field = issue?.path.join('.') ?? 'round';
	throw new VitrineError('invalid_input', `${field}: ${issue?.message ?? 'not understood'}.`, {
		field
	});
}

interface RoundPlan {
	settings: RoundSettings;
	dimensions: Dimension[];
	/** Directions of the provider's own; null when they are to be drawn. */
	directions: Direction[] | null;
}

async function planRound(
	{ database, providers, canCapture }: Deps,
	brief: Brief,
	request: ReturnType<typeof RoundRequest.parse>
): Promise<RoundPlan> {
	const name = request.provider ?? defaultProvider(providers, brief, request);
	const provider = providers.get(name, request.baseUrl ?? null);
	const models = await provider.resolveModels(request.models);
	const stored = briefs.dimensionsOf(database.db, brief.id);
	const seed = request.seed ?? Math.floor(Math.random() * 2 ** 31);
	const directions = ownDirections(provider, brief, request.count, seed);
	const settings: RoundSettings = {
		count: directions?.length ?? request.count,
		provider: name,
		models,
		baseUrl: request.baseUrl ?? null,
		concurrency: request.concurrency,
		seed,
		budget: request.budget ?? null,
		shots: request.capture && canCapture ? defaultShots(brief) : [],
		range: request.range,
		pins: request.pins,
		bans: request.bans
	};
	return { settings, dimensions: stored.length > 0 ? stored : STANDING_DIMENSIONS, directions };
}

/** A provider with directions of its own has a say in how many there are. */
function ownDirections(
	provider: Provider,
	brief: Brief,
	count: number,
	seed: number
): Direction[] | null {
	const directions = provider.directionsFor(brief, count, seed);
	if (directions === null) {
		if (provider.name !== 'recorded') return null;
		throw new VitrineError(
			'provider_not_ready',
			'The recorded replies belong to the sample brief alone.',
			{
				field: 'provider',
				fix: 'Use the composer, or an endpoint of your own, for this brief.'
			}
		);
	}
	if (directions.length < count) {
		throw new VitrineError(
			'count_out_of_range',
			`There are ${directions.length} recorded replies, not ${count}.`,
			{
				field: 'count',
				fix: `Ask for at most ${directions.length}, or use another provider.`
			}
		);
	}
	return directions;
}

function hasRecording(providers: Providers, brief: Brief): boolean {
	return providers.get('recorded').directionsFor(brief, 1, 0) !== null;
}

/** Nothing was named: an endpoint if one was meant or is ready, else the composer. */
function defaultProvider(
	providers: Providers,
	brief: Brief,
	request: { models: string[]; baseUrl?: string | undefined }
): BuilderName {
	if (request.baseUrl !== undefined || request.models.length > 0) return 'openai';
	if (providers.get('openai').readiness().ready) return 'openai';
	if (hasRecording(providers, brief)) return 'recorded';
	return 'composer';
}

function storeRound({ database, workerId }: Deps, brief: Brief, plan: RoundPlan): string {
	const { settings, dimensions } = plan;
	const models = dealModels(settings.models, settings.count, settings.seed);
	const id = newId('round');
	database.write((tx) => {
		if (briefs.dimensionsOf(tx, brief.id).length === 0)
			briefs.insertDimensions(tx, brief.id, dimensions);
		rounds.insert(tx, { id, briefId: brief.id, kind: 'explore', settings, owner: workerId });
		events.append(tx, id, 'round.started', null, { count: settings.count });
		const first = variants.nextNumber(tx, brief.id);
		// Drawn where nobody else can: of two rounds begun at once, the second keeps clear of the first.
		const directions =
			plan.directions ??
			drawDirections({
				dimensions,
				count: settings.count,
				seed: settings.seed,
				taken: rounds.pointsOf(tx, brief.id)
			});
		const directionIds = rounds.insertDirections(tx, id, directions);
		const queued = directionIds.map((directionId, position) => ({
			id: newId('variant'),
			briefId: brief.id,
			roundId: id,
			directionId,
			number: first + position,
			provider: settings.provider,
			model: models[position] ?? settings.provider
		}));
		variants.insertAll(tx, queued);
		events.appendAll(
			tx,
			id,
			queued.map((variant) => ({ type: 'variant.queued', variantId: variant.id, data: {} }))
		);
	});
	return id;
}
