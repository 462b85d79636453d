/** Any OpenAI-compatible endpoint. The one place that knows the client library. */
import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { Stream } from 'openai/streaming';
import { VitrineError } from '#lib/domain/errors.ts';
import { untilAborted } from '#lib/domain/until-aborted.ts';
import type { BuildContext, BuildReply, Provider, Question } from '../provider.ts';
import { MAX_REPLY_BYTES } from '../reply.ts';
import { cancelled, throwIfCancelled } from './cancelling.ts';
import {
	CompletionPart,
	gatherReply,
	isWebPage,
	ModelList,
	parseJson,
	type ReplyGatherer
} from './completion.ts';
import { readEndpoint, secretsIn, type Endpoint } from './endpoint.ts';
import { NAME_A_MODEL, readinessOf, readyEndpoint } from './endpoint-readiness.ts';
import {
	cutOff,
	endpointError,
	idleError,
	notAnEndpoint,
	offers,
	unknownModel,
	type EndpointFailure
} from './endpoint-errors.ts';
import { watchEndpoint, type EndpointWatch } from './endpoint-watch.ts';
import { withoutSecrets } from './secrets.ts';

/**
 * Nothing at all for this long ends a request. Models that think in silence and local ones that are being loaded take
 * minutes; the platform's own fetch gives up after five, with a worse explanation.
 */
const IDLE_LIMIT_MS = 4 * 60_000;
/** Gateways send signs of life while a request queues; after this long without a word of the reply it is over. */
const WORDLESS_LIMIT_MS = 15 * 60_000;
const MAX_RETRIES = 4;
/** The client's own clock also counts the waits between tries, and those for one's turn: it must never be the first. */
const CLIENT_TIMEOUT_MS = 24 * 60 * 60_000;
/** A list of models is a courtesy: it is not waited for. */
const MODELS_TIMEOUT_MS = 15_000;
/** Local servers list every model they have, those that write nothing included. */
const NOT_A_WRITER = /embed|rerank|whisper|tts|clip|moderation|transcri|diffusion|-vae/i;

export interface OpenAiOptions {
	/** Null when none is set; a local endpoint needs none. */
	apiKey: string | null;
	/** Null for the hosted endpoint of OpenAI. */
	baseUrl: string | null;
	/** Models to use when none is asked for. */
	models: readonly string[];
	/** See IDLE_LIMIT_MS; for tests. */
	idleLimitMs?: number;
	wordlessLimitMs?: number;
	/** How often the client tries again by itself. */
	maxRetries?: number;
	maxReplyBytes?: number;
}

interface Settings extends Required<OpenAiOptions> {
	/** False once the endpoint has refused to be asked for usage in a stream. */
	asksUsage: boolean;
	/** Models that have refused to be shown pictures. */
	blind: Set<string>;
}

/** A provider on one endpoint. Asks nothing of the network until a round needs it. */
export function createOpenAiProvider(options: OpenAiOptions): Provider {
	const settings: Settings = {
		idleLimitMs: IDLE_LIMIT_MS,
		wordlessLimitMs: WORDLESS_LIMIT_MS,
		maxRetries: MAX_RETRIES,
		maxReplyBytes: MAX_REPLY_BYTES,
		...options,
		apiKey: options.apiKey?.trim() || null,
		asksUsage: true,
		blind: new Set()
	};
	return {
		name: 'openai',
		converses: true,
		handIn: null,
		readiness: () => readinessOf(settings),
		resolveModels: (asked) => resolveModels(settings, asked),
		directionsFor: () => null,
		build: (job, context) => build(settings, job, context),
		ask: (question, context) => build(settings, question, context)
	};
}

function connect(
	settings: Settings,
	endpoint: Endpoint,
	fetchWith: EndpointWatch['fetch'] = fetch
): OpenAI {
	const withoutKey = settings.apiKey === null ? { Authorization: null } : {};
	const { authorization } = endpoint;
	return new OpenAI({
		apiKey: settings.apiKey ?? 'none',
		baseURL: endpoint.baseUrl,
		// Given, so that the client does not look into the environment for them.
		organization: null,
		project: null,
		adminAPIKey: null,
		webhookSecret: null,
		logLevel: 'off',
		maxRetries: settings.maxRetries,
		timeout: CLIENT_TIMEOUT_MS,
		fetch: fetchWith,
		// A password in the address is meant for that very address, a key perhaps for another.
		defaultHeaders: authorization === null ? withoutKey : { Authorization: authorization }
	});
}

async function resolveModels(settings: Settings, asked: string[]): Promise<string[]> {
	const endpoint = readyEndpoint(settings);
	const wanted = asked.length > 0 ? asked : [...settings.models];
	const offered = await listModels(settings, endpoint);
	if (wanted.length > 0) {
		const missing = wanted.find((model) => offered.length > 0 && !offers(offered, model));
		if (missing !== undefined) throw unknownModel(missing, { endpoint, offered });
		return [...new Set(wanted)];
	}
	const writers = offered.filter((model) => !NOT_A_WRITER.test(model));
	const [first] = writers;
	if (first !== undefined && (endpoint.isLocal || writers.length === 1)) return [first];
	const some = writers.slice(0, 8).join(', ');
	throw new VitrineError(
		'provider_not_ready',
		`No model is named for ${endpoint.shown}${some ? `, which offers ${some}` : ''}.`,
		{
			field: 'model',
			fix: NAME_A_MODEL
		}
	);
}

