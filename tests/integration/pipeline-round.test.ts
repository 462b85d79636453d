/** Whole rounds at the level of services, against an endpoint of ours over real HTTP. */
import { afterEach, describe, expect, it } from 'vitest';
import { VitrineError } from '#lib/domain/errors.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { RoundRequest } from '#lib/domain/round.ts';
import type { Services } from '#lib/server/services.ts';
import * as events from '#lib/server/store/events.ts';
import { startFakeOpenAi, type FakeOpenAiOptions } from '../support/fake-openai.ts';
import { SCENARIOS, type Scenario, type ScenarioName } from '../support/fake-openai-scenarios.ts';
import { SHORT_BRIEF, until, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const OPENAI = { provider: 'openai' as const, models: ['fake-large'], capture: false };

async function withEndpoint(options: FakeOpenAiOptions = {}, brief = SHORT_BRIEF) {
	const fake = bench.keep(await startFakeOpenAi(options));
	const services = await bench.services({ endpoint: fake.url });
	return { fake, services, brief: services.briefs.add(brief) };
}

/** One scenario per variant, in the order in which they first ask; a try again gets the same. */
function perVariant(
	plan: ScenarioName[]
): (number: number, body: { messages: { content: string }[] }) => Scenario {
	const met = new Map<string, ScenarioName>();
	return (_, body) => {
		// What is answered to a reply is said under the same prompt.
		const prompt = body.messages
			.slice(0, 2)
			.map(({ content }) => content)
			.join('\n');
		const name = met.get(prompt) ?? plan[met.size] ?? 'good';
		met.set(prompt, name);
		return SCENARIOS[name];
	};
}

async function caught(work: () => unknown): Promise<unknown> {
	try {
		await work();
		return null;
	} catch (thrown) {
		return thrown;
	}
}

const begin = (services: Services, briefId: string, request: RoundRequest) =>
	services.rounds.start(briefId, request, LOCAL_REVIEWER);

const statuses = (services: Services, roundId: string) =>
	services.variants.ofRound(roundId).map(({ status }) => status);

/** Scenario → the code its variant fails with, and whether a reply is kept; null: it becomes ready. */
const FAULTS: [ScenarioName, code: string | null, hasReply: boolean][] = [
	['good', null, true],
	['slow', null, true],
	['thinking', null, true],
	['priced', null, true],
	['no-finish', null, true],
	['whole', null, true],
	['no-stream-options', null, true],
	['rate-limited-at-once', 'provider_rate_limited', false],
	['failing', 'provider_failed', false],
	['bad-request', 'provider_failed', false],
	['bad-gateway', 'provider_failed', false],
	['error-midway', 'provider_failed', false],
	['cut', 'provider_cut_off', false],
	['ends-early', 'provider_cut_off', false],
	['not-json', 'provider_not_json', false],
	['broken-json', 'provider_not_json', false],
	['length', 'reply_cut_short', true],
	['refusal', 'reply_refused', true],
	['refusal-field', 'reply_refused', true],
	['filtered', 'reply_refused', true],
	['empty', 'reply_empty', true],
	['prose', 'reply_no_document', true],
	['good', null, true],
	['good', null, true]
];

describe('a round of 24 with every fault mixed in', () => {
	it('ends with each variant in its status, in words, and with its reply kept', async () => {
		const plan = FAULTS.map(([name]) => name);
		const { services, brief } = await withEndpoint({ scenario: perVariant(plan) });
		// One at a time: the order in which they ask is then the order of their numbers.
		const { id } = await begin(services, brief.id, {
			...OPENAI,
			count: 24,
			concurrency: 1,
			seed: 3
		});
		await services.rounds.whenIdle(id);

		const all = services.variants.ofRound(id);
		for (const [index, [name, code, hasReply]] of FAULTS.entries()) {
			const variant = all[index];
			const found = [name, variant?.status, variant?.errorCode, variant?.replySha256 !== null];
			expect(found).toEqual([name, code === null ? 'ready' : 'failed', code, hasReply]);
			if (code !== null) expect(variant?.errorMessage).toMatch(/^[A-Zh].{20,}[.”]$/s);
			if (hasReply) expect(await services.variants.reply(variant?.id ?? '')).not.toBeNull();
		}
		expect(services.rounds.get(id).status).toBe('finished');
		const told = events.after(services.database.db, id, 0);
		expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
		expect(told.filter(({ type }) => type === 'variant.failed')).toHaveLength(
			FAULTS.filter(([, code]) => code).length
		);
	});
});

describe('stopping', () => {
	it('is not undone by a variant that is tried again or mended meanwhile', async () => {
		const plan: ScenarioName[] = ['prose', 'prose', 'hang'];
		const { services, brief } = await withEndpoint({ scenario: perVariant(plan) });
		const { id } = await begin(services, brief.id, { ...OPENAI, count: 4, concurrency: 1 });
		await until('two that failed', () => statuses(services, id)[2] === 'running');
		const [first, second] = services.variants.ofRound(id);
		services.rounds.cancel(id);
		expect(() => services.variants.retry(first?.id ?? '')).toThrow(
			expect.objectContaining({ code: 'conflict', message: 'The round is being stopped.' })
		);
		expect(() => services.rounds.retryAll(id)).toThrow('being stopped');
		const page = '<!doctype html><html><head><title>T</title></head><body><p>x</p></body></html>';
		await services.variants.repair(second?.id ?? '', page, LOCAL_REVIEWER);
		await services.rounds.whenIdle(id);
		expect(services.rounds.get(id).status).toBe('cancelled');
		expect(statuses(services, id)).toEqual(['failed', 'ready', 'cancelled', 'cancelled']);

		services.variants.retry(first?.id ?? '');
		expect(services.rounds.get(id)).toMatchObject({ status: 'running', cancelRequestedAt: null });
		await services.rounds.whenIdle(id);
		expect(services.rounds.get(id).status).toBe('finished');
	});

	it('keeps what is done, cancels the rest, and both can be seen at once', async () => {
		const plan: ScenarioName[] = ['good', 'good', 'hang', 'hang-midway'];
		const { services, brief, fake } = await withEndpoint({ scenario: perVariant(plan) });
		const { id } = await begin(services, brief.id, { ...OPENAI, count: 6, concurrency: 2 });
		await until('two that hang', () => fake.requests.length === 4);
		await until(
			'two that are ready',
			() => statuses(services, id).filter((status) => status === 'ready').length === 2
		);
		services.rounds.cancel(id);
		await services.rounds.whenIdle(id);

		expect(statuses(services, id)).toEqual(['ready', 'ready', ...Array(4).fill('cancelled')]);
		expect(services.rounds.view(id)).toMatchObject({ status: 'cancelled', stopping: false });
		const lastSeq = events.lastSeq(services.database.db, id);
		services.rounds.cancel(id);
		await services.rounds.whenIdle(id);
		expect(events.lastSeq(services.database.db, id)).toBe(lastSeq);
		await until('the endpoint to be let go of', () =>
			fake.requests.every(({ outcome }) => outcome !== 'open')
		);
	});
});

describe('trying again', () => {
	it('builds one, or all that failed, under the name that was asked for', async () => {
		const { services, brief, fake } = await withEndpoint({ scenario: 'prose' });
		const { id } = await begin(services, brief.id, { ...OPENAI, count: 3 });
		await services.rounds.whenIdle(id);
		expect(statuses(services, id)).toEqual(['failed', 'failed', 'failed']);
		fake.setScenario('good');
		const [first] = services.variants.ofRound(id);
		services.database.db.run(`UPDATE variants SET model = 'as-the-endpoint-calls-it'`);
		services.variants.retry(first?.id ?? '');
		await services.rounds.whenIdle(id);
		expect(statuses(services, id)).toEqual(['ready', 'failed', 'failed']);
		expect(fake.requests.at(-1)?.body.model).toBe('fake-large');
		expect(await caught(() => services.variants.retry(first?.id ?? ''))).toMatchObject({
			code: 'conflict'
		});
		expect(services.rounds.retryAll(id)).toBe(2);
		await services.rounds.whenIdle(id);
		expect(statuses(services, id)).toEqual(['ready', 'ready', 'ready']);
		expect(services.variants.get(first?.id ?? '')).toMatchObject({ attempts: 2, errorCode: null });
	});
});

describe('several models', () => {
	it('are dealt evenly and not in turn, and nothing a page gets tells which is which', async () => {
		const models = ['model-alpha', 'model-beta', 'model-gamma'];
		const { services, brief } = await withEndpoint({ models });
		const { id } = await begin(services, brief.id, {
			...OPENAI,
			models,
			count: 13,
			concurrency: 8,
			seed: 5
		});
		await services.rounds.whenIdle(id);
		const dealt = services.variants.ofRound(id).map(({ model }) => model);
		expect(models.map((model) => dealt.filter((name) => name === model).length).sort()).toEqual([
			4, 4, 5
		]);
		expect(dealt).not.toEqual(dealt.map((_, index) => models[index % models.length]));

		const seen = () =>
			JSON.stringify([
				services.briefs.view(brief.id, LOCAL_REVIEWER),
				services.briefs.list(LOCAL_REVIEWER),
				events.after(services.database.db, id, 0)
			]);
		expect(seen()).not.toMatch(/model-|openai|"cost":\d/);
		const [chosen] = services.variants.ofRound(id);
		services.marks.decide(brief.id, chosen?.id ?? '', 'It says what it does.');
		expect(seen()).toContain(dealt[0]);
	});
});

describe('a budget', () => {
	it('is a wall where the endpoint tells its price', async () => {
		const { services, brief, fake } = await withEndpoint({ scenario: 'priced' });
		const { id } = await begin(services, brief.id, {
			...OPENAI,
			count: 6,
			concurrency: 4,
			budget: 0.04
		});
		await services.rounds.whenIdle(id);
		expect(fake.requests).toHaveLength(3);
		const all = services.variants.ofRound(id);
		expect(all.map(({ errorCode }) => errorCode)).toEqual([
			null,
			null,
			null,
			...Array(3).fill('over_budget')
		]);
		expect(all.at(-1)?.errorMessage).toMatch(/\$0\.04 is used up: \$0\.0375 is spent/);
	});

	it('cannot be kept where it does not, and says so after one', async () => {
		const { services, brief, fake } = await withEndpoint();
		const { id } = await begin(services, brief.id, { ...OPENAI, count: 4, budget: 1 });
		await services.rounds.whenIdle(id);
		expect(fake.requests).toHaveLength(1);
		expect(services.variants.ofRound(id).at(-1)?.errorMessage).toContain(
			'does not say what a reply costs'
		);
	});
});

describe('what cannot be begun', () => {
	it('is refused before anything is stored', async () => {
		const services = await bench.services();
		const own = services.briefs.add(SHORT_BRIEF);
		const sample = services.briefs.addSample();
		const recorded = services.providers.sample.replies.length;
		const start = (id: string, request: RoundRequest) => begin(services, id, request);
		const cases: [string, () => Promise<unknown>, object][] = [
			['no such brief', () => start('b_none', {}), { code: 'not_found' }],
			[
				'none at all',
				() => start(own.id, { count: 0 }),
				{ code: 'count_out_of_range', field: 'count' }
			],
			[
				'too many',
				() => start(own.id, { count: 91 }),
				{ code: 'count_out_of_range', field: 'count' }
			],
			[
				'more than recorded',
				() => start(sample.id, { provider: 'recorded', count: recorded + 1 }),
				{ code: 'count_out_of_range' }
			],
			[
				'recorded for another brief',
				() => start(own.id, { provider: 'recorded' }),
				{ code: 'provider_not_ready' }
			],
			[
				'no key',
				() => start(own.id, { provider: 'openai' }),
				{ code: 'provider_not_ready', field: 'OPENAI_API_KEY' }
			],
			[
				'no such model',
				() => start(own.id, { provider: 'composer', models: ['x'] }),
				{ code: 'unknown_model' }
			],
			[
				'an endpoint for the composer',
				() => start(own.id, { provider: 'composer', baseUrl: 'http://127.0.0.1:1/v1' }),
				{ code: 'invalid_input', field: 'baseUrl' }
			],
			[
				'a negative budget',
				() => start(own.id, { budget: -1 }),
				{ code: 'invalid_input', field: 'budget' }
			]
		];
		for (const [what, work, expected] of cases) {
			const error = await caught(work);
			expect(error, what).toBeInstanceOf(VitrineError);
			expect(error, what).toMatchObject(expected);
		}
		expect(services.rounds.hasAny()).toBe(false);
	});
});

describe('the composer', () => {
	it('builds from a brief of one sentence, with nothing else set', async () => {
		const services = await bench.services();
		const brief = services.briefs.add('A switch that mutes one colleague until tomorrow.');
		const { id, settings } = await begin(services, brief.id, { count: 12, capture: false });
		expect(settings.provider).toBe('composer');
		await services.rounds.whenIdle(id);
		expect(statuses(services, id)).toEqual(Array(12).fill('ready'));
		for (const variant of services.variants.ofRound(id)) {
			expect(await services.variants.html(variant.id)).toMatch(/^<!doctype html>/i);
		}
	});
});

describe('rounds of one brief', () => {
	it('draw different directions, one after another and at once', async () => {
		const { services, brief } = await withEndpoint({ scenario: 'good' });
		const request = { ...OPENAI, count: 20, concurrency: 8, seed: 9 };
		const first = await begin(services, brief.id, request);
		const both = await Promise.all([
			begin(services, brief.id, request),
			begin(services, brief.id, request)
		]);
		const all = [first, ...both];
		await Promise.all(all.map(({ id }) => services.rounds.whenIdle(id)));
		const points = services.variants.ofBrief(brief.id).map(({ point }) => JSON.stringify(point));
		expect(new Set(points).size).toBe(60);
		expect(services.variants.ofBrief(brief.id).map(({ number }) => number)).toEqual(
			Array.from({ length: 60 }, (_, index) => index + 1)
		);
		expect(services.rounds.ofBrief(brief.id).map(({ number, status }) => [number, status])).toEqual(
			[1, 2, 3].map((number) => [number, 'finished'])
		);
	});
});

describe('the recorded sample', () => {
	it('is ready without photographs where a person does without a browser', async () => {
		const services = await bench.services({ capture: false });
		const sample = services.briefs.addSample();
		const { id } = await services.rounds.start(
			sample.id,
			{ provider: 'recorded', count: 2 },
			LOCAL_REVIEWER
		);
		await services.rounds.whenIdle(id);
		for (const variant of services.variants.ofRound(id)) {
			expect(variant).toMatchObject({ status: 'ready', photos: 'none' });
			expect(services.variants.view(variant.id, LOCAL_REVIEWER)).toMatchObject({
				phase: 'ready',
				shots: 0
			});
		}
	});

	it('comes whole, photographed where a round asks for it', async () => {
		const services = await bench.services();
		const sample = services.briefs.addSample();
		const { id } = await services.rounds.start(
			sample.id,
			{ provider: 'recorded', count: 2, concurrency: 2 },
			LOCAL_REVIEWER
		);
		await services.rounds.whenIdle(id);
		for (const variant of services.variants.ofRound(id)) {
			expect(variant).toMatchObject({ status: 'ready', photos: 'done' });
			const view = services.variants.view(variant.id, LOCAL_REVIEWER);
			expect(view.captures.map(({ status }) => status)).toEqual(Array(view.shots).fill('taken'));
		}
	});
});

describe('watching', () => {
	it('tells every event once from where one left off, and ends with the round', async () => {
		const { services, brief } = await withEndpoint({ scenario: 'slow' });
		const { id } = await begin(services, brief.id, { ...OPENAI, count: 3 });
		const seqs: number[] = [];
		let hasProgress = false;
		for await (const message of services.rounds.watch(id, 2, new AbortController().signal)) {
			if (message.kind === 'event') seqs.push(message.event.seq);
			if (message.kind === 'progress') hasProgress = true;
		}
		const last = events.lastSeq(services.database.db, id);
		expect(seqs).toEqual(Array.from({ length: last - 2 }, (_, index) => index + 3));
		expect(hasProgress).toBe(true);
	});
});
