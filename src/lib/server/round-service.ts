import { VitrineError, invariant } from '#lib/domain/errors.ts';
import type { Round, RoundRequest } from '#lib/domain/round.ts';
import type {
	DrawnDirections,
	ProviderReadiness,
	RoundEstimate,
	RoundView
} from '#lib/domain/view.ts';
import type { Cliches } from '#lib/generator/prompts/cliches.ts';
import type { OpenDatabase } from './database.ts';
import { estimateFor, requirePrices } from './estimate-service.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { watchRound, type RoundMessage } from './pipeline/watch-round.ts';
import { directionsOf, hasRecording, planRound, readRequest } from './plan-round.ts';
import type { PriceBook } from './price-book.ts';
import type { Providers } from './providers.ts';
import { storeRound } from './store-round.ts';
import { toRoundView } from './views.ts';
import { requiredBrief } from './required.ts';
import * as briefs from './store/briefs.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

export interface RoundService {
	/**
	 * Draws directions, stores the round with all its variants queued, and begins to build them.
	 * @throws VitrineError `not_found`, `count_out_of_range`, `invalid_input`, `unknown_model`, `provider_not_ready`
	 */
	start(briefId: string, request: RoundRequest, reviewer: string): Promise<Round>;
	/** What such a round would take; begins and stores nothing. @throws VitrineError as `start` does */
	estimate(briefId: string, request: RoundRequest, reviewer: string): Promise<RoundEstimate>;
	/** The directions of such a round, to be looked at first: begun with the seed they come with, it has the same. @throws as `start` */
	draw(briefId: string, request: RoundRequest, reviewer: string): Promise<DrawnDirections>;
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
	/** @see clichesFrom */
	cliches(): Cliches;
	workerId: string;
}

export function createRoundService(deps: Deps): RoundService {
	const { database, pipeline } = deps;
	const { db } = database;
	const knowledge = { db, prices: deps.prices, cliches: deps.cliches };

	function get(id: string): Round {
		const round = rounds.find(db, id);
		if (!round) throw new VitrineError('not_found', 'There is no such round.', { field: 'id' });
		return round;
	}

	return {
		get,
		async start(briefId, request, reviewer) {
			const brief = requiredBrief(db, briefId);
			const plan = await planRound(deps, brief, readRequest(request), reviewer);
			requirePrices(knowledge, plan.settings);
			const id = storeRound(deps, brief.id, plan);
			pipeline.start(id);
			return get(id);
		},
		async estimate(briefId, request, reviewer) {
			const brief = requiredBrief(db, briefId);
			const plan = await planRound(deps, brief, readRequest(request), reviewer);
			const { settings, dimensions } = plan;
			const [direction] = directionsOf(db, brief.id, plan).directions;
			invariant(direction, 'a round has a direction');
			return estimateFor(knowledge, { brief, settings, dimensions, direction });
		},
		async draw(briefId, request, reviewer) {
			const brief = requiredBrief(db, briefId);
			const plan = await planRound(deps, brief, readRequest(request), reviewer);
			const { directions } = directionsOf(db, brief.id, plan);
			return { seed: plan.settings.seed, directions };
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
