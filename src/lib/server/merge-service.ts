/** Merges: parts of several variants put together into a new one, by us or by models. */
import type { Camera } from '#lib/capture/camera.ts';
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import type { Brief } from '#lib/domain/brief.ts';
import { invariant } from '#lib/domain/errors.ts';
import type { ParentLink } from '#lib/domain/lineage.ts';
import type {
	GraftRequest,
	MergePrompt,
	MergeRequest,
	ModelMergeRequest
} from '#lib/domain/merge.ts';
import { RoundSettings, type Round } from '#lib/domain/round.ts';
import type { BlobStore } from './blobs.ts';
import type { DifferenceService } from './comparison/difference-service.ts';
import type { OpenDatabase } from './database.ts';
import { estimateFor, requirePrices } from './estimate-service.ts';
import { createMergeReader, type MergeReader } from './merge/merge-proof.ts';
import { planMerge, type PlanMergeDeps } from './merge/plan-merge.ts';
import { putTogether } from './merge/put-together.ts';
import { numbersOf, readSources, type MergeSources } from './merge/sources.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import type { PriceBook } from './price-book.ts';
import { storePrompt } from './prompt-blob.ts';
import { requiredBrief } from './required.ts';
import { storeReadyRound } from './store-ready-round.ts';
import { storeDescendants } from './store-round.ts';
import * as rounds from './store/rounds.ts';

export interface MergeService extends MergeReader {
	/**
	 * Puts the parts together and stores what comes of it as a variant that is ready; or begins a round in which models merge them.
	 * Either is then photographed.
	 * @throws VitrineError `not_found`; `invalid_input`, `conflict` and `merge_impossible` with the field of the part at fault; and
	 * whatever planning a round or reading a page can come to
	 */
	start(briefId: string, request: MergeRequest): Promise<Round>;
	/** The prompt of a merge by models, and what it would take; stores and asks nothing. @throws VitrineError as `start` */
	draft(briefId: string, request: ModelMergeRequest): Promise<MergePrompt>;
}

interface Deps extends Omit<PlanMergeDeps, 'db'> {
	database: OpenDatabase;
	blobs: BlobStore;
	prices: PriceBook;
	differences: DifferenceService;
	pipeline: Pipeline;
	camera(): Camera;
	workerId: string;
}

export function createMergeService(deps: Deps): MergeService {
	const { database, blobs, pipeline } = deps;
	const { db } = database;
	const planning = { ...deps, db };

	async function startGraft(brief: Brief, request: GraftRequest): Promise<string> {
		const sources = await readSources({ db, blobs }, brief.id, request);
		const { signal } = new AbortController();
		const made = await putTogether(deps.camera(), sources, request, signal);
		const { base, parts } = sources;
		const { variant } = base;
		const settings = RoundSettings.parse({
			count: 1,
			provider: 'graft',
			models: [],
			baseUrl: null,
			concurrency: 1,
			seed: 0,
			budget: null,
			shots: deps.canCapture ? shotsOf(recipeOf(brief), brief) : [],
			unattended: request.unattended
		});
		return storeReadyRound(deps, { briefId: brief.id, kind: 'merge', settings }, [
			{
				point: variant.point,
				statement: `Variant ${variant.number}, with parts of ${numbersOf(parts.map(({ source }) => source))}.`,
				htmlSha256: await blobs.put(made.html),
				receivedSha256: null,
				sourceName: null,
				title: variant.title,
				medium: variant.medium,
				steps: [
					...made.differences.filter(({ isOff }) => !isOff).map(({ sentence }) => sentence),
					...made.notes
				],
				parents: parentsOf(sources),
				recipe: {
					kind: 'graft',
					baseId: request.baseId,
					parts: made.parts,
					without: request.without,
					differences: made.differences,
					notes: made.notes,
					ofVariantId: request.ofVariantId
				}
			}
		]);
	}

	async function startModelMerge(brief: Brief, request: ModelMergeRequest): Promise<string> {
		const plan = await planMerge(planning, brief, request);
		const { settings, dimensions, direction, prompt, sources } = plan;
		requirePrices({ db, prices: deps.prices }, settings);
		const promptSha256 = await storePrompt(blobs, prompt);
		const variant = {
			direction,
			promptSha256,
			parents: parentsOf(sources, request),
			recipe: {
				kind: 'model' as const,
				baseId: request.baseId,
				parts: request.parts.map((part) => ({ ...part, partId: null })),
				instruction: request.instruction,
				keep: request.keep,
				isEdited: request.prompt !== undefined
			}
		};
		return storeDescendants(
			deps,
			{ briefId: brief.id, kind: 'merge', settings, dimensions },
			Array.from({ length: settings.count }, () => variant)
		);
	}

	return {
		...createMergeReader(deps),
		async draft(briefId, request) {
			const brief = requiredBrief(db, briefId);
			const { prompt, ...plan } = await planMerge(planning, brief, request);
			const { version, system, user, pictures = [] } = prompt;
			const knowledge = { db, prices: deps.prices, cliches: deps.cliches };
			const estimate = estimateFor(knowledge, { brief, ...plan });
			return { version, system, user, pictures, estimate };
		},
		async start(briefId, request) {
			const brief = requiredBrief(db, briefId);
			const roundId = await (request.kind === 'graft'
				? startGraft(brief, request)
				: startModelMerge(brief, request));
			pipeline.start(roundId);
			const round = rounds.find(db, roundId);
			invariant(round, 'a round that was begun is stored');
			return round;
		}
	};
}

/** The base first, then each variant that something is of, once, with what was said of its parts. */
function parentsOf(
	{ base, parts }: MergeSources,
	said: { keep: string; instruction: string } = { keep: '', instruction: '' }
): ParentLink[] {
	const remarks = new Map<string, string[]>();
	for (const { part, source } of parts) {
		const known = remarks.get(source.variant.id) ?? [];
		remarks.set(source.variant.id, part.remark === '' ? known : [...known, part.remark]);
	}
	return [
		{ variantId: base.variant.id, role: 'base', keep: said.keep, change: said.instruction },
		...[...remarks].map(([variantId, lines]): ParentLink => ({
			variantId,
			role: 'part',
			keep: lines.join('\n'),
			change: ''
		}))
	];
}
