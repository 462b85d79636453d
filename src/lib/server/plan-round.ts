/** From what a person asks for to a round that can be begun: who builds it, out of which space, in which directions. */
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import type { Brief } from '#lib/domain/brief.ts';
import type { Dimension, Direction, Point } from '#lib/domain/direction.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { MAX_COUNT, MIN_COUNT, RoundRequest, type RoundSettings } from '#lib/domain/round.ts';
import type { BuilderName } from '#lib/domain/variant.ts';
import { drawDirections } from '#lib/generator/draw.ts';
import { narrowSpace } from '#lib/generator/draw-space.ts';
import type { Cliches } from '#lib/generator/prompts/cliches.ts';
import type { OwnDraw, Provider } from '#lib/generator/provider.ts';
import { plainAddress } from '#lib/generator/providers/endpoint.ts';
import { spaceOf } from './brief-space.ts';
import type { OpenDatabase, Queryable } from './database.ts';
import type { Providers } from './providers.ts';
import * as marks from './store/marks.ts';
import * as rounds from './store/rounds.ts';
import * as variants from './store/variants.ts';

interface Deps {
	/** Whether rounds of this process may photograph at all. */
	canCapture: boolean;
	database: OpenDatabase;
	providers: Providers;
	/** @see clichesFrom */
	cliches(): Cliches;
}

/** The request with its defaults, or the field at fault in words. */
export function readRequest(request: RoundRequest): ReturnType<typeof RoundRequest.parse> {
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

export interface RoundPlan {
	settings: RoundSettings;
	dimensions: Dimension[];
	/** Directions of the provider's own; null when they are to be drawn. */
	directions: Direction[] | null;
	/** Points of earlier rounds may come again. */
	again: boolean;
	/** Near whose picks it stays, where it does. */
	reviewer: string;
}

/**
 * @throws VitrineError `count_out_of_range`, `invalid_input`, `unknown_model`, `provider_not_ready`, `cliches_invalid`
 */
export async function planRound(
	{ database, providers, canCapture, cliches }: Deps,
	brief: Brief,
	request: ReturnType<typeof RoundRequest.parse>,
	reviewer: string
): Promise<RoundPlan> {
	const name = request.provider ?? defaultProvider(providers, brief, request);
	const provider = providers.get(name, request.baseUrl ?? null);
	const dimensions = spaceOf(database.db, brief.id);
	narrowSpace(dimensions, request.pins, request.bans);
	// Here too, so that a slip in the file is told to whoever begins the round, and fails none of its variants.
	cliches();
	const models = await provider.resolveModels(request.models);
	const seed = request.seed ?? Math.floor(Math.random() * 2 ** 31);
	const { count, pins, bans } = request;
	const directions = ownDirections(provider, brief, { count, seed, pins, bans });
	if (directions !== null) refuseRange(name, request);
	const settings: RoundSettings = {
		count: directions?.length ?? request.count,
		provider: name,
		models,
		baseUrl: request.baseUrl === undefined ? null : plainAddress(request.baseUrl),
		concurrency: request.concurrency,
		seed,
		budget: request.budget ?? null,
		shots: request.capture && canCapture ? shotsOf(recipeOf(brief), brief) : [],
		range: request.range,
		pins: request.pins,
		bans: request.bans,
		unattended: request.unattended,
		promptChars: null,
		evolve: null
	};
	return { settings, dimensions, directions, again: request.again, reviewer };
}

/** A provider with directions of its own has a say in how many there are. */
function ownDirections(provider: Provider, brief: Brief, draw: OwnDraw): Direction[] | null {
	const directions = provider.directionsFor(brief, draw);
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
	if (directions.length < draw.count) throw tooFew(provider, directions.length, draw.count);
	return directions;
}

function tooFew({ name }: Provider, there: number, asked: number): VitrineError {
	const isRecorded = name === 'recorded';
	const what = isRecorded
		? `There are ${there} recorded replies`
		: `What is pinned and banned leaves the ${name} ${there === 1 ? 'one page' : `${there} different pages`}`;
	const way = isRecorded ? 'use another provider' : 'free some of it';
	return new VitrineError('count_out_of_range', `${what}, not ${asked}.`, {
		field: 'count',
		fix: `Ask for ${there === 1 ? 'one' : `at most ${there}`}, or ${way}.`
	});
}

/** Its directions are its own: where a person asks to stay near or keep away from would be silently passed over. */
function refuseRange(name: BuilderName, { range }: Pick<RoundSettings, 'range'>): void {
	if (range === 'explore') return;
	throw new VitrineError(
		'invalid_input',
		`The ${name} provider can only explore: it knows nothing of earlier rounds.`,
		{ field: 'range', fix: 'Leave that out, or build the round with a model.' }
	);
}

/** Whether replies to this very brief are recorded. */
export function hasRecording(providers: Providers, brief: Brief): boolean {
	const one = { count: 1, seed: 0, pins: {}, bans: {} };
	return providers.get('recorded').directionsFor(brief, one) !== null;
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

/**
 * The directions of a round: its provider's own, or drawn near what this reviewer picked or away from all there is, as its range
 * says.
 * @returns also how many have a point that has been drawn before, because the space has no more
 */
export function directionsOf(
	tx: Queryable,
	briefId: string,
	{ settings, dimensions, directions: own, again, reviewer }: RoundPlan
): { directions: Direction[]; repeated: number } {
	if (own !== null) return { directions: own, repeated: 0 };
	const marked = marks.ofBrief(tx, briefId, reviewer);
	const picked = variants.ofBrief(tx, briefId).filter(({ id }) => marked.get(id)?.flag === 'pick');
	const { count, seed, range, pins, bans } = settings;
	const taken = rounds.pointsOf(tx, briefId);
	const around = picked.map(({ point }) => point);
	const request = { dimensions, count, seed, range, pins, bans, again, taken, around };
	const directions = drawDirections(request);
	const keys = directions.map(({ point }) => keyOf(point));
	const before = again ? [] : taken.map(keyOf);
	const fresh = new Set(keys.filter((key) => !before.includes(key)));
	return { directions, repeated: count - fresh.size };
}

function keyOf(point: Point): string {
	return JSON.stringify(Object.entries(point).sort());
}
