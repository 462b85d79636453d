/** From what a person asks for to an evolve round that can be begun: who its variants come from, where they go, and by which prompts. */
import type { Brief } from '#lib/domain/brief.ts';
import type { Dimension, Direction } from '#lib/domain/direction.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { ReadEvolveRequest } from '#lib/domain/evolve.ts';
import type { EvolveRecord, ParentLink } from '#lib/domain/lineage.ts';
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import { MAX_COUNT, RoundSettings } from '#lib/domain/round.ts';
import { PROMPTED_NAMES, type BuilderName } from '#lib/domain/variant.ts';
import { drawDescendants, emphasisOf } from '#lib/generator/draw-descendants.ts';
import type { Cliches } from '#lib/generator/prompts/cliches.ts';
import { buildEvolvePrompt } from '#lib/generator/prompts/evolve-prompt.ts';
import { rewordPrompt } from '#lib/generator/prompts/prompt-text.ts';
import type { Prompt, Provider } from '#lib/generator/provider.ts';
import { plainAddress } from '#lib/generator/providers/endpoint.ts';
import { everySpaceOf, spaceOf } from '../brief-space.ts';
import type { Providers } from '../providers.ts';
import * as rounds from '../store/rounds.ts';
import {
	gather,
	type Gathered,
	type GatheredPart,
	type GatherDeps,
	type Material
} from './gather.ts';

export interface PlanEvolveDeps extends GatherDeps {
	/** Whether rounds of this process may photograph at all. */
	canCapture: boolean;
	providers: Providers;
	/** @see clichesFrom */
	cliches(): Cliches;
}

interface PlannedDescendant {
	direction: Direction;
	prompt: Prompt;
	parents: ParentLink[];
}

export interface EvolvePlan {
	settings: RoundSettings;
	/** Of the space as it stands. */
	dimensions: Dimension[];
	record: EvolveRecord;
	variants: PlannedDescendant[];
}

/**
 * @throws VitrineError `invalid_input` with the field at fault, `count_out_of_range`, `unknown_model`, `provider_not_ready`,
 *   `cliches_invalid`
 */
export async function planEvolve(
	deps: PlanEvolveDeps,
	brief: Brief,
	request: ReadEvolveRequest,
	reviewer: string
): Promise<EvolvePlan> {
	checkEdits(request);
	const material = await gather(deps, brief.id, request, reviewer);
	const families = request.cross ? [material.parents] : material.parents.map((parent) => [parent]);
	const count = families.length * request.perParent;
	if (count > MAX_COUNT) {
		throw new VitrineError(
			'count_out_of_range',
			`${families.length} parents with ${request.perParent} each are ${count} variants, and one round has at most ${MAX_COUNT}.`,
			{ field: 'perParent', fix: 'Ask for fewer of each, or go on from fewer.' }
		);
	}
	const provider = providerFor(deps.providers, request);
	const models = await provider.resolveModels(request.models);
	const seed = request.seed ?? Math.floor(Math.random() * 2 ** 31);
	const variants = descendants(deps, brief, { request, material, families, seed, provider });
	for (const { position, user } of request.prompts) {
		const variant = variants[position];
		if (!variant) {
			throw new VitrineError('invalid_input', `The round has no variant ${position}.`, {
				field: 'prompts',
				fix: `They are counted from 0 to ${variants.length - 1}.`
			});
		}
		variant.prompt = rewordPrompt(variant.prompt, user);
	}
	const record = recordOf(request, material);
	const settings = RoundSettings.parse({
		count,
		provider: provider.name,
		models,
		baseUrl: request.baseUrl === undefined ? null : plainAddress(request.baseUrl),
		concurrency: request.concurrency,
		seed,
		budget: request.budget ?? null,
		shots: request.capture && deps.canCapture ? shotsOf(recipeOf(brief), brief) : [],
		range: request.range,
		pins: request.pins,
		bans: request.bans,
		unattended: request.unattended,
		promptChars: Math.max(
			...variants.map(({ prompt }) => prompt.system.length + prompt.user.length)
		),
		evolve: record
	} satisfies RoundSettings);
	return { settings, dimensions: spaceOf(deps.db, brief.id), record, variants };
}

/** What was gone over has a place only in the very draft it was read in. */
function checkEdits({ prompts, parents, seed }: ReadEvolveRequest): void {
	if (prompts.length === 0 || (parents !== undefined && seed !== undefined)) return;
	throw new VitrineError('invalid_input', 'Prompts that were gone over belong to one draft.', {
		field: 'prompts',
		fix: 'Send the parents and the seed of that draft along.'
	});
}

