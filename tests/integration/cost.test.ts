/** What rounds cost: worked out, reported or unknown, told before, during and after, and kept under a budget. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { Services } from '#lib/server/services.ts';
import { startFakeOpenAi, type FakeOpenAiOptions } from '../support/fake-openai.ts';
import { SHORT_BRIEF, until, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const OPENAI = { provider: 'openai' as const, models: ['fake-large'], capture: false, seed: 4 };
/** A dollar for a thousand tokens out: one of the fake pages is a few dollars. */
const PRICES = 'date: 2026-11-01\nmodels:\n  - match: fake-*\n    input: 0\n    output: 1000\n';
const PAGE = `<!doctype html><html><head><title>Refund</title></head><body><main>${'<p>A payment of 120.</p>'.repeat(40)}</main></body></html>`;
const BROKEN = PRICES.replace('output: 1000', 'output: much');

async function withEndpoint(options: FakeOpenAiOptions = {}, prices?: string) {
	const fake = bench.keep(await startFakeOpenAi(options));
	const workspace = await bench.folder();
	if (prices !== undefined) await writeFile(path.join(workspace, 'prices.yaml'), prices);
	const services = await bench.services({ endpoint: fake.url, workspace });
	return { fake, workspace, services, brief: services.briefs.add(SHORT_BRIEF) };
}

async function run(services: Services, briefId: string, request: object): Promise<string> {
	const { id } = await services.rounds.start(briefId, { ...OPENAI, ...request }, LOCAL_REVIEWER);
	await services.rounds.whenIdle(id);
	return id;
}

describe('the cost of a reply', () => {
	const cases: [
		what: string,
		options: FakeOpenAiOptions,
		prices: string | undefined,
		basis: string | null
	][] = [
		['is what the endpoint says', { scenario: 'priced' }, PRICES, 'reported'],
		['is worked out from the table', {}, PRICES, 'priced'],
		['is unknown without a price', {}, undefined, null],
		['is unknown with a table that is not understood', {}, BROKEN, null],
		['is unknown without a count of tokens', { scenario: 'no-stream-options' }, PRICES, null]
	];
	it.each(cases)('%s', async (_, options, prices, basis) => {
		const { services, brief } = await withEndpoint(options, prices);
		const id = await run(services, brief.id, { count: 2 });
		const all = services.variants.ofRound(id);
		expect(all.map(({ status, costBasis }) => [status, costBasis])).toEqual(
			Array(2).fill(['ready', basis])
		);
		const costs = all.map(({ cost }) => cost);
		const { spent, budget } = services.rounds.view(id);
		expect(budget).toBeNull();
		if (basis === null) {
			expect(costs).toEqual([null, null]);
			expect(spent).toEqual({ cost: null, unpriced: 2 });
			return;
		}
		for (const { cost, usage } of all) {
			expect(cost).toBeCloseTo(basis === 'reported' ? 0.0125 : (usage?.outputTokens ?? 0) / 1000);
		}
		expect(spent.unpriced).toBe(0);
		expect(spent.cost).toBeCloseTo((costs[0] ?? 0) + (costs[1] ?? 0));
	});

	it('of a try that came to nothing is spent all the same, and so is one that is not known', async () => {
		const { fake, services, brief } = await withEndpoint({
			scenario: [{ text: '', cost: 0.5 }, { cost: 0.25 }]
		});
		const id = await run(services, brief.id, { count: 1 });
		expect(services.variants.ofRound(id)[0]).toMatchObject({ status: 'ready', cost: 0.75 });
		fake.setScenario(['empty', { cost: 0.25 }]);
		const other = await run(services, brief.id, { count: 1 });
		expect(services.variants.ofRound(other)[0]).toMatchObject({ status: 'ready', cost: null });
	});

	it('is nothing for the composer, and nothing has been spent before there is a reply', async () => {
		const { services, brief } = await withEndpoint({ scenario: 'hang' });
		const { id } = await services.rounds.start(brief.id, { ...OPENAI, count: 2 }, LOCAL_REVIEWER);
		expect(services.rounds.view(id).spent).toEqual({ cost: 0, unpriced: 0 });
		services.rounds.cancel(id);
		await services.rounds.whenIdle(id);
		const own = await run(services, brief.id, { provider: 'composer', models: [], count: 2 });
		expect(services.rounds.view(own).spent).toEqual({ cost: 0, unpriced: 0 });
	});
});

