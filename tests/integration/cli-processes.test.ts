/** Several processes on one workspace: side by side, stopped, and killed. */
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient } from '../support/api-client.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai.ts';
import { readEvents, stored } from '../support/read-events.ts';
import {
	runCli,
	spawnCli,
	startApp,
	temporaryFolder,
	type RunningApp
} from '../support/start-app.ts';

const BRIEF = 'A lamp that says who dimmed it.';
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
	for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function prepare(options: Parameters<typeof startFakeOpenAi>[0]) {
	const folder = temporaryFolder();
	const endpoint = await startFakeOpenAi(options);
	cleanups.push(folder.remove, endpoint.close);
	return { endpoint, workspace: path.join(folder.path, 'workspace') };
}

async function open(workspace: string, endpoint: FakeOpenAi): Promise<RunningApp> {
	const app = await startApp({
		workspace,
		args: ['--no-sample'],
		env: { OPENAI_BASE_URL: endpoint.url }
	});
	cleanups.push(() => app.stop());
	return app;
}

async function beginGenerate(
	workspace: string,
	endpoint: FakeOpenAi,
	count: number,
	more: string[] = []
) {
	const args = [
		'generate',
		'-',
		'--count',
		String(count),
		'--base-url',
		endpoint.url,
		'--model',
		'fake-small'
	];
	const child = await spawnCli([
		...args,
		'--concurrency',
		'2',
		'--workspace',
		workspace,
		'--json',
		...more
	]);
	let stdout = '';
	child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
	child.stderr.resume();
	child.stdin.end(BRIEF);
	const closed: Promise<(number | null)[]> = once(child, 'close');
	cleanups.push(() => child.exitCode === null && child.kill('SIGKILL'));
	return { child, closed, stdout: () => stdout };
}

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await sleep(20);
}

/** How many documents are stored, as another process sees it. */
async function readyIn(workspace: string): Promise<number> {
	const { stdout } = await runCli(['list', '--json', '--workspace', workspace]);
	const [brief]: { ready: number }[] = JSON.parse(stdout);
	return brief?.ready ?? 0;
}

const promptOf = ({ body }: FakeOpenAi['requests'][number]) => JSON.stringify(body.messages);

describe('an open gallery and a generate in a shell', () => {
	it('do not disturb each other, and the gallery tells what the other does', async () => {
		const { endpoint, workspace } = await prepare({ scenario: 'slow' });
		const app = await open(workspace, endpoint);
		const api = createApiClient(app.url);
		const { closed, stdout } = await beginGenerate(workspace, endpoint, 6, ['--no-capture']);
		await until(() => endpoint.requests.length > 0);

		const [summary] = (await api.call(operations.listBriefs)).body.briefs;
		expect(summary).toMatchObject({ variants: 6 });
		const { rounds } = (await api.call(operations.getBrief, { params: { id: summary?.id ?? '' } }))
			.body;
		const events = stored(await readEvents(`${app.url}/api/v1/rounds/${rounds[0]?.id}/events`));
		expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
		expect(events.filter(({ type }) => type === 'variant.ready')).toHaveLength(6);
		expect(events.some(({ type }) => type === 'round.resumed')).toBe(false);

		expect((await closed)[0]).toBe(0);
		expect(JSON.parse(stdout())).toMatchObject({ ready: 6, failed: 0 });
		expect(endpoint.requests).toHaveLength(6);
		expect(endpoint.maxInFlight()).toBeLessThanOrEqual(2);
	});

	it('can be stopped from the gallery', async () => {
		const { endpoint, workspace } = await prepare({ scenario: ['good', 'hang'] });
		const app = await open(workspace, endpoint);
		const api = createApiClient(app.url);
		const { closed, stdout } = await beginGenerate(workspace, endpoint, 6, ['--no-capture']);
		await until(() => endpoint.requests.length === 3);
		const [summary] = (await api.call(operations.listBriefs)).body.briefs;
		const { rounds } = (await api.call(operations.getBrief, { params: { id: summary?.id ?? '' } }))
			.body;
		await api.call(operations.cancelRound, { params: { id: rounds[0]?.id ?? '' } });
		expect((await closed)[0]).toBe(0);
		expect(JSON.parse(stdout())).toMatchObject({ ready: 1, failed: 0, requested: 6 });
	});
});

