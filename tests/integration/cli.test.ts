import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAKE_MODELS, startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai.ts';
import {
	freePortPair,
	runCli,
	runCliBatch,
	startApp,
	temporaryFolder
} from '../support/start-app.ts';

const BRIEF = '# Dimmer\n\nHow bright the room is, in as few steps as can be.\n';
const folder = temporaryFolder();
const workspace = path.join(folder.path, 'workspace');
const briefFile = path.join(folder.path, 'dimmer.md');
let endpoint: FakeOpenAi;

beforeAll(async () => {
	endpoint = await startFakeOpenAi();
	writeFileSync(briefFile, BRIEF);
	writeFileSync(path.join(folder.path, 'empty.md'), '');
	writeFileSync(path.join(folder.path, 'nul.md'), 'a\0b');
	writeFileSync(path.join(folder.path, 'big.md'), 'x'.repeat(5 * 1024 * 1024));
	writeFileSync(path.join(folder.path, 'broken.md'), '---\ntitle: [\n---\nx');
	writeFileSync(path.join(folder.path, 'file'), 'not a folder');
});
afterAll(async () => {
	await endpoint?.close();
	folder.remove();
});

/** In the test's folder, so that files can be named as a person would. */
const run = (args: string[], input?: string) =>
	runCli([...args, ...(args.includes('--workspace') ? [] : ['--workspace', workspace])], {
		cwd: folder.path,
		...(input === undefined ? {} : { input })
	});

describe('wrong use has its own words and exit code 2', () => {
	const WRONG: [line: string, code: string, field: string | undefined][] = [
		['', 'invalid_input', 'command'],
		['frobnicate', 'invalid_input', 'command'],
		['list --frobnicate', 'invalid_input', undefined],
		['list unicorns', 'invalid_input', 'what'],
		['list briefs variants', 'invalid_input', undefined],
		['list variants --brief b_0', 'not_found', 'id'],
		['generate', 'invalid_input', undefined],
		['generate dimmer.md --count', 'invalid_input', undefined],
		['generate dimmer.md --count many', 'count_out_of_range', 'count'],
		['generate dimmer.md --count 0', 'count_out_of_range', 'count'],
		['generate dimmer.md --count 91', 'count_out_of_range', 'count'],
		['generate dimmer.md --count 1.5', 'count_out_of_range', 'count'],
		['generate dimmer.md --count 2 --count 3', 'invalid_input', 'count'],
		['generate dimmer.md --provider magic', 'invalid_input', 'provider'],
		['generate dimmer.md --base-url ftp://x', 'invalid_input', 'base-url'],
		['generate dimmer.md --concurrency 0', 'invalid_input', 'concurrency'],
		['generate dimmer.md --seed -1', 'invalid_input', 'seed'],
		['generate dimmer.md --budget free', 'invalid_input', 'budget'],
		['generate dimmer.md --provider recorded', 'provider_not_ready', 'provider'],
		['generate dimmer.md --base-url ENDPOINT --model no-such-model', 'unknown_model', undefined],
		['generate missing.md', 'file_unreadable', 'brief'],
		['generate .', 'file_unreadable', 'brief'],
		['generate empty.md', 'brief_empty', undefined],
		['generate nul.md', 'brief_not_text', undefined],
		['generate big.md', 'brief_too_large', 'brief'],
		['generate broken.md', 'brief_front_matter', undefined],
		['evolve b_0', 'not_found', 'id'],
		['evolve', 'invalid_input', undefined],
		['export', 'invalid_input', undefined],
		['export 1 --format pdf', 'invalid_input', 'format'],
		['export 1 --out -', 'invalid_input', 'out'],
		['export v_0', 'not_found', 'id'],
		['start --port 0', 'invalid_input', 'port'],
		['start --port 99999', 'invalid_input', 'port'],
		['start --port web', 'invalid_input', 'port'],
		['list --workspace file', 'workspace_unwritable', 'workspace'],
		['start --workspace file', 'workspace_unwritable', 'workspace']
	];
	let answers: Awaited<ReturnType<typeof runCliBatch>>;

	beforeAll(async () => {
		const lines = WRONG.map(([line]) =>
			line.replace('ENDPOINT', endpoint.url).split(' ').filter(Boolean)
		);
		const completed = lines.map((args) => [
			...args,
			'--json',
			...(args.includes('--workspace') ? [] : ['--workspace', workspace])
		]);
		answers = await runCliBatch(completed, { cwd: folder.path });
	});

	it.each(WRONG.map(([line, code, field], index) => ({ line, code, field, index })))(
		'vitrine $line',
		({ code, field, index }) => {
			const answer = answers[index];
			const { error } = JSON.parse(answer?.stdout ?? '');
			expect(error).toMatchObject({ code, ...(field === undefined ? {} : { field }) });
			expect(error.message).toMatch(/\.$/);
			expect(answer?.code).toBe(2);
		}
	);

	it('is told on stderr in one sentence without --json', async () => {
		const { code, stdout, stderr } = await run(['generate', 'missing.md']);
		expect({ code, stdout, stderr }).toEqual({
			code: 2,
			stdout: '',
			stderr: 'The brief missing.md is not there. Name a text file, or - for standard input.\n'
		});
	});

	it('names the port that is taken', async () => {
		const first = await freePortPair();
		const taken = createServer().listen(first + 1, '127.0.0.1');
		const { code, stderr } = await run(['start', '--no-open', '--port', String(first)]);
		taken.close();
		expect(code).toBe(2);
		expect(stderr).toContain(`Port ${first + 1}, where variants are previewed, is taken.`);
	});
});

