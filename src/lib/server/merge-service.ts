/** Merges: parts of several variants put together into a new one, by us or by models. */
import type { Camera } from '#lib/capture/camera.ts';
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import type { Brief } from '#lib/domain/brief.ts';
import { VitrineError, invariant } from '#lib/domain/errors.ts';
import type { ParentLink } from '#lib/domain/lineage.ts';
import type { GraftRequest, MergeRequest } from '#lib/domain/merge.ts';
import { RoundSettings, type Round } from '#lib/domain/round.ts';
import type { BlobStore } from './blobs.ts';
import type { OpenDatabase } from './database.ts';
import { putTogether } from './merge/put-together.ts';
import { numbersOf, readSources, type MergeSources } from './merge/sources.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { requiredBrief } from './required.ts';
import { storeReadyRound } from './store-ready-round.ts';
import * as rounds from './store/rounds.ts';

export interface MergeService {
	/**
	 * Puts the parts together and stores what comes of it as a variant that is ready; or begins a round in which models merge them.
	 * Either is then photographed.
	 * @throws VitrineError `not_found`; `invalid_input`, `conflict` and `merge_impossible` with the field of the part at fault; and
	 * whatever planning a round or reading a page can come to
	 */
	start(briefId: string, request: MergeRequest): Promise<Round>;
}

interface Deps {
	/** Whether rounds of this process may photograph at all. */
	canCapture: boolean;
	database: OpenDatabase;
	blobs: BlobStore;
	pipeline: Pipeline;
	camera(): Camera;
	workerId: string;
}

export function createMergeService(deps: Deps): MergeService {
	const { database, blobs, pipeline } = deps;
	const { db } = database;

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

	return {
		async start(briefId, request) {
			const brief = requiredBrief(db, briefId);
			if (request.kind !== 'graft')
				throw new VitrineError('merge_impossible', 'Models do not merge yet.');
			const roundId = await startGraft(brief, request);
			pipeline.start(roundId);
			const round = rounds.find(db, roundId);
			invariant(round, 'a round that was begun is stored');
			return round;
		}
	};
}

/** The base first, then each variant that something is of, once, with what was said of its parts. */
function parentsOf({ base, parts }: MergeSources): ParentLink[] {
	const remarks = new Map<string, string[]>();
	for (const { part, source } of parts) {
		const said = remarks.get(source.variant.id) ?? [];
		remarks.set(source.variant.id, part.remark === '' ? said : [...said, part.remark]);
	}
	return [
		{ variantId: base.variant.id, role: 'base', keep: '', change: '' },
		...[...remarks].map(([variantId, said]): ParentLink => ({
			variantId,
			role: 'part',
			keep: said.join('\n'),
			change: ''
		}))
	];
}
