/** Rounds whose variants are made out of others. */
import type { AnsweredView } from '#lib/domain/answered.ts';
import { invariant, VitrineError } from '#lib/domain/errors.ts';
import {
	EvolveRequest,
	type EvolveDraft,
	type EvolveStart,
	type ReadEvolveRequest
} from '#lib/domain/evolve.ts';
import type { Round } from '#lib/domain/round.ts';
import type { RoundEstimate } from '#lib/domain/view.ts';
import type { OpenDatabase } from '../database.ts';
import { estimateFor, requirePrices } from '../estimate-service.ts';
import { checkInput } from '../http/input-words.ts';
import type { NoteService } from '../notes/note-service.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { PriceBook } from '../price-book.ts';
import { storePrompt } from '../prompt-blob.ts';
import { requiredBrief } from '../required.ts';
import { storeDescendants } from '../store-round.ts';
import * as rounds from '../store/rounds.ts';
import { answeredIn } from './answered.ts';
import { startFrom } from './parents-from.ts';
import { planEvolve, type PlanEvolveDeps } from './plan-evolve.ts';

export interface EvolveService {
	/**
	 * Settles every prompt, stores the round with all its variants queued, and begins to build them.
	 * @throws VitrineError `not_found`, `invalid_input`, `count_out_of_range`, `unknown_model`, `provider_not_ready`
	 */
	start(briefId: string, request: EvolveRequest, reviewer: string): Promise<Round>;
	/** What such a round would take; begins and stores nothing. @throws as `start` */
	estimate(briefId: string, request: EvolveRequest, reviewer: string): Promise<RoundEstimate>;
	/** Every variant of such a round with its parents and its prompt, to be gone over first. @throws as `start` */
	draft(briefId: string, request: EvolveRequest, reviewer: string): Promise<EvolveDraft>;
	/** What it would go on from where nothing is named, and what else there is to go on from. @throws VitrineError `not_found` */
	startOf(briefId: string, reviewer: string): Promise<EvolveStart>;
	/** @see answeredIn */
	answeredIn(variantId: string): Promise<AnsweredView>;
}

interface Deps extends Omit<PlanEvolveDeps, 'db'> {
	database: OpenDatabase;
	prices: PriceBook;
	pipeline: Pipeline;
	notes: Pick<NoteService, 'anchorIn'>;
	workerId: string;
}

export function createEvolveService(deps: Deps): EvolveService {
	const { database, blobs, pipeline, prices, cliches } = deps;
	const { db } = database;
	const planning = { ...deps, db };
	const read = (request: EvolveRequest): ReadEvolveRequest => checkInput(EvolveRequest, request);

	return {
		async start(briefId, request, reviewer) {
			const brief = requiredBrief(db, briefId);
			const { settings, dimensions, variants } = await planEvolve(
				planning,
				brief,
				read(request),
				reviewer
			);
			requirePrices({ db, prices }, settings);
			const plans = [];
			for (const { direction, parents, prompt } of variants)
				plans.push({ direction, parents, promptSha256: await storePrompt(blobs, prompt) });
			const round = { briefId: brief.id, kind: 'evolve' as const, settings, dimensions };
			const id = storeDescendants(deps, round, plans);
			pipeline.start(id);
			const begun = rounds.find(db, id);
			if (!begun) throw new VitrineError('internal', 'The round that was begun is not there.');
			return begun;
		},
		async estimate(briefId, request, reviewer) {
			const brief = requiredBrief(db, briefId);
			const { settings, dimensions, variants } = await planEvolve(
				planning,
				brief,
				read(request),
				reviewer
			);
			const direction = variants[0]?.direction;
			invariant(direction, 'a round has a direction');
			return estimateFor({ db, prices, cliches }, { brief, settings, dimensions, direction });
		},
		async draft(briefId, request, reviewer) {
			const brief = requiredBrief(db, briefId);
			const { settings, record, variants } = await planEvolve(
				planning,
				brief,
				read(request),
				reviewer
			);
			return {
				seed: settings.seed,
				source: record.source,
				variants: variants.map(({ direction, parents, prompt }, position) => ({
					position,
					parents,
					direction,
					prompt: {
						version: prompt.version,
						system: prompt.system,
						user: prompt.user,
						pictures: (prompt.pictures ?? []).map(({ sha256 }) => sha256)
					}
				}))
			};
		},
		startOf: (briefId, reviewer) => startFrom(planning, requiredBrief(db, briefId).id, reviewer),
		answeredIn: (variantId) => answeredIn({ db, blobs, notes: deps.notes }, variantId)
	};
}