function recordOf(
	request: ReadEvolveRequest,
	{ source, parents, partIds }: Material
): EvolveRecord {
	return {
		source,
		parents: parents.map(({ variant, keep, change, notes }) => ({
			variantId: variant.id,
			keep,
			change,
			notes: notes.map(({ id }) => id)
		})),
		parts: partIds,
		perParent: request.perParent,
		cross: request.cross,
		edited: request.prompts.map(({ position }) => position)
	};
}

interface Descent {
	request: ReadEvolveRequest;
	material: Material;
	families: Gathered[][];
	seed: number;
	provider: Provider;
}

function descendants(
	{ db, cliches }: PlanEvolveDeps,
	brief: Brief,
	{ request, material, families, seed, provider }: Descent
): PlannedDescendant[] {
	const { perParent: each, range, pins, bans } = request;
	const directions = drawDescendants({
		dimensions: spaceOf(db, brief.id),
		families: families.map((family) => family.map(({ variant }) => variant)),
		each,
		range,
		seed,
		pins,
		bans,
		taken: rounds.pointsOf(db, brief.id)
	});
	const seen = cliches();
	// A parent may be of a space that has been changed since.
	const dimensions = everySpaceOf(db, brief.id);
	return families.flatMap((family, at) => {
		const own = new Set(family.map(({ variant }) => variant.id));
		// What is to be taken over from a page is in its own children already, unless several pages become one.
		const taken = material.taken.filter(
			({ variantId }) => family.length > 1 || !own.has(variantId)
		);
		return directions.slice(at * each, (at + 1) * each).map((direction, place) => ({
			direction,
			parents: linksOf(family, taken),
			prompt: buildEvolvePrompt({
				brief,
				direction,
				dimensions,
				range,
				cliches: seen,
				parents: family.map(({ variant, ...parent }) => ({
					...parent,
					number: variant.number,
					title: variant.title
				})),
				taken,
				siblings: each - 1,
				emphasis: range === 'refine' ? emphasisOf(place) : null,
				pictures: family.flatMap(({ picture }) => picture ?? []),
				handIn: provider.handIn
			})
		}));
	});
}

function linksOf(family: readonly Gathered[], taken: readonly GatheredPart[]): ParentLink[] {
	const parents = family.map(({ variant, keep, change, notes }): ParentLink => {
		const said = (intent: string) =>
			notes.filter((note) => note.intent === intent).map(({ text }) => text);
		return {
			variantId: variant.id,
			role: 'parent',
			keep: [keep, ...said('keep')].filter(Boolean).join('\n'),
			change: [change, ...said('fix')].filter(Boolean).join('\n')
		};
	});
	const others = new Map<string, string[]>();
	for (const { variantId, remark } of taken) {
		if (parents.some((parent) => parent.variantId === variantId)) continue;
		others.set(variantId, [...(others.get(variantId) ?? []), remark]);
	}
	const parts = [...others].map(([variantId, remarks]): ParentLink => ({
		variantId,
		role: 'part',
		keep: remarks.filter(Boolean).join('\n'),
		change: ''
	}));
	return [...parents, ...parts];
}

const CANNOT: Partial<Record<BuilderName, string>> = {
	composer:
		'The composer cannot go on from a page: it lays pages out from the brief, by hand-made rules, and reads none.',
	recorded: 'Recorded replies are what they are: none of them goes on from another.'
};

/**
 * Who can follow a page: a model, or a coding agent. Without a name, whichever is ready.
 * @throws VitrineError `provider_not_ready` with field `provider`
 */
export function providerFor(
	providers: Providers,
	request: Pick<ReadEvolveRequest, 'provider' | 'baseUrl' | 'models'>
): Provider {
	const { provider: name, baseUrl, models } = request;
	const reason = name === undefined ? undefined : CANNOT[name];
	if (reason !== undefined) {
		throw new VitrineError('provider_not_ready', reason, {
			field: 'provider',
			fix: 'Build the round with a model or a coding agent.'
		});
	}
	if (name !== undefined) return providers.get(name, baseUrl ?? null);
	const isMeant = baseUrl !== undefined || models.length > 0;
	if (isMeant) return providers.get('openai', baseUrl ?? null);
	const ready = PROMPTED_NAMES.find((one) => providers.get(one).readiness().ready);
	if (ready !== undefined) return providers.get(ready);
	const { fix } = providers.get('openai').readiness();
	throw new VitrineError(
		'provider_not_ready',
		'Only a model or a coding agent can go on from a page, and none is ready.',
		{ field: 'provider', ...(fix === null ? {} : { fix }) }
	);
}
