/** How the fake endpoint can behave, as data. */
import { writeDimensions } from './fake-openai-dimensions.ts';

/** What a chat completions request comes to. Everything left out behaves like a good endpoint. */
export interface Scenario {
	/** An answer that is no completion: its status, headers and body. */
	answer?: { status: number; headers?: Record<string, string>; json?: unknown; page?: string };
	/** The reply's text; without it, a document made for the prompt. */
	text?: string;
	/** Sends this share of the text only, from 0 to 1. */
	share?: number;
	/** Thinking that is sent before the text in a field of its own. */
	thinking?: string;
	/** Sent in the field for refusals rather than as content. */
	refusal?: string;
	/** Why the model stopped; null sends none. */
	finish?: string | null;
	/** How the stream ends: in good order, by a dropped connection, never, or with an error inside it. */
	ending?: 'done' | 'cut' | 'hang' | 'error';
	/** Hold the connection open and send not even a status. */
	silent?: boolean;
	/** Before the first byte, in milliseconds. */
	delayMs?: number;
	/** Between two parts of the stream, in milliseconds. */
	chunkDelayMs?: number;
	/** Characters of one part. */
	chunkChars?: number;
	/** Once this is settled the rest comes without waiting: a slow reply that ends when a test has seen enough of it. */
	hurry?: Promise<unknown>;
	/** Send the text this many times over. */
	times?: number;
	/** Answer 400 to a request that asks for usage in the stream. */
	refusesStreamOptions?: boolean;
	/** Answer 400 to a request that shows pictures. */
	refusesPictures?: boolean;
	/** Answer whole, whatever is asked. */
	neverStreams?: boolean;
	/** US dollars reported with the usage. */
	cost?: number;
}

const failure = (
	status: number,
	message: string,
	code: string | null,
	headers: Record<string, string> = {}
): Scenario => ({
	answer: { status, headers, json: { error: { message, type: 'fake_error', param: null, code } } }
});

export const SCENARIOS = {
	good: {},
	slow: { delayMs: 400, chunkDelayMs: 40, chunkChars: 800 },
	thinking: { thinking: 'A list would be the default. A board says more. '.repeat(8) },
	priced: { cost: 0.0125 },
	'rate-limited': failure(429, 'Too many requests', 'rate_limit_exceeded', { 'retry-after': '1' }),
	'rate-limited-at-once': failure(429, 'Too many requests', 'rate_limit_exceeded', {
		'retry-after-ms': '10'
	}),
	'no-credit': failure(429, 'You exceeded your current quota', 'insufficient_quota', {
		'retry-after-ms': '10'
	}),
	failing: failure(500, 'The server had an error', null, { 'retry-after-ms': '10' }),
	'bad-request': failure(400, 'Bad request', null),
	hang: { silent: true },
	'hang-midway': { share: 0.4, ending: 'hang' },
	cut: { share: 0.6, ending: 'cut' },
	'ends-early': { share: 0.6, finish: null, ending: 'cut' },
	'no-finish': { finish: null },
	'error-midway': { share: 0.3, ending: 'error' },
	length: { share: 0.6, finish: 'length' },
	refusal: { text: 'I am sorry, but I cannot help with building that.' },
	'refusal-field': { refusal: 'I cannot help with that.' },
	filtered: { share: 0.2, finish: 'content_filter' },
	empty: { text: '' },
	prose: {
		text: 'A ledger with two columns would suit this well. On the left stands what was paid.'
	},
	'dimensions-in-talk': {
		text: `Here is what I would vary:\n\n\`\`\`json\n${writeDimensions()}\n\`\`\`\n\nThe first matters most.`
	},
	'two-dimensions': { text: writeDimensions(2) },
	'not-json': {
		answer: { status: 200, page: '<!doctype html><title>Welcome</title><h1>It works</h1>' }
	},
	'bad-gateway': {
		answer: {
			status: 502,
			headers: { 'retry-after-ms': '10' },
			page: '<html><h1>502 Bad Gateway</h1></html>'
		}
	},
	'broken-json': {
		answer: { status: 200, headers: { 'content-type': 'application/json' }, page: '{"choices": [' }
	},
	'no-stream-options': { refusesStreamOptions: true },
	'no-pictures': { refusesPictures: true },
	whole: { neverStreams: true },
	huge: { text: 'x'.repeat(64 * 1024), times: 64, chunkChars: 64 * 1024 }
} satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;

export function isScenarioName(name: string): name is ScenarioName {
	return Object.hasOwn(SCENARIOS, name);
}
