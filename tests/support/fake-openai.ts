/**
 * An OpenAI-compatible endpoint of our own for tests and benches, no wider than what the app calls: chat completions,
 * streamed and whole, and the list of models. By hand: `npx tsx tests/support/fake-openai.ts --port 4690 --scenario good --delay 400`
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { asksForDimensions, writeDimensions } from './fake-openai-dimensions.ts';
import { wrapPage, writePage } from './fake-openai-pages.ts';
import {
	isScenarioName,
	SCENARIOS,
	type Scenario,
	type ScenarioName
} from './fake-openai-scenarios.ts';

/** Text, or text and pictures in parts. */
const Content = z.union([
	z.string(),
	z.array(
		z.union([
			z.object({ type: z.literal('text'), text: z.string() }),
			z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) })
		])
	)
]);

/** With the text of its parts as one, and the addresses of its pictures. */
const Message = z.object({ role: z.string(), content: Content }).transform(({ role, content }) => {
	const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
	const pictures = parts.flatMap((part) => (part.type === 'image_url' ? part.image_url.url : []));
	return {
		role,
		content: parts.flatMap((part) => (part.type === 'text' ? part.text : [])).join('\n\n'),
		// Nothing where there are none: most tests are about words.
		pictures: pictures.length > 0 ? pictures : undefined
	};
});

const CompletionRequest = z.looseObject({
	model: z.string(),
	messages: z.array(Message),
	stream: z.boolean().default(false),
	stream_options: z.object({ include_usage: z.boolean().optional() }).optional()
});
type CompletionRequest = z.infer<typeof CompletionRequest>;

export interface ReceivedRequest {
	/** Counted from 1 over chat completions. */
	number: number;
	scenario: ScenarioName | 'custom';
	body: CompletionRequest;
	authorization: string | null;
	/** `open` until it is answered; `dropped` when the caller went away first. */
	outcome: 'open' | 'answered' | 'dropped';
}

/** Which scenario a request gets: always one, one after another with the last for all that follow, or by number (from 1). */
export type ScenarioChoice =
	| ScenarioName
	| Scenario
	| (ScenarioName | Scenario)[]
	| ((number: number, body: CompletionRequest) => ScenarioName | Scenario);

export interface FakeOpenAiOptions {
	scenario?: ScenarioChoice;
	/** The models it has; others are unknown to it. */
	models?: string[];
	/** How the list of models is answered: the list, 404, or a web page. */
	modelList?: 'list' | 'missing' | 'page';
	/** The only key it accepts; without one it asks for none. */
	key?: string;
	/** Before the first byte of every completion, in milliseconds, on top of the scenario's own. */
	delayMs?: number;
	/** 0 picks a free one. */
	port?: number;
}

export interface FakeOpenAi {
	/** The base URL to set, `/v1` included. */
	url: string;
	/** Every chat completion asked for so far. */
	requests: ReceivedRequest[];
	/** The most completions that were in flight at the same time. */
	maxInFlight(): number;
	/** Changes what the following requests get. */
	setScenario(choice: ScenarioChoice): void;
	close(): Promise<void>;
}

export const FAKE_MODELS = ['fake-large', 'fake-small'];

