/** The dimensions of a brief: as they stand, as a model proposes them, as a person edits them. */
import { isDeepStrictEqual } from 'node:util';
import { joinSpaces, MAX_DIMENSIONS, type Dimension } from '#lib/domain/direction.ts';
import { toVitrineError, VitrineError } from '#lib/domain/errors.ts';
import type { ValueChoice } from '#lib/domain/round.ts';
import { checkChoices, readChoices } from '#lib/domain/value-choice.ts';
import type { BuilderName } from '#lib/domain/variant.ts';
import { STANDING_DIMENSIONS } from '#lib/generator/dimensions.ts';
import { buildDimensionsPrompt } from '#lib/generator/prompts/dimensions-prompt.ts';
import type { Provider } from '#lib/generator/provider.ts';
import { readDimensions } from '#lib/generator/read-dimensions.ts';
import type { BlobStore } from './blobs.ts';
import { everySpaceOf, spaceOf } from './brief-space.ts';
import type { OpenDatabase } from './database.ts';
import type { Providers } from './providers.ts';
import { requiredBrief } from './required.ts';
import * as briefs from './store/briefs.ts';

/** Whom to ask. What is left out is chosen as for a round, among those that can be asked. */
interface ProposalRequest {
	provider?: BuilderName | undefined;
	model?: string | undefined;
	baseUrl?: string | undefined;
}

export interface Proposal {
	/** The space as it now stands: what was proposed, and then what was there. */
	dimensions: Dimension[];
	/** What of the answer was mended or left out, as sentences. */
	repairs: string[];
	/** The reply as received. */
	replySha256: string;
}

export interface DimensionService {
	/** What serves a brief that has no space of its own. */
	readonly standing: Dimension[];
	/** Whether the brief has a space of its own. @throws VitrineError `not_found` */
	hasOwn(briefId: string): boolean;
	/** What the next round is drawn from. @throws VitrineError `not_found` */
	space(briefId: string): Dimension[];
	/**
	 * Reads conditions such as `structure=board,table` on variants of some briefs.
	 * @throws VitrineError `invalid_input` with field `where` for what no brief among them has
	 */
	readFilter(briefIds: string[], conditions: string[]): ValueChoice;
	/**
	 * Asks a model for dimensions that matter for this brief. They take the place of those a model proposed before; the
	 * standing ones and a person's own stay.
	 * @throws VitrineError `not_found`, `provider_not_ready`, `unknown_model`, `reply_no_dimensions`, `cancelled`, and what asking
	 * can come to; nothing is changed then
	 */
	propose(briefId: string, request: ProposalRequest, signal: AbortSignal): Promise<Proposal>;
	/**
	 * Takes a person's space in place of the whole one.
	 * @param space as `DimensionSpace` reads it; whose a dimension is follows from what is stored, not from what it says
	 * @throws VitrineError `not_found`
	 */
	save(briefId: string, space: Dimension[]): Dimension[];
	/** Back to the standing dimensions. @throws VitrineError `not_found` */
	reset(briefId: string): Dimension[];
}

interface Deps {
	database: OpenDatabase;
	blobs: BlobStore;
	providers: Providers;
}

export function createDimensionService({ database, blobs, providers }: Deps): DimensionService {
	const { db } = database;

	return {
		standing: STANDING_DIMENSIONS,
		hasOwn: (briefId) =>
			!isDeepStrictEqual(spaceOf(db, requiredBrief(db, briefId).id), STANDING_DIMENSIONS),
		space: (briefId) => spaceOf(db, requiredBrief(db, briefId).id),
		readFilter(briefIds, conditions) {
			const choices = readChoices(conditions, 'where');
			const known = joinSpaces(briefIds.map((id) => everySpaceOf(db, requiredBrief(db, id).id)));
			checkChoices(choices, known, 'where');
			return choices;
		},
		async propose(briefId, request, signal) {
			const brief = requiredBrief(db, briefId);
			const { provider, ask } = providerToAsk(providers, request);
			const [model = ''] = await provider.resolveModels(request.model ? [request.model] : []);
			const present = keptBeside(spaceOf(db, briefId));
			const prompt = buildDimensionsPrompt({ brief, standing: present });
			const reply = await ask(
				{ model, prompt, turns: [] },
				{ signal, onProgress: () => undefined }
			);
			// First of all, so that an answer nothing can be made of is there to be looked at.
			const replySha256 = await blobs.put(reply.text);
			const read = readOrTell(() => readDimensions(reply.text, reply.finish, present), replySha256);
			const dimensions = database.write((tx) => {
				// Asking takes minutes, in which a person may have edited.
				const kept = keptBeside(spaceOf(tx, briefId));
				const fresh = read.dimensions
					.filter(({ key }) => !kept.some((own) => own.key === key))
					.slice(0, MAX_DIMENSIONS - kept.length);
				briefs.insertDimensions(tx, briefId, [...fresh, ...kept]);
				return [...fresh, ...kept];
			});
			return { dimensions, repairs: read.repairs, replySha256 };
		},
		save(briefId, space) {
			requiredBrief(db, briefId);
			return database.write((tx) => {
				const known = everySpaceOf(tx, briefId);
				const dimensions = space.map((dimension) => withOrigin(dimension, known));
				briefs.insertDimensions(tx, briefId, dimensions);
				return dimensions;
			});
		},
		reset(briefId) {
			requiredBrief(db, briefId);
			database.write((tx) => briefs.insertDimensions(tx, briefId, STANDING_DIMENSIONS));
			return STANDING_DIMENSIONS;
		}
	};
}

function keptBeside(space: Dimension[]): Dimension[] {
	return space.filter(({ origin }) => origin !== 'model');
}

/** What was there stays whose it was, however it is edited; what was not is the person's. */
function withOrigin(
	{ key, label, why, values }: Dimension,
	known: readonly Dimension[]
): Dimension {
	const before = known.find((dimension) => dimension.key === key);
	const origin = before ? before.origin : 'person';
	return { key, label, why, values, ...(origin && { origin }) };
}

/** @throws VitrineError `provider_not_ready` for one that has no model to ask, or when none has */
function providerToAsk(
	providers: Providers,
	{ provider: asked, model, baseUrl }: ProposalRequest
): { provider: Provider; ask: NonNullable<Provider['ask']> } {
	const isEndpoint = baseUrl !== undefined || model !== undefined;
	const name = asked ?? (isEndpoint ? 'openai' : firstReady(providers));
	const provider = name === null ? null : providers.get(name, baseUrl ?? null);
	if (provider?.ask) return { provider, ask: provider.ask };
	throw new VitrineError(
		'provider_not_ready',
		provider
			? `The ${provider.name} provider has no model that could be asked for dimensions.`
			: 'There is no model that could be asked for dimensions.',
		{
			field: 'provider',
			fix: 'Name an endpoint, or go on with the dimensions there are.'
		}
	);
}

function firstReady(providers: Providers): BuilderName | null {
	const ready = providers.readiness().find(({ provider, ready: isReady }) => {
		return isReady && providers.get(provider).ask !== null;
	});
	return ready?.provider ?? null;
}

function readOrTell<T>(read: () => T, replySha256: string): T {
	try {
		return read();
	} catch (thrown) {
		const { code, message, field, fix } = toVitrineError(thrown);
		throw new VitrineError(code, message, {
			field,
			fix: [fix, `The answer is kept as blob ${replySha256.slice(0, 12)}….`]
				.filter(Boolean)
				.join(' '),
			cause: thrown
		});
	}
}
