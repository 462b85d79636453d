/** The openai provider over real HTTP against an endpoint of ours, scenario by scenario. */
import { afterEach, describe, expect, it } from 'vitest';
import { VitrineError } from '#lib/domain/errors.ts';
import { parseBrief } from '#lib/generator/brief-file.ts';
import { STANDING_DIMENSIONS } from '#lib/generator/dimensions.ts';
import { drawDirections } from '#lib/generator/draw.ts';
import { buildPrompt } from '#lib/generator/prompts/explore-prompt.ts';
import type { BuildContext, BuildJob } from '#lib/generator/provider.ts';
import { createOpenAiProvider, type OpenAiOptions } from '#lib/generator/providers/openai.ts';
import { readReply } from '#lib/generator/reply.ts';
import {
	startFakeOpenAi,
	type FakeOpenAi,
	type FakeOpenAiOptions,
	type ScenarioChoice
} from '../support/fake-openai.ts';
import { SCENARIOS } from '../support/fake-openai-scenarios.ts';

const KEY = 'sk-test-0123456789abcdef';
const BRIEF = parseBrief(
	'---\ntitle: Export dialog\nstates: [empty, failed]\n---\nFor people who send reports.\n\n```json\n{"reports": [{"name": "Payouts", "rows": 214}, {"name": "Fees", "rows": 31}]}\n```\n'
);
/** Idle limits: one for endpoints that hang, one that a busy machine does not reach. */
const SHORT_MS = 300;
const LONG_MS = 30_000;
const HANGS: ScenarioChoice[] = ['hang', 'hang-midway'];
/** As gateways say it. */
const PAY_FIRST = {
	answer: { status: 402, json: { error: { message: 'Insufficient credits', code: 402 } } }
};
const open: FakeOpenAi[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map((fake) => fake.close()));
});

async function fakeEndpoint(options: FakeOpenAiOptions = {}): Promise<FakeOpenAi> {
	const fake = await startFakeOpenAi(options);
	open.push(fake);
	return fake;
}

function providerOn(url: string, options: Partial<OpenAiOptions> = {}) {
	return createOpenAiProvider({
		apiKey: KEY,
		baseUrl: url,
		models: [],
		maxRetries: 2,
		idleLimitMs: LONG_MS,
		...options
	});
}

function job(index = 0, model = 'fake-large'): BuildJob {
	const [direction = { point: {}, statement: 'A list.' }] = drawDirections({
		dimensions: STANDING_DIMENSIONS,
		count: 1,
		seed: index
	});
	const prompt = buildPrompt({
		brief: BRIEF,
		direction,
		dimensions: STANDING_DIMENSIONS,
		range: 'explore',
		cliches: { date: '2026-11', groups: [] }
	});
	return { brief: BRIEF, direction, index, seed: 1, model, prompt, turns: [], pins: {}, bans: {} };
}

function context(
	signal = new AbortController().signal,
	onProgress: BuildContext['onProgress'] = () => undefined
): BuildContext {
	return { signal, onProgress };
}

async function errorOf(work: Promise<unknown>): Promise<VitrineError> {
	const thrown: unknown = await work.then(
		() => new Error('It did not fail.'),
		(error: unknown) => error
	);
	if (thrown instanceof VitrineError) return thrown;
	throw thrown;
}