export async function startFakeOpenAi(options: FakeOpenAiOptions = {}): Promise<FakeOpenAi> {
	const models = options.models ?? FAKE_MODELS;
	const requests: ReceivedRequest[] = [];
	let choice = options.scenario ?? 'good';
	let chosenSince = 0;
	let inFlight = 0;
	let most = 0;

	const complete = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		const body = CompletionRequest.parse(JSON.parse(await readBody(request)));
		const number = requests.length + 1;
		const chosen = choose(choice, number - chosenSince, body);
		const received: ReceivedRequest = {
			number,
			scenario: typeof chosen === 'string' ? chosen : 'custom',
			body,
			authorization: request.headers.authorization ?? null,
			outcome: 'open'
		};
		requests.push(received);
		most = Math.max(most, ++inFlight);
		response.once('close', () => {
			inFlight--;
			received.outcome = response.writableFinished ? 'answered' : 'dropped';
		});
		if (!models.includes(body.model)) {
			return sendError(
				response,
				404,
				`The model \`${body.model}\` does not exist`,
				'model_not_found'
			);
		}
		const scenario: Scenario = typeof chosen === 'string' ? SCENARIOS[chosen] : chosen;
		await play(scenario, { body, number, response, delayMs: options.delayMs ?? 0 });
	};

	const server = createServer((request, response) => {
		const given = (request.headers.authorization ?? '').replace('Bearer ', '');
		const path = `${request.method ?? ''} ${request.url ?? ''}`;
		if (options.key !== undefined && given !== options.key) {
			return sendError(response, 401, `Incorrect API key provided: ${given}.`, 'invalid_api_key');
		}
		if (path === 'GET /v1/models') return sendModels(response, models, options.modelList ?? 'list');
		if (path !== 'POST /v1/chat/completions')
			return sendError(response, 404, `No such path: ${path}`, null);
		complete(request, response).catch((error: unknown) => {
			if (!response.headersSent) sendError(response, 400, String(error), null);
			else response.destroy();
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		requests,
		maxInFlight: () => most,
		setScenario(next) {
			choice = next;
			chosenSince = requests.length;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}

function choose(
	choice: ScenarioChoice,
	number: number,
	body: CompletionRequest
): ScenarioName | Scenario {
	if (typeof choice === 'function') return choice(number, body);
	if (Array.isArray(choice)) return choice[Math.min(number, choice.length) - 1] ?? 'good';
	return choice;
}

interface Turn {
	body: CompletionRequest;
	number: number;
	response: ServerResponse;
	delayMs: number;
}

async function play(scenario: Scenario, { body, number, response, delayMs }: Turn): Promise<void> {
	if (scenario.silent) return;
	const wait = delayMs + (scenario.delayMs ?? 0);
	if (wait > 0) await sleep(wait);
	if (scenario.refusesStreamOptions && body.stream_options) {
		return sendError(response, 400, 'Unrecognized request argument supplied: stream_options', null);
	}
	if (scenario.refusesPictures && body.messages.some(({ pictures }) => pictures !== undefined)) {
		return sendError(response, 400, 'This model does not support image input', null);
	}
	if (scenario.answer) {
		const { status, headers, json, page } = scenario.answer;
		response.writeHead(status, {
			'content-type': page === undefined ? 'application/json' : 'text/html',
			...headers
		});
		response.end(page ?? JSON.stringify(json));
		return;
	}
	const prompt = body.messages.map((message) => message.content).join('\n\n');
	const whole = (
		scenario.text ?? (scenario.refusal === undefined ? writeAnswer(prompt, number) : '')
	).repeat(scenario.times ?? 1);
	const text = whole.slice(0, Math.round(whole.length * (scenario.share ?? 1)));
	const usage = {
		prompt_tokens: Math.ceil(prompt.length / 4),
		completion_tokens: Math.ceil(text.length / 4),
		total_tokens: Math.ceil((prompt.length + text.length) / 4),
		...(scenario.cost === undefined ? {} : { cost: scenario.cost })
	};
	if (body.stream && !scenario.neverStreams)
		return stream(scenario, text, { body, number, response, usage });
	const message = {
		role: 'assistant',
		content: text,
		...(scenario.refusal === undefined ? {} : { refusal: scenario.refusal })
	};
	response.writeHead(200, { 'content-type': 'application/json' });
	response.end(
		JSON.stringify({
			...envelope(body, number, 'chat.completion'),
			choices: [{ index: 0, message, finish_reason: scenario.finish ?? 'stop' }],
			usage
		})
	);
}

function writeAnswer(prompt: string, number: number): string {
	return asksForDimensions(prompt)
		? writeDimensions()
		: wrapPage(writePage(prompt, number), number);
}

interface StreamTurn extends Omit<Turn, 'delayMs'> {
	usage: object;
}

async function stream(
	scenario: Scenario,
	text: string,
	{ body, number, response, usage }: StreamTurn
): Promise<void> {
	response.writeHead(200, {
		'content-type': 'text/event-stream; charset=utf-8',
		'cache-control': 'no-cache'
	});
	const send = (part: object): void => {
		response.write(
			`data: ${JSON.stringify({ ...envelope(body, number, 'chat.completion.chunk'), ...part })}\n\n`
		);
	};
	const say = (delta: object, finish: string | null = null): void =>
		send({ choices: [{ index: 0, delta, finish_reason: finish }] });

	say({ role: 'assistant', content: '' });
	if (scenario.thinking) say({ reasoning_content: scenario.thinking });
	if (scenario.refusal) say({ refusal: scenario.refusal });
	let isHurried = false;
	void scenario.hurry?.then(() => (isHurried = true));
	const size = scenario.chunkChars ?? 400;
	for (let at = 0; at < text.length && !response.destroyed; at += size) {
		if (isHurried) {
			say({ content: text.slice(at) });
			break;
		}
		say({ content: text.slice(at, at + size) });
		if (scenario.chunkDelayMs) await sleep(scenario.chunkDelayMs);
	}
	switch (scenario.ending ?? 'done') {
		case 'hang':
			return;
		case 'cut':
			// Destroyed only after what was written has left, or the cut would come before the text.
			response.write('', () => response.destroy());
			return;
		case 'error':
			response.end(
				`data: ${JSON.stringify({ error: { message: 'The model crashed', code: 'server_error' } })}\n\n`
			);
			return;
		case 'done':
			if (scenario.finish !== null) say({}, scenario.finish ?? 'stop');
			if (body.stream_options?.include_usage) send({ choices: [], usage });
			response.end('data: [DONE]\n\n');
	}
}

function envelope(body: CompletionRequest, number: number, object: string): object {
	return { id: `fake-${number}`, object, created: 1, model: body.model };
}

function sendModels(
	response: ServerResponse,
	models: string[],
	how: 'list' | 'missing' | 'page'
): void {
	if (how === 'missing') return sendError(response, 404, 'No such path', null);
	response.writeHead(200, { 'content-type': how === 'page' ? 'text/html' : 'application/json' });
	const data = models.map((id) => ({ id, object: 'model', created: 1, owned_by: 'fake' }));
	response.end(
		how === 'page'
			? '<!doctype html><title>Welcome</title>'
			: JSON.stringify({ object: 'list', data })
	);
}

function sendError(
	response: ServerResponse,
	status: number,
	message: string,
	code: string | null
): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(
		JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code } })
	);
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks).toString('utf8');
}

async function runByHand(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '4690' },
			scenario: { type: 'string', default: 'good' },
			delay: { type: 'string', default: '0' },
			model: { type: 'string', multiple: true }
		}
	});
	const names = values.scenario.split(',');
	const unknown = names.find((name) => !isScenarioName(name));
	if (unknown !== undefined) {
		console.error(
			`No scenario is named “${unknown}”. There are ${Object.keys(SCENARIOS).join(', ')}.`
		);
		process.exitCode = 2;
		return;
	}
	const fake = await startFakeOpenAi({
		port: Number(values.port),
		scenario: names.filter(isScenarioName),
		delayMs: Number(values.delay),
		...(values.model ? { models: values.model } : {})
	});
	console.log(`Listening: OPENAI_BASE_URL=${fake.url} (${values.scenario})`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
	await runByHand();
