/** Storing a round with all its variants queued, in one transaction. */
import type { Dimension, Direction } from '#lib/domain/direction.ts';
import { newId } from '#lib/domain/ids.ts';
import type { ParentLink } from '#lib/domain/lineage.ts';
import type { MergeRecipe } from '#lib/domain/merge.ts';
import type { RoundKind, RoundSettings } from '#lib/domain/round.ts';
import type { OpenDatabase, Queryable } from './database.ts';
import { dealModels } from './deal-models.ts';
import { directionsOf, type RoundPlan } from './plan-round.ts';
import * as briefs from './store/briefs.ts';
import * as events from './store/events.ts';
import * as merges from './store/merges.ts';
import * as parents from './store/parents.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

interface Deps {
	database: OpenDatabase;
	workerId: string;
}

/** One variant of a round whose variants are made of others. */
export interface DescendantPlan {
	direction: Direction;
	/** Blob of the prompt that it is built by. @see storePrompt */
	promptSha256: string;
	parents: ParentLink[];
	/** Of one that is merged: out of what. */
	recipe?: MergeRecipe;
}

/** @returns the round's id */
export function storeRound(deps: Deps, briefId: string, plan: RoundPlan): string {
	return deps.database.write((tx) => {
		keepSpace(tx, briefId, plan.dimensions);
		// Drawn where nobody else can: of two rounds begun at once, the second keeps clear of the first.
		const { directions, repeated } = directionsOf(tx, briefId, plan);
		const told = repeated > 0 ? { repeated } : {};
		const variants = directions.map((direction) => ({ direction, parents: [] }));
		return insertRound(
			tx,
			deps,
			{ briefId, kind: 'explore', settings: plan.settings, told },
			variants
		);
	});
}

/** A round of variants that are made of others, each by a prompt of its own. @returns the round's id */
export function storeDescendants(
	deps: Deps,
	round: {
		briefId: string;
		kind: Extract<RoundKind, 'evolve' | 'merge'>;
		settings: RoundSettings;
		dimensions: Dimension[];
	},
	plans: readonly DescendantPlan[]
): string {
	return deps.database.write((tx) => {
		keepSpace(tx, round.briefId, round.dimensions);
		return insertRound(tx, deps, { ...round, told: {} }, plans);
	});
}

/** The space is stored with the first round that is drawn in it. */
function keepSpace(tx: Queryable, briefId: string, dimensions: Dimension[]): void {
	if (briefs.dimensionsOf(tx, briefId).length === 0)
		briefs.insertDimensions(tx, briefId, dimensions);
}

interface NewRound {
	briefId: string;
	kind: RoundKind;
	settings: RoundSettings;
	/** What the event of its beginning tells beyond the count. */
	told: Record<string, number>;
}

function insertRound(
	tx: Queryable,
	{ workerId }: Deps,
	{ briefId, kind, settings, told }: NewRound,
	plans: readonly (Omit<DescendantPlan, 'promptSha256'> & { promptSha256?: string })[]
): string {
	const id = newId('round');
	const models = dealModels(settings.models, settings.count, settings.seed);
	rounds.insert(tx, { id, briefId, kind, settings, owner: workerId });
	const first = variants.nextNumber(tx, briefId);
	events.append(tx, id, 'round.started', null, { count: settings.count, ...told });
	const directionIds = rounds.insertDirections(
		tx,
		id,
		plans.map(({ direction }) => direction)
	);
	const queued = plans.map(({ promptSha256 }, position) => ({
		id: newId('variant'),
		briefId,
		roundId: id,
		directionId: directionIds[position] ?? '',
		number: first + position,
		provider: settings.provider,
		model: models[position] ?? settings.provider,
		promptSha256
	}));
	variants.insertAll(tx, queued);
	for (const [position, { parents: links, recipe }] of plans.entries()) {
		const variantId = queued[position]?.id ?? '';
		parents.insert(tx, variantId, links);
		if (recipe) merges.insert(tx, { briefId, variantId, recipe });
	}
	events.appendAll(
		tx,
		id,
		queued.map((variant) => ({ type: 'variant.queued', variantId: variant.id, data: {} }))
	);
	return id;
}