describe('a generate', () => {
	it('that is interrupted once reports what there is and exits with 130', async () => {
		const { endpoint, workspace } = await prepare({ scenario: ['good', 'hang'] });
		const { child, closed, stdout } = await beginGenerate(workspace, endpoint, 6, ['--no-capture']);
		await until(() => endpoint.requests.length === 3);
		child.kill('SIGINT');
		expect((await closed)[0]).toBe(130);
		const report = JSON.parse(stdout());
		expect(report).toMatchObject({ ready: 1, failed: 0 });
		expect(
			report.variants.filter(({ status }: { status: string }) => status === 'cancelled')
		).toHaveLength(5);
	});

	it('that is killed is finished by the next start: nothing is stuck, nothing is asked for twice', async () => {
		const COUNT = 8;
		const { endpoint, workspace } = await prepare({
			scenario: (number) => (number <= 3 ? 'good' : 'hang')
		});
		const { child, closed } = await beginGenerate(workspace, endpoint, COUNT);
		await until(() => endpoint.requests.length === 5);
		// A reply that has come and is not stored yet is work in flight; what is stored is never asked for again.
		while ((await readyIn(workspace)) < 3) await sleep(20);
		child.kill('SIGKILL');
		await closed;
		const received = endpoint.requests.slice(0, 3).map(promptOf);
		endpoint.setScenario('good');

		const app = await open(workspace, endpoint);
		const api = createApiClient(app.url);
		const [summary] = (await api.call(operations.listBriefs)).body.briefs;
		const params = { id: summary?.id ?? '' };
		const { rounds } = (await api.call(operations.getBrief, { params })).body;
		const events = stored(await readEvents(`${app.url}/api/v1/rounds/${rounds[0]?.id}/events`));
		expect(events.map(({ id }) => id)).toEqual(events.map((_, index) => index + 1));
		expect(events.filter(({ type }) => type === 'round.resumed')).toHaveLength(1);
		expect(events.filter(({ type }) => type === 'variant.interrupted')).toHaveLength(2);
		expect(events.at(-1)?.type).toBe('round.finished');

		const { variants } = (await api.call(operations.getBrief, { params })).body;
		expect(variants.map(({ phase }) => phase)).toEqual(
			Array.from({ length: COUNT }, () => 'ready')
		);
		for (const { captures } of variants) {
			expect(captures.map(({ status }) => status)).toEqual(Array(6).fill('taken'));
		}
		const later = endpoint.requests.slice(5).map(promptOf);
		expect(later).toHaveLength(COUNT - 3);
		for (const prompt of received) expect(later).not.toContain(prompt);
	});
});

describe('a gallery', () => {
	it('that is killed goes on where it was', async () => {
		const { endpoint, workspace } = await prepare({
			scenario: (number) => (number <= 2 ? 'good' : 'hang')
		});
		const first = await open(workspace, endpoint);
		const { body: brief } = await createApiClient(first.url).call(operations.addBrief, {
			body: { source: BRIEF }
		});
		const body = {
			provider: 'openai',
			models: ['fake-small'],
			count: 5,
			concurrency: 2,
			capture: false
		};
		const { body: round } = await createApiClient(first.url).call(operations.startRound, {
			params: { id: brief.id },
			body
		});
		await until(() => endpoint.requests.length === 4);
		while ((await readyIn(workspace)) < 2) await sleep(20);
		await first.stop('SIGKILL');
		endpoint.setScenario('good');

		const second = await open(workspace, endpoint);
		const events = await readEvents(`${second.url}/api/v1/rounds/${round.id}/events`);
		expect(events.at(-1)?.type).toBe('round.finished');
		expect(endpoint.requests).toHaveLength(4 + 3);
		const { stdout } = await runCli(['list', '--json', '--workspace', workspace]);
		expect(JSON.parse(stdout)[0]).toMatchObject({ variants: 5, ready: 5, running: false });
	});
});