describe('a build that gets its reply', () => {
	const replies: {
		scenario: ScenarioChoice;
		finish: string;
		requests: number;
		hasUsage: boolean;
		document: boolean;
	}[] = [
		{ scenario: 'good', finish: 'stop', requests: 1, hasUsage: true, document: true },
		{ scenario: 'thinking', finish: 'stop', requests: 1, hasUsage: true, document: true },
		{ scenario: 'whole', finish: 'stop', requests: 1, hasUsage: true, document: true },
		{ scenario: 'no-stream-options', finish: 'stop', requests: 2, hasUsage: false, document: true },
		{
			scenario: ['rate-limited-at-once', 'good'],
			finish: 'stop',
			requests: 2,
			hasUsage: true,
			document: true
		},
		{
			scenario: ['failing', 'bad-gateway', 'good'],
			finish: 'stop',
			requests: 3,
			hasUsage: true,
			document: true
		},
		{ scenario: 'no-finish', finish: 'unknown', requests: 1, hasUsage: true, document: true },
		{
			scenario: { finish: null, ending: 'cut' },
			finish: 'unknown',
			requests: 1,
			hasUsage: false,
			document: true
		},
		{
			scenario: { finish: null, ending: 'hang' },
			finish: 'unknown',
			requests: 1,
			hasUsage: false,
			document: true
		},
		{ scenario: 'length', finish: 'length', requests: 1, hasUsage: true, document: false },
		{ scenario: 'filtered', finish: 'refusal', requests: 1, hasUsage: true, document: false },
		{ scenario: 'refusal-field', finish: 'refusal', requests: 1, hasUsage: true, document: false },
		{ scenario: 'empty', finish: 'stop', requests: 1, hasUsage: true, document: false }
	];

	it.each(replies)('$scenario', async ({ scenario, finish, requests, hasUsage, document }) => {
		const fake = await fakeEndpoint({ scenario });
		const hangs =
			typeof scenario === 'object' && 'ending' in scenario && scenario.ending === 'hang';
		const provider = providerOn(fake.url, hangs ? { idleLimitMs: SHORT_MS } : {});
		const reply = await provider.build(job(), context());
		expect(reply).toMatchObject({ finish, model: 'fake-large', cost: null });
		expect(reply.usage !== null).toBe(hasUsage);
		expect(fake.requests).toHaveLength(requests);
		if (document) expect(readReply(reply.text, reply.finish).html).toContain('Export dialog');
		else expect(() => readReply(reply.text, reply.finish)).toThrow(VitrineError);
	});

	it('reports the cost when the endpoint does, and progress as the reply grows', async () => {
		const fake = await fakeEndpoint({ scenario: { cost: 0.0125, thinking: 'Hm. ' } });
		const seen: number[] = [];
		const reply = await providerOn(fake.url).build(
			job(),
			context(undefined, (chars) => seen.push(chars))
		);
		expect(reply.cost).toBe(0.0125);
		expect(seen.length).toBeGreaterThan(5);
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
		expect(seen.at(-1)).toBe(reply.text.length + 'Hm. '.length);
	});

	it('asks for usage once only, where that is refused', async () => {
		const fake = await fakeEndpoint({ scenario: 'no-stream-options' });
		const provider = providerOn(fake.url);
		await provider.build(job(), context());
		await provider.build(job(), context());
		expect(fake.requests.map((request) => request.body.stream_options !== undefined)).toEqual([
			true,
			false,
			false
		]);
	});

	it('sends a name and password that its address carries, and not in the address', async () => {
		const fake = await fakeEndpoint();
		const url = fake.url.replace('//', '//me:p%40ss@');
		await providerOn(url).build(job(), context());
		expect(fake.requests[0]?.authorization).toBe(
			`Basic ${Buffer.from('me:p@ss').toString('base64')}`
		);
	});

	it('sends the prompt and the key, and no key where there is none', async () => {
		const fake = await fakeEndpoint();
		const asked = job();
		await providerOn(fake.url).build(asked, context());
		await providerOn(fake.url, { apiKey: null }).build(asked, context());
		expect(fake.requests.map((request) => request.authorization)).toEqual([`Bearer ${KEY}`, null]);
		expect(fake.requests[0]?.body.messages).toEqual([
			{ role: 'system', content: asked.prompt.system },
			{ role: 'user', content: asked.prompt.user }
		]);
	});
});