/**
 * The names an endpoint offers; empty when it has no such list. An endpoint that is not there, refuses the key or answers
 * with a web page says so here, before a round is begun.
 */
async function listModels(settings: Settings, endpoint: Endpoint): Promise<string[]> {
	const client = connect({ ...settings, maxRetries: Math.min(1, settings.maxRetries) }, endpoint);
	try {
		const response = await client.get('/models', { timeout: MODELS_TIMEOUT_MS }).asResponse();
		const text = await response.text();
		if (isWebPage(response, text))
			throw notAnEndpoint(endpoint.shown, 'it answers with a web page');
		const list = ModelList.safeParse(parseJson(text));
		return list.success ? list.data.data.map((model) => model.id) : [];
	} catch (error) {
		if (error instanceof VitrineError) throw error;
		const failure = failureOf(error);
		const final = failure.status === 401 || failure.status === 403 || failure.connection !== null;
		if (final && !(error instanceof APIConnectionTimeoutError)) {
			throw endpointError(failure, {
				endpoint,
				model: '',
				secrets: secretsIn(settings.apiKey, settings.baseUrl),
				offered: []
			});
		}
		return [];
	}
}

async function build(
	settings: Settings,
	job: Question,
	context: BuildContext
): Promise<BuildReply> {
	const endpoint = readyEndpoint(settings);
	throwIfCancelled(context.signal);
	const stopping = new AbortController();
	const signal = AbortSignal.any([context.signal, stopping.signal]);
	const watch = watchEndpoint({
		...settings,
		signal,
		onIdle: (limitMs) => stopping.abort(idleError(endpoint, limitMs)),
		onPushback: (waitMs) => context.onPushback?.(waitMs)
	});
	const client = connect(settings, endpoint, (input, init) => watch.fetch(input, init));
	const gathered = gatherReply(job.model, settings.maxReplyBytes);
	let steps: string[] = [];
	try {
		const { response, ...asked } = await untilAborted(ask(settings, client, job, signal), signal);
		({ steps } = asked);
		await untilAborted(receive(response, gathered, { endpoint, client, watch, context }), signal);
	} catch (error) {
		if (context.signal.aborted) throw cancelled(context.signal);
		if (!isAllThere(error, gathered)) throw await explained(error, settings, job, gathered);
	} finally {
		watch.stop();
		// Frees the connection when the reply was not read to its end.
		stopping.abort();
	}
	const reply = gathered.reply();
	const secrets = secretsIn(settings.apiKey, settings.baseUrl);
	return {
		...reply,
		text: withoutSecrets(reply.text, secrets),
		model: withoutSecrets(reply.model, secrets),
		steps
	};
}

/** Asks with the pictures of the prompt; of a model that refuses them, once more without. */
async function ask(
	settings: Settings,
	client: OpenAI,
	job: Question,
	signal: AbortSignal
): Promise<{ response: Response; steps: string[] }> {
	const { pictures = [] } = job;
	if (pictures.length === 0)
		return { response: await send(settings, client, job, signal), steps: [] };
	if (!settings.blind.has(job.model)) {
		try {
			return { response: await send(settings, client, job, signal), steps: [] };
		} catch (error) {
			if (!refusesPictures(error)) throw error;
			settings.blind.add(job.model);
		}
	}
	const response = await send(settings, client, { ...job, pictures: [] }, signal);
	return {
		response,
		steps: ['The model takes no pictures; it was asked without them, by their captions alone.']
	};
}

async function send(
	settings: Settings,
	client: OpenAI,
	job: Question,
	signal: AbortSignal
): Promise<Response> {
	const body = {
		model: job.model,
		messages: [
			{ role: 'system' as const, content: job.prompt.system },
			{ role: 'user' as const, content: contentOf(job) },
			...job.turns.flatMap(({ reply, ask }) => [
				{ role: 'assistant' as const, content: reply },
				{ role: 'user' as const, content: ask }
			])
		],
		stream: true as const
	};
	if (settings.asksUsage) {
		try {
			const asking = { ...body, stream_options: { include_usage: true } };
			return await client.chat.completions.create(asking, { signal }).asResponse();
		} catch (error) {
			if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422))
				throw error;
			if (refusesPictures(error)) throw error;
			// Some servers refuse fields they do not know. If it was not that, the same answer comes again.
			const response = await client.chat.completions.create(body, { signal }).asResponse();
			settings.asksUsage = false;
			return response;
		}
	}
	return client.chat.completions.create(body, { signal }).asResponse();
}