describe('an estimate', () => {
	it('rests on the prompt, the table and what earlier replies took, and begins nothing', async () => {
		const { fake, services, brief } = await withEndpoint({}, PRICES);
		const request = { ...OPENAI, count: 6 };
		const first = await services.rounds.estimate(brief.id, request, LOCAL_REVIEWER);
		expect(first).toMatchObject({
			requests: 6,
			outputTokens: { low: 30_000, high: 120_000 },
			cost: { low: 30, high: 120 },
			pricesOf: '2026-11-01',
			seconds: null
		});
		expect([fake.requests.length, services.rounds.hasAny()]).toEqual([0, false]);

		const id = await run(services, brief.id, { count: 6 });
		const prompt = fake.requests[0]?.body.messages.map(({ content }) => content).join('') ?? '';
		expect(first.inputTokens / 6).toBeCloseTo(prompt.length / 4, -2);
		const taken = services.variants.ofRound(id).map(({ usage }) => usage?.outputTokens ?? 0);
		const second = await services.rounds.estimate(brief.id, request, LOCAL_REVIEWER);
		expect(second.outputTokens.low).toBeGreaterThanOrEqual(6 * Math.min(...taken));
		expect(second.outputTokens.high).toBeLessThanOrEqual(6 * Math.max(...taken));
		expect(second.seconds).not.toBeNull();
		expect(second.basis).toContain('6 earlier ones');
	});

	it('says that a price is not known, and where the table is wrong', async () => {
		const { services, brief } = await withEndpoint({}, BROKEN);
		const estimate = await services.rounds.estimate(
			brief.id,
			{ ...OPENAI, count: 2 },
			LOCAL_REVIEWER
		);
		expect(estimate).toMatchObject({ cost: null, unpriced: ['fake-large'], pricesOf: null });
		expect(estimate.basis).toMatch(/No price is known for fake-large\. .*prices\.yaml, line 5/);
	});

	it('of the composer is nothing', async () => {
		const { services, brief } = await withEndpoint();
		const estimate = await services.rounds.estimate(
			brief.id,
			{ provider: 'composer', count: 3 },
			LOCAL_REVIEWER
		);
		expect(estimate).toMatchObject({ requests: 0, cost: { low: 0, high: 0 } });
	});

	it('meets the same refusals as a round', async () => {
		const { services, brief } = await withEndpoint();
		const refused = services.rounds.estimate(
			brief.id,
			{ ...OPENAI, models: ['gone'] },
			LOCAL_REVIEWER
		);
		await expect(refused).rejects.toMatchObject({ code: 'unknown_model' });
	});
});

