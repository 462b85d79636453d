/** Dimensions, ranges, pins and filters through both front doors, as built. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STANDING_DIMENSIONS } from '#lib/generator/dimensions.ts';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient, type ApiClient } from '../support/api-client.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai.ts';
import { readEvents } from '../support/read-events.ts';
import {
	runCli,
	runCliBatch,
	startApp,
	temporaryFolder,
	type RunningApp
} from '../support/start-app.ts';

const BRIEF = '# Dimmer\n\nHow bright the room is, in as few steps as can be.\n';
const folder = temporaryFolder();
let endpoint: FakeOpenAi;
let app: RunningApp;
let api: ApiClient;
let briefId: string;

beforeAll(async () => {
	endpoint = await startFakeOpenAi();
	app = await startApp({
		workspace: path.join(folder.path, 'gallery'),
		args: ['--no-sample'],
		env: { OPENAI_BASE_URL: endpoint.url }
	});
	api = createApiClient(app.url);
	const { body } = await api.call(operations.addBrief, { body: { source: BRIEF } });
	briefId = body.id;
	writeFileSync(path.join(folder.path, 'dimmer.md'), BRIEF);
});
afterAll(async () => {
	await app?.stop();
	await endpoint?.close();
	folder.remove();
});

const json = (body: unknown): RequestInit => ({
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body)
});
const [STRUCTURE = STANDING_DIMENSIONS[0]] = STANDING_DIMENSIONS;

describe('over HTTP', () => {
	it('a space is told, proposed, edited and taken back', async () => {
		const params = { id: briefId };
		const space = async () =>
			(await api.call(operations.getDimensions, { params })).body.dimensions;
		expect(await space()).toEqual(STANDING_DIMENSIONS);

		const body = { model: 'fake-large' };
		const { body: proposal } = await api.call(operations.proposeDimensions, { params, body });
		expect(proposal.dimensions.slice(6)).toEqual(STANDING_DIMENSIONS);
		expect(await space()).toEqual(proposal.dimensions);
		const blob = await api.call(operations.getBlob, { params: { sha256: proposal.replySha256 } });
		expect(blob.raw).toContain('"who speaks"');

		const edited = proposal.dimensions.slice(0, 3);
		const saved = await api.call(operations.saveDimensions, {
			params,
			body: { dimensions: edited }
		});
		expect(saved.body.dimensions).toEqual(edited);
		await api.call(operations.resetDimensions, { params });
		expect(await space()).toEqual(STANDING_DIMENSIONS);
	});

	it.each<[what: string, dimensions: unknown, field: string]>([
		['no list', 'many', 'dimensions'],
		['none', [], 'dimensions'],
		['one value', [{ ...STRUCTURE, values: STRUCTURE?.values.slice(0, 1) }], 'dimensions.0.values'],
		['no values', [{ key: 'a', label: 'a', why: '' }], 'dimensions.0.values'],
		['a key twice', [STRUCTURE, STRUCTURE], 'dimensions.1.key'],
		['an empty label', [{ ...STRUCTURE, label: '' }], 'dimensions.0.label']
	])('a space with %s is refused by its field', async (_, dimensions, field) => {
		const error = await api.refused('PUT', `/briefs/${briefId}/dimensions`, json({ dimensions }));
		expect(error).toMatchObject({ status: 400, code: 'dimensions_invalid', field });
		expect(error.message).toMatch(/^[dA-Z].+\.$/);
	});

	it('variants are found by where they stand in the space', async () => {
		const params = { id: briefId };
		const pins = { structure: ['board', 'table', 'map'], steps: ['two', 'three'] };
		const body = { provider: 'openai', models: ['fake-large'], count: 6, capture: false, pins };
		const { body: round } = await api.call(operations.startRound, { params, body });
		await readEvents(`${app.url}/api/v1/rounds/${round.id}/events`);
		const found = async (query: string) =>
			(await api.call(operations.listVariants, { params, query })).body.variants;
		const all = await found('');
		expect(all).toHaveLength(6);
		expect(await found('?where=structure=board')).toEqual(
			all.filter(({ point }) => point['structure'] === 'board')
		);
		expect(await found('?where=structure=board,map&where=steps=two')).toEqual(
			all.filter(({ point }) => point['structure'] !== 'table' && point['steps'] === 'two')
		);
		expect(await found('?where=structure%3Ddial')).toEqual([]);
		const [one] = all;
		expect(await found(`?ids=${one?.id}&where=structure=board,table,map`)).toEqual([one]);
		for (const where of ['structure', 'strcture=board', 'structure=bord']) {
			const error = await api.refused('GET', `/briefs/${briefId}/variants?where=${where}`);
			expect(error).toMatchObject({ status: 400, code: 'invalid_input' });
			expect(error.field).toMatch(/^where/);
		}
		const error = await api.refused(
			'POST',
			`/briefs/${briefId}/rounds`,
			json({ ...body, pins: { structure: ['bord'] } })
		);
		expect(error).toMatchObject({ code: 'invalid_input', field: 'pins.structure' });
	});
});

describe('on the command line', () => {
	const workspace = path.join(folder.path, 'shell');
	const run = (...args: string[]) =>
		runCli([...args, '--workspace', workspace], { cwd: folder.path });
	const generating = (url: string, ...args: string[]): string[] => [
		...['generate', 'dimmer.md', '--base-url', url, '--model', 'fake-large'],
		...['--no-capture', '--json', '--workspace', workspace, ...args]
	];
	const generate = (url: string, ...args: string[]) =>
		runCli(generating(url, ...args), { cwd: folder.path });

	it('asks for dimensions, tells them, and draws as it is told', async () => {
		const ran = await generate(
			endpoint.url,
			...['--propose', '--count', '4', '--pin', 'structure=board,table', '--ban', 'colour=many,two']
		);
		expect(ran.code, ran.stderr).toBe(0);
		expect(ran.stderr).toContain('who speaks: the clerk, the house, the customer, nobody');
		const points = JSON.parse(ran.stdout).variants.map(
			({ direction }: { direction: { point: Record<string, string> } }) => direction.point
		);
		expect(points.map((point: Record<string, string>) => point['structure']).sort()).toEqual([
			...['board', 'board', 'table', 'table']
		]);
		expect(Object.keys(points[0])).toContain('who-speaks');

		const listed = await run('list', 'variants', '--where', 'structure=board', '--json');
		const rows = JSON.parse(listed.stdout);
		expect(rows).toHaveLength(2);
		expect(rows.every((row: { point: object }) => 'structure' in row.point)).toBe(true);
		const none = await run('list', 'variants', '--where', 'structure=dial');
		expect(none.stdout).toBe('No variant is there.\n');
	});

	it('goes on without a proposal that cannot be used, and says so', async () => {
		const talker = await startFakeOpenAi({ scenario: ['prose', 'good'] });
		const ran = await generate(talker.url, '--propose', '--count', '1', '--range', 'reimagine');
		await talker.close();
		expect(ran.code, ran.stderr).toBe(0);
		expect(ran.stderr).toMatch(/No dimensions could be had from a model\. .*holds no dimensions/);
		expect(ran.stderr).toContain('Going on with the dimensions there are.');
	});

	it('says when there are too few points', async () => {
		const narrow = STANDING_DIMENSIONS.flatMap(({ key, values }) => [
			'--pin',
			`${key}=${values[0]?.key}`
		]);
		const other = ['--workspace', path.join(folder.path, 'narrow')];
		const ran = await runCli(
			[
				...['generate', 'dimmer.md', '--base-url', endpoint.url, '--model', 'fake-large'],
				...['--no-capture', '--count', '2', ...narrow, ...other]
			],
			{ cwd: folder.path }
		);
		expect(ran.code, ran.stderr).toBe(0);
		expect(ran.stderr).toContain('too few points left: 1 of 2 directions come again.');
	});

	it('says what is wrong use', async () => {
		const wrong: [line: string, field: string, says: RegExp][] = [
			['--pin structure', 'pin', /names no value/],
			['--pin structure=bord', 'pin', /no value “bord”.*list, table/],
			['--ban strcture=board', 'ban', /no dimension “strcture”/],
			['--range wild', 'range', /refine, explore, reimagine/]
		];
		const ran = await runCliBatch(
			wrong.map(([line]) => generating(endpoint.url, ...line.split(' '))),
			{ cwd: folder.path }
		);
		for (const [index, [line, field, says]] of wrong.entries()) {
			const { error } = JSON.parse(ran[index]?.stdout ?? '');
			expect([line, ran[index]?.code, error.field]).toEqual([line, 2, field]);
			expect(error.message).toMatch(says);
		}
	});
});