/** What a person would be shown: the text, then each picture under its caption. */
function contentOf({ prompt, pictures = [] }: Question) {
	if (pictures.length === 0) return prompt.user;
	return [
		{ type: 'text' as const, text: prompt.user },
		...pictures.flatMap(({ caption, png }) => [
			{ type: 'text' as const, text: caption },
			{ type: 'image_url' as const, image_url: { url: `data:image/png;base64,${png}` } }
		])
	];
}

const PICTURE_WORDS = /image|picture|vision|multi-?modal|content.{0,40}(type|string|part|array)/i;

/** Servers word it differently; of the statuses with which they refuse input, those are meant that speak of pictures. */
function refusesPictures(error: unknown): boolean {
	if (!(error instanceof APIError)) return false;
	const isInput = [400, 404, 415, 422, 500, 501].includes(error.status ?? 0);
	return isInput && PICTURE_WORDS.test(failureOf(error).words);
}

interface Receiving {
	endpoint: Endpoint;
	client: OpenAI;
	watch: EndpointWatch;
	context: BuildContext;
}

async function receive(
	response: Response,
	gathered: ReplyGatherer,
	receiving: Receiving
): Promise<void> {
	const { endpoint, watch } = receiving;
	const type = response.headers.get('content-type') ?? '';
	if (/html/i.test(type)) throw notAnEndpoint(endpoint.shown, 'it answers with a web page');
	if (/\bjson\b/i.test(type)) {
		// Asked for a stream, some endpoints answer whole all the same.
		take(parseJson(await response.text()), gathered, receiving);
		return;
	}
	let parts = 0;
	// A controller of its own: the stream aborts it before it reports what went wrong.
	const stream = Stream.fromSSEResponse<unknown>(response, new AbortController(), receiving.client);
	for await (const part of stream) {
		parts++;
		take(part, gathered, receiving);
		// What there is of it is kept, and is by its length no page.
		if (gathered.isTooLong()) return;
	}
	if (gathered.isFinished() || watch.sawEnd()) return;
	if (parts === 0) throw notAnEndpoint(endpoint.shown, 'its answer is no stream of completions');
	throw cutOff(endpoint, gathered.textLength());
}

function take(
	value: unknown,
	gathered: ReplyGatherer,
	{ endpoint, watch, context }: Receiving
): void {
	const part = CompletionPart.safeParse(value);
	if (!part.success)
		throw notAnEndpoint(endpoint.shown, 'its answer does not have the shape of a completion');
	gathered.add(part.data);
	watch.heard();
	context.onProgress(gathered.received());
}

/** True when an error costs nothing but the usage: the model had said that it was done, or had closed its document. */
function isAllThere(error: unknown, gathered: ReplyGatherer): boolean {
	return gathered.isFinished() || /<\/html>\s*(?:`{3,}\s*)?$/i.test(gathered.reply().text);
}

async function explained(
	error: unknown,
	settings: Settings,
	job: Question,
	gathered: ReplyGatherer
): Promise<VitrineError> {
	const endpoint = readEndpoint(settings.baseUrl);
	if (error instanceof VitrineError) return error;
	if (error instanceof SyntaxError) return notAnEndpoint(endpoint.shown, 'its answer is not JSON');
	// The client turns what goes wrong before an answer into errors of its own; what is left broke off a stream.
	if (!(error instanceof APIError)) return cutOff(endpoint, gathered.textLength());
	const failure = failureOf(error);
	const mayLackModel = failure.status === 400 || failure.status === 404;
	const offered = mayLackModel ? await listModels(settings, endpoint).catch(() => []) : [];
	return endpointError(failure, {
		endpoint,
		model: job.model,
		secrets: secretsIn(settings.apiKey, settings.baseUrl),
		offered
	});
}

/** The facts of a client error. The error itself is not kept as a cause: it may hold the key, and causes get logged. */
function failureOf(error: unknown): EndpointFailure {
	if (!(error instanceof APIError)) {
		return { status: undefined, words: '', code: null, spoke: false, connection: null };
	}
	const connection = error instanceof APIConnectionError ? connectionCode(error) : null;
	const body: unknown = error.error;
	const said: unknown =
		typeof body === 'object' && body !== null ? Reflect.get(body, 'message') : body;
	const code: unknown = error.code;
	return {
		// Gateways put the status of the server behind them into errors within a stream.
		status: error.status ?? (typeof code === 'number' ? code : undefined),
		words: typeof said === 'string' ? said : '',
		code: typeof code === 'string' ? code : null,
		spoke: body !== undefined,
		connection
	};
}

function connectionCode(error: APIConnectionError): string {
	if (error instanceof APIConnectionTimeoutError) return 'ETIMEDOUT';
	let cause: unknown = error;
	while (cause instanceof Error) {
		if ('code' in cause && typeof cause.code === 'string') return cause.code;
		cause = cause instanceof AggregateError ? cause.errors[0] : cause.cause;
	}
	return 'unknown';
}
