/** The openai provider and an endpoint that is asked too much, or sends back what it was given. */
import { afterEach, describe, expect, it } from 'vitest';
import { BriefContent } from '#lib/domain/brief.ts';
import type { BuildContext, BuildJob } from '#lib/generator/provider.ts';
import { createOpenAiProvider } from '#lib/generator/providers/openai.ts';
import { startFakeOpenAi, type ScenarioChoice } from '../support/fake-openai.ts';
import type { Scenario } from '../support/fake-openai-scenarios.ts';
import { until, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const KEY = 'sk-test-0123456789abcdef';
const JOB: BuildJob = {
	brief: BriefContent.parse({ title: 'Export', purpose: 'For people who send reports.' }),
	direction: { point: {}, statement: 'A list.' },
	index: 0,
	seed: 1,
	model: 'fake-large',
	prompt: { version: '1', system: 'You build.', user: 'A page.', sha256: '' },
	turns: [],
	pins: {},
	bans: {}
};

function build(url: string, context: Partial<BuildContext> = {}, apiKey = KEY) {
	const provider = createOpenAiProvider({ apiKey, baseUrl: url, models: [], maxRetries: 2 });
	const signal = new AbortController().signal;
	return provider.build(JOB, { signal, onProgress: () => undefined, ...context });
}

describe('an endpoint that is asked too much', () => {
	const busy = (status: number, headers: Record<string, string>): Scenario => ({
		answer: { status, headers, json: { error: { message: 'Later' } } }
	});
	const told: { scenario: ScenarioChoice; pushbacks: (number | null)[] }[] = [
		{ scenario: 'good', pushbacks: [] },
		{ scenario: ['failing', 'good'], pushbacks: [] },
		{ scenario: [busy(429, { 'retry-after-ms': '20' }), 'good'], pushbacks: [20] },
		{ scenario: [busy(429, {}), 'good'], pushbacks: [null] },
		{ scenario: [busy(503, { 'retry-after-ms': '20' }), 'good'], pushbacks: [20] },
		{ scenario: [busy(503, {}), 'good'], pushbacks: [] },
		{ scenario: 'rate-limited-at-once', pushbacks: [10, 10, 10] }
	];
	it.each(told)('tells of it each time: $scenario', async ({ scenario, pushbacks }) => {
		const fake = bench.keep(await startFakeOpenAi({ scenario }));
		const seen: (number | null)[] = [];
		const onPushback = (waitMs: number | null) => {
			seen.push(waitMs);
			return undefined;
		};
		await build(fake.url, { onPushback }).catch(() => undefined);
		expect(seen).toEqual(pushbacks);
	});

	it('is asked again when it is one’s turn, and not before', async () => {
		const fake = bench.keep(await startFakeOpenAi({ scenario: ['rate-limited-at-once', 'good'] }));
		let letGo = (): void => undefined;
		let isWaiting = false;
		const turn = new Promise<void>((resolve) => (letGo = resolve));
		const onPushback = () => () => {
			isWaiting = true;
			return turn;
		};
		const building = build(fake.url, { onPushback });
		await until('its turn to be asked for', () => isWaiting);
		expect(fake.requests).toHaveLength(1);
		letGo();
		expect((await building).finish).toBe('stop');
		expect(fake.requests).toHaveLength(2);
	});
});

describe('a key that is sent back', () => {
	it('is not in the reply, unless it is a word that stands for none', async () => {
		const scenario = { text: `The key is ${KEY}, by ollama.` };
		const fake = bench.keep(await startFakeOpenAi({ scenario }));
		const reply = await build(fake.url);
		expect(reply.text).toBe('The key is [key], by ollama.');
		const kept = await build(fake.url, {}, 'ollama');
		expect(kept.text).toContain('by ollama.');
	});
});
