/** The space of a brief: proposed by a model, edited by a person, drawn from, and looked into. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { distance, type Dimension } from '#lib/domain/direction.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { RoundRequest } from '#lib/domain/round.ts';
import { STANDING_DIMENSIONS } from '#lib/generator/dimensions.ts';
import { createServices, type Services } from '#lib/server/services.ts';
import * as briefs from '#lib/server/store/briefs.ts';
import { startFakeOpenAi, type FakeOpenAiOptions } from '../support/fake-openai.ts';
import type { ScenarioName } from '../support/fake-openai-scenarios.ts';
import { configFor, SHORT_BRIEF, until, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const OPENAI = { provider: 'openai' as const, models: ['fake-large'], capture: false };
const ASKED = { provider: 'openai' as const, model: 'fake-large' };
const never = new AbortController().signal;

async function withEndpoint(options: FakeOpenAiOptions = {}) {
	const fake = bench.keep(await startFakeOpenAi(options));
	const services = await bench.services({ endpoint: fake.url });
	return { fake, services, brief: services.briefs.add(SHORT_BRIEF) };
}

async function caught(work: () => unknown): Promise<VitrineError> {
	try {
		await work();
	} catch (thrown) {
		if (thrown instanceof VitrineError) return thrown;
		throw thrown;
	}
	throw new Error('Nothing was thrown.');
}

async function build(services: Services, briefId: string, request: RoundRequest) {
	const { id } = await services.rounds.start(
		briefId,
		{ ...OPENAI, seed: 7, ...request },
		LOCAL_REVIEWER
	);
	await services.rounds.whenIdle(id);
	return services.variants.ofRound(id);
}

const keysOf = (space: Dimension[]) => space.map(({ key }) => key);
const STANDING = keysOf(STANDING_DIMENSIONS);
const OWN: Dimension = {
	key: 'audience',
	label: 'audience',
	why: 'Two people read this page.',
	values: [
		{ key: 'clerk', label: 'the clerk', clause: 'for the clerk; fast' },
		{ key: 'customer', label: 'the customer', clause: 'for the customer; plain' }
	]
};

describe('a proposal', () => {
	it('stands before the standing dimensions, and rounds are drawn and built from both', async () => {
		const { services, brief, fake } = await withEndpoint();
		const proposal = await services.dimensions.propose(brief.id, ASKED, never);
		expect(proposal.repairs).toEqual([]);
		expect(keysOf(proposal.dimensions)).toHaveLength(6 + STANDING.length);
		expect(keysOf(proposal.dimensions).slice(6)).toEqual(STANDING);
		expect(proposal.dimensions.map(({ origin }) => origin)).toEqual([
			...Array(6).fill('model'),
			...Array(STANDING.length).fill(undefined)
		]);
		expect(services.dimensions.space(brief.id)).toEqual(proposal.dimensions);
		const kept = await services.blobs.get(proposal.replySha256);
		expect(kept?.toString('utf8')).toContain('who speaks');

		const [first, second] = await build(services, brief.id, { count: 2 });
		expect(Object.keys(first?.point ?? {}).sort()).toEqual(keysOf(proposal.dimensions).sort());
		const prompts = fake.requests.slice(1).map(({ body }) => body.messages[1]?.content ?? '');
		expect(prompts.every((prompt) => /^- who speaks: [\w ]+\. With/m.test(prompt))).toBe(true);
		expect(prompts.every((prompt) => prompt.includes('# Seen too often, as of 2'))).toBe(true);
		expect(first?.statement).not.toBe(second?.statement);
	});

	it('takes the place of the one before, and leaves what a person made of the rest', async () => {
		const { services, brief } = await withEndpoint();
		services.dimensions.save(brief.id, [OWN, ...STANDING_DIMENSIONS.slice(0, 2)]);
		await services.dimensions.propose(brief.id, ASKED, never);
		const { dimensions } = await services.dimensions.propose(brief.id, ASKED, never);
		expect(keysOf(dimensions).slice(6)).toEqual(['audience', 'structure', 'framing']);
		expect(new Set(keysOf(dimensions)).size).toBe(9);
	});

	it.each<[scenario: ScenarioName, code: string | null, says: RegExp]>([
		['dimensions-in-talk', null, /^$/],
		['thinking', null, /^$/],
		['two-dimensions', 'reply_no_dimensions', /Of 2 .* it takes 3.*kept as blob [0-9a-f]{12}…\./],
		['prose', 'reply_no_dimensions', /holds no dimensions.*kept as blob/],
		['empty', 'reply_empty', /answered with nothing/],
		['refusal', 'reply_refused', /declined/],
		['failing', 'provider_failed', /.+/],
		['not-json', 'provider_not_json', /.+/],
		['cut', 'provider_cut_off', /.+/]
	])(
		'that is %s is read or said to be none, and changes nothing then',
		async (scenario, code, says) => {
			const { services, brief } = await withEndpoint({ scenario });
			const ask = () => services.dimensions.propose(brief.id, ASKED, never);
			if (code === null) {
				expect((await ask()).dimensions).toHaveLength(6 + STANDING.length);
				return;
			}
			const error = await caught(ask);
			expect([error.code, error.sentence]).toEqual([code, expect.stringMatching(says)]);
			expect(keysOf(services.dimensions.space(brief.id))).toEqual(STANDING);
			expect(briefs.dimensionsOf(services.database.db, brief.id)).toEqual([]);
		}
	);

	it('that does not come can be cancelled', async () => {
		const { services, brief, fake } = await withEndpoint({ scenario: 'hang' });
		const stopping = new AbortController();
		const asking = caught(() => services.dimensions.propose(brief.id, ASKED, stopping.signal));
		await until('the endpoint to be asked', () => fake.requests.length === 1);
		stopping.abort();
		expect((await asking).code).toBe('cancelled');
		await until('the endpoint to be let go of', () => fake.requests[0]?.outcome === 'dropped');
		expect(keysOf(services.dimensions.space(brief.id))).toEqual(STANDING);
	});

	it.each<[request: object, code: string, field: string]>([
		[{ provider: 'composer' }, 'provider_not_ready', 'provider'],
		[{ provider: 'recorded' }, 'provider_not_ready', 'provider'],
		[{ provider: 'openai', model: 'no-such-model' }, 'unknown_model', 'model'],
		[{ provider: 'composer', baseUrl: 'http://127.0.0.1:9/v1' }, 'invalid_input', 'baseUrl']
	])('cannot be had from %j', async (request, code, field) => {
		const { services, brief } = await withEndpoint();
		const error = await caught(() => services.dimensions.propose(brief.id, request, never));
		expect([error.code, error.field]).toEqual([code, field]);
	});
});

describe('a space that is edited', () => {
	it('is whose it was, is drawn from, and goes back to the standing one', async () => {
		const { services, brief } = await withEndpoint();
		await services.dimensions.propose(brief.id, ASKED, never);
		const [proposed, ...rest] = services.dimensions.space(brief.id);
		if (!proposed) throw new Error('nothing was proposed');
		const edited = { ...proposed, label: 'the voice', values: proposed.values.slice(0, 2) };
		const saved = services.dimensions.save(brief.id, [
			{ ...OWN, origin: 'model' },
			edited,
			...rest.slice(-2)
		]);
		expect(saved.map(({ key, origin }) => [key, origin])).toEqual([
			['audience', 'person'],
			['who-speaks', 'model'],
			['colour', undefined],
			['motion', undefined]
		]);
		const points = (await build(services, brief.id, { count: 4 })).map(({ point }) => point);
		expect(new Set(points.flatMap((point) => Object.keys(point)))).toEqual(new Set(keysOf(saved)));
		services.dimensions.reset(brief.id);
		expect(services.dimensions.space(brief.id)).toEqual(STANDING_DIMENSIONS);
	});

	it('leaves rounds drawn before their meaning, on captions and in prompts', async () => {
		const { services, brief, fake } = await withEndpoint({ scenario: 'prose' });
		await services.dimensions.propose(brief.id, ASKED, never).catch(() => undefined);
		services.dimensions.save(brief.id, [OWN, ...STANDING_DIMENSIONS]);
		const [variant] = await build(services, brief.id, { count: 1 });
		services.dimensions.save(brief.id, [
			{ ...OWN, key: 'reader', label: 'reader' },
			...STANDING_DIMENSIONS.slice(0, 1).map((own) => ({ ...own, values: own.values.slice(0, 2) }))
		]);
		const { dimensions } = services.briefs.view(brief.id, LOCAL_REVIEWER);
		expect(keysOf(dimensions).slice(0, 3)).toEqual(['reader', 'structure', 'audience']);
		for (const [key, value] of Object.entries(variant?.point ?? {})) {
			const values = dimensions.find((dimension) => dimension.key === key)?.values ?? [];
			expect(values.map((own) => own.key)).toContain(value);
		}
		const before = fake.requests.length;
		services.variants.retry(variant?.id ?? '');
		await services.rounds.whenIdle(variant?.roundId ?? '');
		const again = fake.requests[before]?.body.messages[1]?.content ?? '';
		expect(again).toBe(fake.requests[before - 1]?.body.messages[1]?.content);
		expect(again).toContain('- audience: the ');
	});
});

describe('a round', () => {
	it('heeds pins and bans, keeps them, and says which cannot be', async () => {
		const { services, brief } = await withEndpoint();
		const pins = { structure: ['board', 'table'] };
		const bans = { colour: ['many', 'two', 'none'] };
		const all = await build(services, brief.id, { count: 6, pins, bans });
		expect(all.map(({ point }) => point['structure']).sort()).toEqual([
			...Array(3).fill('board'),
			...Array(3).fill('table')
		]);
		expect(new Set(all.map(({ point }) => point['colour']))).toEqual(new Set(['one-hue']));
		expect(services.rounds.get(all[0]?.roundId ?? '').settings).toMatchObject({ pins, bans });

		const error = await caught(() =>
			services.rounds.start(brief.id, { ...OPENAI, pins: { structure: ['bord'] } }, LOCAL_REVIEWER)
		);
		expect([error.code, error.field]).toEqual(['invalid_input', 'pins.structure']);
		expect(services.rounds.ofBrief(brief.id)).toHaveLength(1);
	});

	it('refines around what was picked, and draws nothing again unless it may', async () => {
		const { services, brief } = await withEndpoint();
		const first = await build(services, brief.id, { count: 4 });
		const picked = first[2];
		services.marks.flag(picked?.id ?? '', 'pick', LOCAL_REVIEWER);
		const refined = await build(services, brief.id, { count: 6, range: 'refine' });
		for (const { point } of refined) {
			const apart = distance(point, picked?.point ?? {});
			expect(apart).toBeGreaterThanOrEqual(1);
			expect(apart).toBeLessThanOrEqual(2);
		}
		const same = await build(services, brief.id, { count: 4, again: true });
		expect(same.map(({ point }) => point)).toEqual(first.map(({ point }) => point));
		const fresh = await build(services, brief.id, { count: 4 });
		for (const { point } of fresh)
			expect(first.some((variant) => distance(variant.point, point) === 0)).toBe(false);
	});

	it('of the composer heeds pins and bans, and says what it has no page for', async () => {
		const { services, brief } = await withEndpoint();
		const composed: RoundRequest = { provider: 'composer', models: [], count: 4 };
		const pins = { structure: ['board', 'table'] };
		const bans = { colour: ['two'], density: ['calm'] };
		const all = await build(services, brief.id, { ...composed, pins, bans });
		expect(all.map(({ status }) => status)).toEqual(Array(4).fill('ready'));
		expect(all.map(({ point }) => point['structure']).sort()).toEqual([
			...Array(2).fill('board'),
			...Array(2).fill('table')
		]);
		expect(all.every(({ point }) => point['colour'] !== 'two')).toBe(true);

		const refused: [request: RoundRequest, code: string, field: string, says: RegExp][] = [
			[{ pins: { steps: ['three'] } }, 'invalid_input', 'pins.steps', /“three” as its steps/],
			[{ range: 'refine' }, 'invalid_input', 'range', /can only explore/],
			[{ pins, bans, count: 11 }, 'count_out_of_range', 'count', /10 different pages, not 11/]
		];
		for (const [request, code, field, says] of refused) {
			const error = await caught(() =>
				services.rounds.start(brief.id, { ...composed, ...request }, LOCAL_REVIEWER)
			);
			expect([error.code, error.field]).toEqual([code, field]);
			expect(error.message).toMatch(says);
		}
		expect(services.rounds.ofBrief(brief.id)).toHaveLength(1);
	});

	it('keeps what a model said it would make', async () => {
		const { services, brief } = await withEndpoint();
		const all = await build(services, brief.id, { count: 4, concurrency: 1 });
		const plans = all.map(({ plan }) => plan);
		// One reply in four of the endpoint begins with its plan.
		expect(plans.filter((plan) => plan !== null)).toEqual([
			{
				palette: 'one paper, one ink, one accent.',
				type: 'one face.',
				layout: 'one column that becomes a list on the phone.',
				signature: 'the rule under the title.',
				isDefault: 'Close to it, so the parts are set in their own order.'
			}
		]);
		expect(services.briefs.view(brief.id, LOCAL_REVIEWER).variants.map(({ plan }) => plan)).toEqual(
			plans
		);
	});

	it('is not begun with a list of clichés that cannot be read', async () => {
		const folder = await bench.folder();
		writeFileSync(path.join(folder, 'cliches.yaml'), 'date: soon\ngroups: []\n');
		const config = { ...configFor(await bench.folder()), promptsDir: folder };
		const services = bench.keep(await createServices(config));
		const brief = services.briefs.add(SHORT_BRIEF);
		const request = { provider: 'composer' as const, count: 1, capture: false };
		const error = await caught(() => services.rounds.start(brief.id, request, LOCAL_REVIEWER));
		expect([error.code, error.line, error.field]).toEqual(['cliches_invalid', 1, 'date']);
		writeFileSync(
			path.join(folder, 'cliches.yaml'),
			readFileSync(path.join(configFor(folder).promptsDir, 'cliches.yaml'))
		);
		const { id } = await services.rounds.start(brief.id, request, LOCAL_REVIEWER);
		await services.rounds.whenIdle(id);
		expect(services.rounds.get(id).status).toBe('finished');
	});
});
