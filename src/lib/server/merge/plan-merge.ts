/** From what a person asks for to a merge by models that can be begun: who writes it, by which prompt, and what it is shown. */
import type { Brief } from '#lib/domain/brief.ts';
import { shotKey } from '#lib/domain/capture.ts';
import type { Dimension, Direction } from '#lib/domain/direction.ts';
import type { ModelMergeRequest } from '#lib/domain/merge.ts';
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import { RoundSettings } from '#lib/domain/round.ts';
import { sourceOfElement } from '#lib/generator/element-source.ts';
import type { Cliches } from '#lib/generator/prompts/cliches.ts';
import { buildMergePrompt, type MergeDocument } from '#lib/generator/prompts/merge-prompt.ts';
import { rewordPrompt } from '#lib/generator/prompts/prompt-text.ts';
import type { Prompt, PromptPicture } from '#lib/generator/provider.ts';
import { plainAddress } from '#lib/generator/providers/endpoint.ts';
import type { BlobStore } from '../blobs.ts';
import { spaceOf } from '../brief-space.ts';
import type { Queryable } from '../database.ts';
import { openNotes } from '../evolve/parents-from.ts';
import { providerFor } from '../evolve/plan-evolve.ts';
import type { Providers } from '../providers.ts';
import * as captures from '../store/captures.ts';
import { numbersOf, readSources, type MergeSource, type MergeSources } from './sources.ts';

/** Photographs that a model is shown: of the base, and of as many others. */
const MAX_PICTURES = 6;

export interface PlanMergeDeps {
	/** Whether rounds of this process may photograph at all. */
	canCapture: boolean;
	db: Queryable;
	blobs: Pick<BlobStore, 'get'>;
	providers: Providers;
	/** @see clichesFrom */
	cliches(): Cliches;
}

export interface MergePlan {
	sources: MergeSources;
	settings: RoundSettings;
	dimensions: Dimension[];
	direction: Direction;
	prompt: Prompt;
}

/**
 * @throws VitrineError as `readSources` does; `provider_not_ready`, `unknown_model` and whatever asking for models comes to
 */
export async function planMerge(
	deps: PlanMergeDeps,
	brief: Brief,
	request: ModelMergeRequest
): Promise<MergePlan> {
	const sources = await readSources(deps, brief.id, request);
	const provider = providerFor(deps.providers, request);
	const models = await provider.resolveModels(request.models);
	const drafted = draftPrompt(deps, brief, { request, sources, handIn: provider.handIn });
	const prompt = request.prompt === undefined ? drafted : rewordPrompt(drafted, request.prompt);
	const { variant } = sources.base;
	return {
		sources,
		prompt,
		dimensions: spaceOf(deps.db, brief.id),
		direction: {
			point: variant.point,
			statement: `Variant ${variant.number}, merged with ${numbersOf(sources.parts.map(({ source }) => source))}.${request.instruction === '' ? '' : ` ${request.instruction.slice(0, 200)}`}`
		},
		settings: RoundSettings.parse({
			count: request.count,
			provider: provider.name,
			models,
			baseUrl: request.baseUrl === undefined ? null : plainAddress(request.baseUrl),
			concurrency: request.concurrency,
			seed: request.seed ?? Math.floor(Math.random() * 2 ** 31),
			budget: request.budget ?? null,
			shots: deps.canCapture ? shotsOf(recipeOf(brief), brief) : [],
			unattended: request.unattended,
			promptChars: prompt.system.length + prompt.user.length
		})
	};
}

interface Drafting {
	request: ModelMergeRequest;
	sources: MergeSources;
	handIn: string | null;
}

function draftPrompt(
	deps: PlanMergeDeps,
	brief: Brief,
	{ request, sources, handIn }: Drafting
): Prompt {
	const { base } = sources;
	const notes = openNotes(deps.db, brief.id);
	const documents = new Map<MergeSource, MergeDocument>();
	const documentOf = (source: MergeSource): MergeDocument => {
		const { id, number, title } = source.variant;
		const known = documents.get(source) ?? {
			number,
			title,
			html: source.html,
			notes: notes.filter(({ variantId }) => variantId === id)
		};
		documents.set(source, known);
		return known;
	};
	return buildMergePrompt({
		brief,
		cliches: deps.cliches(),
		base: documentOf(base),
		parts: sources.parts.map(({ part, source }) => ({
			of: documentOf(source),
			take: part.take,
			remark: part.remark,
			markup: part.elementId === null ? null : sourceOfElement(source.html, part.elementId),
			place:
				part.place === null
					? null
					: {
							where: part.place.where,
							anchor: sourceOfElement(base.html, part.place.anchorId)?.slice(0, 1200) ?? ''
						}
		})),
		instruction: request.instruction,
		keep: request.keep,
		pictures: picturesOf(deps.db, sources),
		handIn
	});
}

/** The base, then each variant that something is of, in the look in which it was picked. */
function picturesOf(db: Queryable, { base, parts }: MergeSources): PromptPicture[] {
	const first = parts[0]?.part;
	const wanted = [
		{ source: base, look: first },
		...parts.map(({ part, source }) => ({ source, look: part }))
	];
	const shown = new Map<string, PromptPicture>();
	for (const { source, look } of wanted) {
		const { id, number } = source.variant;
		const taken = captures.glancesOfVariant(db, id).filter(({ pose }) => pose === 'rest');
		const there = taken.filter(({ imageSha256 }) => imageSha256 !== null);
		const key = look && shotKey({ viewport: look.viewport, theme: look.theme, state: look.state });
		const shot = there.find((one) => shotKey(one) === key) ?? there[0];
		if (!shot?.imageSha256 || shown.size >= MAX_PICTURES) continue;
		const { viewport, theme, state, imageSha256: sha256 } = shot;
		const how = [viewport, theme, ...(state === null ? [] : [`state ${state}`])].join(', ');
		const what = source === base ? `The base, variant ${number}` : `Variant ${number}`;
		shown.set(sha256, shown.get(sha256) ?? { sha256, caption: `${what}: ${how}` });
	}
	return [...shown.values()];
}
