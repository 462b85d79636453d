/** Rounds whose endpoint has a bad day: what is asked again, what is not, and how often, counted at the wire. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { Services } from '#lib/server/services.ts';
import * as events from '#lib/server/store/events.ts';
import {
	startFakeOpenAi,
	type FakeOpenAi,
	type FakeOpenAiOptions,
	type ReceivedRequest
} from '../support/fake-openai.ts';
import type { Scenario, ScenarioName } from '../support/fake-openai-scenarios.ts';
import { SHORT_BRIEF, until, Workbench } from '../support/services.ts';
import { buildProcess, type ProcessBuild } from '../support/spawn-process.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const OPENAI = { provider: 'openai' as const, models: ['fake-large'], capture: false, seed: 4 };
/** Longer than any test: what waits for it out is seen. */
const LATER: Scenario = {
	answer: {
		status: 429,
		headers: { 'retry-after': '3600' },
		json: { error: { message: 'Too many requests', code: 'rate_limit_exceeded' } }
	}
};

async function withEndpoint(options: FakeOpenAiOptions = {}) {
	const fake = bench.keep(await startFakeOpenAi(options));
	const services = await bench.services({ endpoint: fake.url });
	return { fake, services, brief: services.briefs.add(SHORT_BRIEF) };
}

type Body = ReceivedRequest['body'];
const promptOf = (body: Body) => body.messages.map(({ content }) => content).join('\n');

/** Every fifth variant meets a fault when it is first asked for, and none after that. */
function oneInFive(faults: (ScenarioName | Scenario)[]) {
	const met = new Set<string>();
	return (_: number, body: Body): ScenarioName | Scenario => {
		const isFirst = !met.has(promptOf(body));
		met.add(promptOf(body));
		if (!isFirst || met.size % 5 !== 0) return 'good';
		return faults[(met.size / 5) % faults.length] ?? 'good';
	};
}

const statuses = (services: Services, roundId: string) =>
	services.variants.ofRound(roundId).map(({ status }) => status);
const story = (services: Services, roundId: string) =>
	events.after(services.database.db, roundId, 0);

/** Fault → the reason for a second try that the story tells; null where the client's own try was enough. */
const PASSING: [fault: ScenarioName, reason: string | null][] = [
	['failing', null],
	['rate-limited-at-once', null],
	['bad-gateway', null],
	['cut', 'provider_cut_off'],
	['ends-early', 'provider_cut_off'],
	['error-midway', 'provider_failed'],
	['empty', 'reply_empty'],
	['not-json', 'provider_not_json'],
	['broken-json', 'provider_not_json']
];

describe('one reply in five that fails at first', () => {
	it.each(PASSING)('%s: all are ready, with no request more than needed', async (fault, reason) => {
		const { fake, services, brief } = await withEndpoint({ scenario: oneInFive([fault]) });
		const { id } = await services.rounds.start(
			brief.id,
			{ ...OPENAI, count: 10, concurrency: 4 },
			LOCAL_REVIEWER
		);
		await services.rounds.whenIdle(id);
		expect(statuses(services, id)).toEqual(Array(10).fill('ready'));
		expect(fake.requests).toHaveLength(10 + 2);
		const told = story(services, id);
		const again = told.filter(({ type, data }) => type === 'variant.queued' && data['after']);
		expect(again.map(({ data }) => data['after'])).toEqual(reason === null ? [] : [reason, reason]);
		expect(told.filter(({ type }) => type === 'variant.failed')).toEqual([]);
	});

	it('every kind in a round of 90', async () => {
		const faults = PASSING.map(([fault]) => fault);
		const { fake, services, brief } = await withEndpoint({ scenario: oneInFive(faults) });
		const { id } = await services.rounds.start(
			brief.id,
			{ ...OPENAI, count: 90, concurrency: 8 },
			LOCAL_REVIEWER
		);
		await services.rounds.whenIdle(id);
		expect(statuses(services, id)).toEqual(Array(90).fill('ready'));
		expect(fake.requests).toHaveLength(90 + 18);
		expect(fake.maxInFlight()).toBeLessThanOrEqual(8);
	});
});

