/** What is photographed of a brief's variants, what that costs, and photographs asked for once more. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { PhotoPlan, Variant } from '#lib/domain/variant.ts';
import { recipeCost, recipeOf, shotsOf, type Recipe } from '#lib/domain/recipe.ts';
import type { CaptureRun, MotionStripView, RecipeView } from '#lib/domain/view.ts';
import type { OpenDatabase, Queryable } from './database.ts';
import { missingShots, missingTakes } from './pipeline/photo-plan.ts';
import type { Pipeline } from './pipeline/pipeline.ts';
import { toStripView } from './views.ts';
import { requiredBrief, requiredVariant } from './required.ts';
import * as briefs from './store/briefs.ts';
import * as captures from './store/captures.ts';
import * as events from './store/events.ts';
import * as strips from './store/motion-strips.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

/** Which photographs are asked for. */
interface CaptureRequest {
	/** Some of the brief's variants; all that are ready when left out. */
	variantIds?: string[] | undefined;
	/** Those that are there already too. */
	again?: boolean | undefined;
	/** Film alone, in place of photographs. */
	film?: boolean | undefined;
}

export interface CaptureService {
	/** How a variant moves, as it was filmed. @throws VitrineError `not_found` */
	strips(variantId: string): MotionStripView[];
	/** What is photographed of each variant, and what that costs. @throws VitrineError `not_found` */
	recipe(briefId: string): RecipeView;
	/** From the next photograph on; those there are stay. @param recipe null goes back to the default. @throws VitrineError `not_found` */
	setRecipe(briefId: string, recipe: Recipe | null): RecipeView;
	/**
	 * Queues the photographs that are missing by the brief's recipe, or all of them again, in the rounds the variants belong to.
	 * @throws VitrineError `not_found` for an unknown brief, or a variant that is not of it; `conflict` when one that is named is not
	 * ready; `browser_missing` where nothing is photographed at all
	 */
	request(briefId: string, request: CaptureRequest): CaptureRun;
	/** Films a variant that has just been picked, where the recipe of its brief films picks. */
	heedPick(variantId: string): void;
}

interface Deps {
	database: OpenDatabase;
	pipeline: Pipeline;
	/** Whether this process photographs at all. */
	canCapture: boolean;
}

export function createCaptureService({ database, pipeline, canCapture }: Deps): CaptureService {
	const { db } = database;

	function recipe(briefId: string): RecipeView {
		const brief = requiredBrief(db, briefId);
		const chosen = recipeOf(brief);
		const cost = recipeCost(chosen, brief, captures.medianMs(db));
		const ready = variants.ofBrief(db, briefId).filter(({ status }) => status === 'ready');
		const plan = { shots: shotsOf(chosen, brief), since: 0, film: false };
		const missing = ready.map((variant) => missingShots(db, variant, plan).length);
		return {
			recipe: chosen,
			isDefault: brief.recipe === null,
			...cost,
			ready: ready.length,
			missing: missing.reduce((sum, count) => sum + count, 0)
		};
	}

	return {
		strips(variantId) {
			return strips.ofVariant(db, requiredVariant(db, variantId).id).map(toStripView);
		},
		recipe,
		setRecipe(briefId, chosen) {
			const { id } = requiredBrief(db, briefId);
			database.write((tx) => briefs.setRecipe(tx, id, chosen));
			return recipe(id);
		},
		request(briefId, { variantIds, again = false, film = false }) {
			const brief = requiredBrief(db, briefId);
			if (!canCapture)
				throw new VitrineError('browser_missing', 'This Vitrine was started without photographs.', {
					fix: 'Start it without --no-capture.'
				});
			const shots = film ? [] : shotsOf(recipeOf(brief), brief);
			const run = database.write((tx) => {
				const plan = { shots, since: again ? Date.now() : 0, film };
				const queued = wanted(tx, briefId, variantIds)
					.map((variant) => ({
						variant,
						photographs: missingShots(tx, variant, plan).length,
						takes: missingTakes(tx, variant, plan).length
					}))
					.filter(
						({ variant, photographs, takes }) => photographs + takes > 0 && queue(tx, variant, plan)
					);
				return {
					variantIds: queued.map(({ variant }) => variant.id),
					photographs: queued.reduce((sum, { photographs }) => sum + photographs, 0),
					strips: queued.reduce((sum, { takes }) => sum + takes, 0),
					roundIds: [...new Set(queued.map(({ variant }) => variant.roundId))]
				};
			});
			for (const id of run.roundIds) pipeline.resume(id);
			return run;
		},
		heedPick(variantId) {
			const variant = variants.find(db, variantId);
			if (!canCapture || variant?.status !== 'ready') return;
			if (recipeOf(requiredBrief(db, variant.briefId)).motion !== 'picks') return;
			const plan = { shots: [], since: 0, film: false };
			const isQueued = database.write(
				(tx) => missingTakes(tx, variant, plan).length > 0 && queue(tx, variant, plan)
			);
			if (isQueued) pipeline.resume(variant.roundId);
		}
	};
}

/** Those that can be photographed now: of those that are named each must be, of the others whatever is not is left out. */
function wanted(tx: Queryable, briefId: string, ids: string[] | undefined): Variant[] {
	const all = variants.ofBrief(tx, briefId);
	if (ids === undefined) return all.filter(({ status }) => status === 'ready');
	return [...new Set(ids)].map((id) => {
		const variant = all.find((candidate) => candidate.id === id);
		if (!variant)
			throw new VitrineError('not_found', 'There is no such variant of this brief.', {
				field: 'variantIds'
			});
		if (variant.status !== 'ready')
			throw new VitrineError(
				'conflict',
				`Variant ${variant.number} is ${variant.status}: there is no page to photograph.`,
				{ field: 'variantIds' }
			);
		return variant;
	});
}

/** @returns false for one that is being photographed already, or waits for it */
function queue(tx: Queryable, variant: Variant, plan: PhotoPlan): boolean {
	if (!variants.movePhotos(tx, variant.id, 'queued', { photo_plan: plan, cut_offs: 0 }))
		return false;
	if (rounds.find(tx, variant.roundId)?.status !== 'running') rounds.reopen(tx, variant.roundId);
	events.append(tx, variant.roundId, 'variant.to-photograph', variant.id, {
		photographs: plan.shots.length
	});
	return true;
}