describe('generate', () => {
	it('builds with several models, prints one document and leaves the rest to stderr', async () => {
		const models = FAKE_MODELS.flatMap((model) => ['--model', model]);
		const ran = await run([
			'generate',
			'dimmer.md',
			'--count',
			'6',
			'--base-url',
			endpoint.url,
			...models,
			'--no-capture',
			'--json'
		]);
		expect(ran.code, ran.stderr).toBe(0);
		const report = JSON.parse(ran.stdout);
		expect(report).toMatchObject({ requested: 6, ready: 6, failed: 0, cost: null });
		expect(report.usage).toEqual({
			inputTokens: expect.any(Number),
			outputTokens: expect.any(Number)
		});
		for (const model of FAKE_MODELS) {
			expect(
				report.variants.filter((variant: { model: string }) => variant.model === model)
			).toHaveLength(3);
		}
		expect(Object.keys(report).sort()).toEqual(
			[
				'briefId',
				'roundId',
				'requested',
				'ready',
				'failed',
				'ms',
				'usage',
				'cost',
				'variants'
			].sort()
		);
		expect(Object.keys(report.variants[0]).sort()).toEqual(
			[
				'id',
				'number',
				'status',
				'error',
				'provider',
				'model',
				'title',
				'ms',
				'usage',
				'cost',
				'sha256',
				'direction'
			].sort()
		);
		expect(
			new Set(
				report.variants.map(
					({ direction }: { direction: { statement: string } }) => direction.statement
				)
			).size
		).toBe(6);
		expect(ran.stderr).toContain('6 of 6 built');
	});

	it('takes a brief from standard input, photographs, and prints a table', async () => {
		const here = path.join(folder.path, 'piped');
		const args = [
			'generate',
			'-',
			'--count',
			'1',
			'--base-url',
			endpoint.url,
			'--model',
			'fake-small',
			'--workspace',
			here
		];
		const ran = await run(args, BRIEF);
		expect(ran.code, ran.stderr).toBe(0);
		expect(ran.stdout).toContain('1 of 1 are ready');
		expect(ran.stderr).toContain('1 photographed');
	});

	it.each([
		['failing', 'provider_failed'],
		['refusal', 'reply_refused'],
		['not-json', 'provider_not_json']
	] as const)('ends with 1 and the reasons when all of it is %s', async (scenario, code) => {
		const broken = await startFakeOpenAi({ scenario });
		const args = [
			'generate',
			'dimmer.md',
			'--count',
			'2',
			'--base-url',
			broken.url,
			'--model',
			'fake-small',
			'--no-capture',
			'--json'
		];
		const ran = await run([...args, '--workspace', path.join(folder.path, scenario)]);
		await broken.close();
		expect(ran.code, ran.stderr).toBe(1);
		const report = JSON.parse(ran.stdout);
		expect(report).toMatchObject({ ready: 0, failed: 2 });
		expect(report.variants.map(({ error }: { error: { code: string } }) => error.code)).toEqual([
			code,
			code
		]);
	});
});