describe('a fault that does not pass', () => {
	it('is met three times, and then fails with its reason', async () => {
		const { fake, services, brief } = await withEndpoint({ scenario: 'cut' });
		const { id } = await services.rounds.start(brief.id, { ...OPENAI, count: 1 }, LOCAL_REVIEWER);
		await services.rounds.whenIdle(id);
		expect(fake.requests).toHaveLength(3);
		const [variant] = services.variants.ofRound(id);
		expect(variant).toMatchObject({ status: 'failed', errorCode: 'provider_cut_off', attempts: 3 });

		fake.setScenario(['cut', 'cut', 'good']);
		services.variants.retry(variant?.id ?? '');
		await services.rounds.whenIdle(id);
		expect(statuses(services, id)).toEqual(['ready']);
	});

	const once: [fault: ScenarioName, code: string][] = [
		['refusal', 'reply_refused'],
		['prose', 'reply_no_document'],
		['bad-request', 'provider_failed']
	];
	it.each(once)('%s is met once', async (fault, code) => {
		const { fake, services, brief } = await withEndpoint({ scenario: fault });
		const { id } = await services.rounds.start(brief.id, { ...OPENAI, count: 1 }, LOCAL_REVIEWER);
		await services.rounds.whenIdle(id);
		expect(services.variants.ofRound(id)[0]).toMatchObject({ errorCode: code, attempts: 1 });
		// A request that is refused is sent once more without what an endpoint may not know.
		expect(fake.requests).toHaveLength(fault === 'bad-request' ? 2 : 1);
	});
});

describe('a fault that all would meet', () => {
	it('of a key that is refused: the rest is not asked for, and can be tried again', async () => {
		const refused: Scenario = { answer: { status: 401, json: { error: { message: 'No.' } } } };
		const { fake, services, brief } = await withEndpoint({ scenario: refused });
		const { id } = await services.rounds.start(
			brief.id,
			{ ...OPENAI, count: 12, concurrency: 2 },
			LOCAL_REVIEWER
		);
		await services.rounds.whenIdle(id);
		expect(fake.requests.length).toBeLessThanOrEqual(2);
		const failed = services.variants.ofRound(id);
		expect(failed.map(({ errorCode }) => errorCode)).toEqual(Array(12).fill('provider_key'));
		expect(new Set(failed.map(({ errorMessage }) => errorMessage)).size).toBe(1);

		fake.setScenario('good');
		expect(services.rounds.retryAll(id)).toBe(12);
		await services.rounds.whenIdle(id);
		expect(statuses(services, id)).toEqual(Array(12).fill('ready'));
	});

	it('of a model that is not there: the others are built', async () => {
		const { fake, services, brief } = await withEndpoint({ modelList: 'missing' });
		const models = ['fake-large', 'gone', 'fake-small'];
		const request = { ...OPENAI, models, count: 12, concurrency: 3 };
		const { id } = await services.rounds.start(brief.id, request, LOCAL_REVIEWER);
		await services.rounds.whenIdle(id);
		const all = services.variants.ofRound(id);
		expect(all.filter(({ status }) => status === 'ready')).toHaveLength(8);
		expect(all.filter(({ errorCode }) => errorCode === 'unknown_model')).toHaveLength(4);
		expect(fake.requests.filter(({ body }) => body.model === 'gone').length).toBeLessThan(4);
	});

	it('of an account without credit: it is asked once, says where to pay, and the others are built', async () => {
		const models = ['fake-large', 'fake-small'];
		const { fake, services, brief } = await withEndpoint({
			scenario: (_, { model }) => (model === 'fake-small' ? 'no-credit' : 'good')
		});
		const request = { ...OPENAI, models, count: 12, concurrency: 1 };
		const { id } = await services.rounds.start(brief.id, request, LOCAL_REVIEWER);
		await services.rounds.whenIdle(id);
		const all = services.variants.ofRound(id);
		expect(all.filter(({ status }) => status === 'ready')).toHaveLength(6);
		const failed = all.filter(({ errorCode }) => errorCode === 'provider_no_credit');
		expect(failed).toHaveLength(6);
		for (const { errorMessage } of failed)
			expect(errorMessage).toMatch(/no credit left.*under “billing” there/);
		expect(fake.requests.filter(({ body }) => body.model === 'fake-small')).toHaveLength(1);
	});

	it('of an endpoint that went away: three in a row are enough', async () => {
		const { fake, services, brief } = await withEndpoint({ scenario: 'hang' });
		const { id } = await services.rounds.start(
			brief.id,
			{ ...OPENAI, count: 9, concurrency: 3 },
			LOCAL_REVIEWER
		);
		await until('three requests', () => fake.requests.length === 3);
		await fake.close();
		await services.rounds.whenIdle(id);
		const all = services.variants.ofRound(id);
		expect(all.map(({ errorCode }) => errorCode)).toEqual(Array(9).fill('provider_unreachable'));
		// While the third of them tries in vain, two more may have been begun.
		expect(all.filter(({ attempts }) => attempts > 0).length).toBeLessThanOrEqual(5);
	}, 60_000);
});