describe('a budget', () => {
	it('with a price in the table begins as many at once as surely fit', async () => {
		const { fake, services, brief } = await withEndpoint({ scenario: 'hang' }, PRICES);
		// One that is not known yet is reckoned with at 20,000 tokens.
		const request = { ...OPENAI, count: 6, concurrency: 6, budget: 50 };
		const { id } = await services.rounds.start(brief.id, request, LOCAL_REVIEWER);
		await until('two requests', () => fake.requests.length === 2);
		services.rounds.cancel(id);
		await services.rounds.whenIdle(id);
		expect(fake.requests).toHaveLength(2);
	});

	it('that is not enough for one asks for nothing', async () => {
		const { fake, services, brief } = await withEndpoint({}, PRICES);
		const id = await run(services, brief.id, { count: 3, budget: 5 });
		expect(fake.requests).toHaveLength(0);
		const all = services.variants.ofRound(id);
		expect(all.map(({ errorCode }) => errorCode)).toEqual(Array(3).fill('over_budget'));
		expect(all[0]?.errorMessage).toContain('is not enough for one variant');
		expect(services.rounds.view(id)).toMatchObject({ budget: 5, spent: { cost: 0 } });
	});

	it('is never passed, however many are in flight', async () => {
		const { fake, services, brief } = await withEndpoint({ scenario: { text: PAGE } }, PRICES);
		const first = await run(services, brief.id, { count: 1 });
		const each = services.variants.ofRound(first)[0]?.cost ?? 0;
		expect(each).toBeGreaterThan(0);
		const request = { count: 12, concurrency: 6, budget: each * 5.5 };
		const id = await run(services, brief.id, request);
		expect(services.rounds.view(id).spent.cost).toBeCloseTo(each * 5);
		expect(fake.requests).toHaveLength(1 + 5);
		const codes = services.variants.ofRound(id).map(({ errorCode }) => errorCode);
		expect(codes).toEqual([...Array(5).fill(null), ...Array(7).fill('over_budget')]);
	});

	it('is not passed by going on with a reply that was cut, nor by asking anew for one that was empty', async () => {
		const CUT = { text: PAGE.slice(0, -40), finish: 'length', cost: 1 };
		for (const scenario of [CUT, { text: '', cost: 1 }]) {
			const { fake, services, brief } = await withEndpoint({ scenario });
			const id = await run(services, brief.id, { count: 2, budget: 2.5, concurrency: 1 });
			expect(fake.requests).toHaveLength(2);
			expect(services.rounds.view(id).spent.cost).toBe(2);
			const all = services.variants.ofRound(id);
			expect(all.map(({ errorCode }) => errorCode)).toEqual(Array(2).fill('over_budget'));
		}
	});

	it('lets a reply be gone on with once there is room for it', async () => {
		const last = '</body></html>'.length;
		const { fake, services, brief } = await withEndpoint({
			scenario: (_, { messages }) =>
				messages.length > 2
					? { text: PAGE.slice(-last), cost: 0.5 }
					: { text: PAGE.slice(0, -last), finish: 'length', cost: 1, delayMs: 20 }
		});
		const id = await run(services, brief.id, { count: 3, budget: 6, concurrency: 3 });
		const all = services.variants.ofRound(id);
		expect(all.map(({ status }) => status)).toEqual(Array(3).fill('ready'));
		expect(services.rounds.view(id).spent.cost).toBe(4.5);
		expect(fake.requests).toHaveLength(6);
	});

	it('is refused where the price is known to stay unknown, with the way out', async () => {
		const { services, brief, workspace } = await withEndpoint();
		await run(services, brief.id, { count: 1 });
		const start = () =>
			services.rounds.start(brief.id, { ...OPENAI, count: 2, budget: 100 }, LOCAL_REVIEWER);
		await expect(start()).rejects.toMatchObject({
			code: 'invalid_input',
			field: 'budget',
			fix: expect.stringContaining('prices.yaml')
		});
		await writeFile(path.join(workspace, 'prices.yaml'), PRICES);
		const { id } = await start();
		await services.rounds.whenIdle(id);
		expect(services.variants.ofRound(id).map(({ status }) => status)).toEqual(['ready', 'ready']);
	});
});

describe('what each model did', () => {
	it('is told after the decision alone, under the names that were asked for', async () => {
		const models = ['alpha', 'beta'];
		const { services, brief } = await withEndpoint(
			{
				models,
				scenario: (_, body) => (body.model === 'beta' ? 'refusal' : 'priced')
			},
			PRICES
		);
		const id = await run(services, brief.id, { models, count: 6 });
		await run(services, brief.id, { provider: 'composer', models: [], count: 1 });
		const tallies = () => services.tallies.ofBrief(brief.id, LOCAL_REVIEWER);
		expect(tallies).toThrow(expect.objectContaining({ code: 'conflict' }));
		expect(tallies).toThrow('told once there is a decision');

		const ready = services.variants.ofRound(id).filter(({ status }) => status === 'ready');
		const [first, second] = ready.map((variant) => variant.id);
		services.marks.flag(first ?? '', 'pick', LOCAL_REVIEWER);
		services.marks.flag(second ?? '', 'reject', LOCAL_REVIEWER);
		services.marks.decide(brief.id, first ?? '', 'It is the clearest.');
		expect(tallies()).toEqual([
			{
				provider: 'openai',
				model: 'alpha',
				variants: 3,
				ready: 3,
				failed: 0,
				picks: 1,
				rejects: 1,
				usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
				cost: expect.closeTo(0.0375),
				ms: expect.any(Number)
			},
			{
				provider: 'composer',
				model: 'composer',
				variants: 1,
				ready: 1,
				failed: 0,
				picks: 0,
				rejects: 0,
				usage: null,
				cost: 0,
				ms: expect.any(Number)
			},
			{
				provider: 'openai',
				model: 'beta',
				variants: 3,
				ready: 0,
				failed: 3,
				picks: 0,
				rejects: 0,
				usage: { inputTokens: expect.any(Number), outputTokens: expect.any(Number) },
				cost: null,
				ms: null
			}
		]);
	});
});