describe('list and export', () => {
	it('say what is there and take it away', async () => {
		const briefs = JSON.parse((await run(['list', '--json'])).stdout);
		expect(briefs[0]).toMatchObject({ title: 'Dimmer', variants: 6, ready: 6 });
		const variants = JSON.parse(
			(await run(['list', 'variants', '--brief', briefs[0].id, '--json'])).stdout
		);
		expect(variants).toHaveLength(6);
		expect(variants[2]).toMatchObject({
			number: 3,
			status: 'ready',
			flag: 'none',
			briefId: briefs[0].id
		});

		mkdirSync(path.join(folder.path, 'out'));
		const { files } = JSON.parse(
			(await run(['export', variants[2].id, '--format', 'zip', '--out', 'out', '--json'])).stdout
		);
		expect(files).toEqual([path.join(folder.path, 'out', 'dimmer-03.zip')]);
		expect(existsSync(files[0])).toBe(true);

		const named = await run(['export', `${briefs[0].id}/3`, '--out', 'out/three.html']);
		expect(named.code, named.stderr).toBe(0);
		const html = readFileSync(path.join(folder.path, 'out/three.html'), 'utf8');
		expect(html).not.toContain('data-vt-id');
		const piped = await run(['export', variants[2].id, '--out', '-']);
		expect(piped.stdout).toBe(html);
		expect(readdirSync(path.join(folder.path, 'out')).sort()).toEqual([
			'dimmer-03.zip',
			'three.html'
		]);
	});

	it('writes nowhere it was not told to', async () => {
		const id = JSON.parse((await run(['list', 'variants', '--json'])).stdout)[0].id;
		const ran = await run(['export', id, '--out', 'no/such/folder.html', '--json']);
		expect(JSON.parse(ran.stdout).error).toMatchObject({ code: 'output_unwritable', field: 'out' });
		expect(ran.code).toBe(2);
	});
});

describe('doctor and start', () => {
	it('says what is ready, and knows its own gallery', async () => {
		const fresh = path.join(folder.path, 'fresh');
		const before = await run([
			'doctor',
			'--json',
			'--workspace',
			fresh,
			'--port',
			String(await freePortPair())
		]);
		expect(before.code, before.stdout).toBe(0);
		expect(existsSync(fresh)).toBe(false);
		const { checks } = JSON.parse(before.stdout);
		expect(checks.map(({ name }: { name: string }) => name)).toEqual([
			'node',
			'workspace',
			'database',
			'browser',
			'ports',
			'prices',
			...['openai', 'agent', 'composer', 'recorded'].map((name) => `provider ${name}`),
			'local endpoints'
		]);
		expect(
			checks.every(
				(check: { ok: boolean; fix: string | null }) => check.ok === (check.fix === null)
			)
		).toBe(true);

		const app = await startApp({ workspace: fresh, args: ['--no-sample'] });
		const during = await run([
			'doctor',
			'--json',
			'--workspace',
			fresh,
			'--port',
			String(app.port)
		]);
		expect(during.code, during.stdout).toBe(0);
		expect(during.stdout).toContain(`Vitrine is open on ${app.port} already.`);
		expect(app.stdout()).toBe(`Vitrine is open at http://127.0.0.1:${app.port}\n`);
		expect(await app.stop('SIGINT')).toBe(130);
	});

	it('fails what is needed and is not there', async () => {
		const { code, stdout } = await run(['doctor', '--json', '--workspace', 'file/inside']);
		expect(code).toBe(1);
		const { checks } = JSON.parse(stdout);
		expect(checks[1]).toMatchObject({
			name: 'workspace',
			ok: false,
			fix: expect.stringContaining('--workspace')
		});
	});
});