describe('a model that is asked too much', () => {
	it('does not hold up the others', async () => {
		const models = ['alpha', 'beta'];
		const { fake, services, brief } = await withEndpoint({
			models,
			scenario: (_, body) => (body.model === 'alpha' ? LATER : 'good')
		});
		const request = { ...OPENAI, models, count: 16, concurrency: 4 };
		const { id } = await services.rounds.start(brief.id, request, LOCAL_REVIEWER);
		await until(
			'all of the other',
			() => statuses(services, id).filter((status) => status === 'ready').length === 8
		);
		const alpha = fake.requests.filter(({ body }) => body.model === 'alpha');
		expect(alpha.length).toBeLessThanOrEqual(2);
		services.rounds.cancel(id);
		await services.rounds.whenIdle(id);
		expect(statuses(services, id).filter((status) => status === 'cancelled')).toHaveLength(8);
		expect(fake.maxInFlight()).toBeLessThanOrEqual(4);
	});

	it('is asked for fewer at once, and for more again as it answers', async () => {
		const open: number[] = [];
		let fiveAreOpen = (): void => undefined;
		const hurry = new Promise<void>((resolve) => (fiveAreOpen = resolve));
		const fake: FakeOpenAi = bench.keep(
			await startFakeOpenAi({
				scenario: (number) => {
					if (number <= 8) return 'rate-limited-at-once';
					open.push(fake.requests.filter(({ outcome }) => outcome === 'open').length + 1);
					if (Math.max(...open) > 4) fiveAreOpen();
					// By then there can be more at once; a machine with much else to do might answer each before it asks the next.
					return open.length > 12 ? { chunkDelayMs: 200, hurry } : { delayMs: 30 };
				}
			})
		);
		const services = await bench.services({ endpoint: fake.url });
		const brief = services.briefs.add(SHORT_BRIEF);
		const { id } = await services.rounds.start(
			brief.id,
			{ ...OPENAI, count: 40, concurrency: 8 },
			LOCAL_REVIEWER
		);
		await services.rounds.whenIdle(id);
		expect(statuses(services, id)).toEqual(Array(40).fill('ready'));
		expect(fake.requests).toHaveLength(48);
		// Four to begin with, and one more for every four replies that there can have been by then.
		open.forEach((atOnce, index) => expect(atOnce).toBeLessThanOrEqual(4 + Math.floor(index / 4)));
		expect(Math.max(...open)).toBeGreaterThan(4);
	});
});

describe('a stop while requests wait', () => {
	let processes: ProcessBuild;
	beforeAll(async () => {
		processes = await buildProcess();
	});
	afterAll(() => processes.close());

	it('made in another process ends the round and its process, and nothing more is asked', async () => {
		const fake = bench.keep(await startFakeOpenAi({ scenario: LATER }));
		const workspace = await bench.folder();
		const request = JSON.stringify({ ...OPENAI, count: 4, concurrency: 2 });
		const child = bench.keep(processes.spawn(workspace, 'runRound', fake.url, request));
		const roundId = String((await child.next())['roundId']);
		const services = await bench.services({ workspace, endpoint: fake.url });
		await until('the pushback', () => fake.requests[0]?.outcome === 'answered');
		services.rounds.cancel(roundId);
		// It would wait for a minute, each of four times.
		expect(await child.ended).toBe(0);
		expect(services.rounds.get(roundId).status).toBe('cancelled');
		expect(statuses(services, roundId)).toEqual(Array(4).fill('cancelled'));
		expect(fake.requests.length).toBeLessThanOrEqual(2);
	}, 50_000);
});