describe('a build that fails says why', () => {
	const failures: { scenario: ScenarioChoice; code: string; says: string; requests: number }[] = [
		{
			scenario: 'rate-limited-at-once',
			code: 'provider_rate_limited',
			says: 'too many requests',
			requests: 3
		},
		{ scenario: 'no-credit', code: 'provider_no_credit', says: 'no credit', requests: 1 },
		{ scenario: PAY_FIRST, code: 'provider_no_credit', says: 'no credit', requests: 1 },
		{
			scenario: 'failing',
			code: 'provider_failed',
			says: 'error 500. It says: “The server had an error”',
			requests: 3
		},
		{ scenario: 'bad-gateway', code: 'provider_failed', says: 'error 502.', requests: 3 },
		{ scenario: 'bad-request', code: 'provider_failed', says: 'error 400', requests: 2 },
		{ scenario: 'hang', code: 'provider_idle', says: 'sent nothing', requests: 1 },
		{ scenario: 'hang-midway', code: 'provider_idle', says: 'sent nothing', requests: 1 },
		{ scenario: 'cut', code: 'provider_cut_off', says: 'in the middle of the reply', requests: 1 },
		{
			scenario: 'ends-early',
			code: 'provider_cut_off',
			says: 'in the middle of the reply',
			requests: 1
		},
		{ scenario: 'error-midway', code: 'provider_failed', says: 'The model crashed', requests: 1 },
		{ scenario: 'not-json', code: 'provider_not_json', says: 'web page', requests: 1 },
		{
			scenario: 'broken-json',
			code: 'provider_not_json',
			says: 'shape of a completion',
			requests: 1
		}
	];

	it.each(failures)('$scenario: $code', async ({ scenario, code, says, requests }) => {
		const fake = await fakeEndpoint({ scenario });
		const idleLimitMs = HANGS.includes(scenario) ? SHORT_MS : LONG_MS;
		const provider = providerOn(fake.url, { idleLimitMs });
		const error = await errorOf(provider.build(job(), context()));
		expect(error.code).toBe(code);
		expect(error.message).toContain(says);
		expect(error.fix).toBeTruthy();
		expect(fake.requests).toHaveLength(requests);
	});

	it.each<ScenarioChoice>(['huge', { ...SCENARIOS.huge, neverStreams: true }])(
		'one that does not stop is stopped, and what there is of it is kept',
		async (scenario) => {
			const fake = await fakeEndpoint({ scenario });
			const maxReplyBytes = 1024 * 1024;
			const reply = await providerOn(fake.url, { maxReplyBytes }).build(job(), context());
			// One more than the limit: by that it is told from a reply that just fits.
			expect(reply.text).toBe('x'.repeat(maxReplyBytes + 1));
			expect(fake.requests).toHaveLength(1);
			await until(() => fake.requests[0]?.outcome !== 'open');
		}
	);

	it('a wrong key, without repeating it', async () => {
		const fake = await fakeEndpoint({ key: 'another' });
		const provider = providerOn(fake.url);
		for (const work of [() => provider.build(job(), context()), () => provider.resolveModels([])]) {
			const error = await errorOf(work());
			expect(error).toMatchObject({ code: 'provider_key', field: 'OPENAI_API_KEY' });
			expect(error.sentence).toContain('[key]');
			expect(JSON.stringify([error.sentence, String(error.cause), error.stack])).not.toContain(
				'0123456789'
			);
		}
	});

	it('an unknown model, with those it has', async () => {
		const fake = await fakeEndpoint();
		const provider = providerOn(fake.url);
		for (const work of [
			() => provider.build(job(0, 'fake-huge'), context()),
			() => provider.resolveModels(['fake-huge'])
		]) {
			expect(await errorOf(work())).toMatchObject({
				code: 'unknown_model',
				fix: 'It offers fake-large, fake-small.'
			});
		}
	});

	it('an endpoint that is down, with its address', async () => {
		const { url, close } = await fakeEndpoint();
		await close();
		const provider = providerOn(url, { maxRetries: 0 });
		for (const work of [
			() => provider.build(job(), context()),
			() => provider.resolveModels(['any'])
		]) {
			const error = await errorOf(work());
			expect(error.code).toBe('provider_unreachable');
			expect(error.message).toBe(`${url} cannot be reached: nothing is listening there.`);
		}
	});

	it('a path that is not the API', async () => {
		const fake = await fakeEndpoint({ modelList: 'page' });
		expect(await errorOf(providerOn(fake.url).resolveModels([]))).toMatchObject({
			code: 'provider_not_json'
		});
	});
});

describe('cancelling', () => {
	const moments: ScenarioChoice[] = ['hang', 'hang-midway', { chunkDelayMs: 5, chunkChars: 20 }];

	it.each(moments)('ends a request in flight: %o', async (scenario) => {
		const fake = await fakeEndpoint({ scenario });
		const stop = new AbortController();
		const building = errorOf(providerOn(fake.url).build(job(), context(stop.signal)));
		await until(() => fake.requests.length === 1);
		stop.abort();
		expect((await building).code).toBe('cancelled');
		await until(() => fake.requests[0]?.outcome === 'dropped');
		expect(fake.requests).toHaveLength(1);
	});

	it('does not wait for a Retry-After', async () => {
		const fake = await fakeEndpoint({
			scenario: {
				answer: {
					status: 429,
					headers: { 'retry-after': '3600' },
					json: { error: { message: 'Later' } }
				}
			}
		});
		const stop = new AbortController();
		const building = errorOf(providerOn(fake.url).build(job(), context(stop.signal)));
		await until(() => fake.requests[0]?.outcome === 'answered');
		stop.abort(new VitrineError('cancelled', 'The round was stopped.'));
		expect((await building).message).toBe('The round was stopped.');
	});

	it('starts nothing when it is too late', async () => {
		const fake = await fakeEndpoint();
		expect(
			(await errorOf(providerOn(fake.url).build(job(), context(AbortSignal.abort())))).code
		).toBe('cancelled');
		expect(fake.requests).toHaveLength(0);
	});
});

async function until(holds: () => boolean): Promise<void> {
	await expect.poll(holds, { timeout: 10_000, interval: 5 }).toBe(true);
}
