import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient, type ApiClient } from '../support/api-client.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai.ts';
import { readEvents, stored } from '../support/read-events.ts';
import { startApp, temporaryFolder, type RunningApp } from '../support/start-app.ts';

const COUNT = 4;
const Progress = z
	.array(z.object({ id: z.string().startsWith('v_'), chars: z.number().int() }))
	.min(1);
const folder = temporaryFolder();
let endpoint: FakeOpenAi;
let app: RunningApp;
let api: ApiClient;

beforeAll(async () => {
	endpoint = await startFakeOpenAi({ scenario: 'slow' });
	app = await startApp({
		workspace: folder.path,
		args: ['--no-sample'],
		env: { OPENAI_BASE_URL: endpoint.url }
	});
	api = createApiClient(app.url);
});
afterAll(async () => {
	await app?.stop();
	await endpoint?.close();
	folder.remove();
});

async function startRound(): Promise<string> {
	const { body: brief } = await api.call(operations.addBrief, {
		body: { source: 'A lamp that says who dimmed it.' }
	});
	const body = {
		provider: 'openai',
		models: ['fake-small'],
		count: COUNT,
		concurrency: 2,
		capture: false
	};
	return (await api.call(operations.startRound, { params: { id: brief.id }, body })).body.id;
}

const address = (roundId: string) => `${app.url}/api/v1/rounds/${roundId}/events`;

describe('events of a round', () => {
	it('come once each and in order, over a connection that is lost twice', async () => {
		const url = address(await startRound());
		const first = stored(await readEvents(url, { enough: (events) => stored(events).length >= 3 }));
		const second = stored(
			await readEvents(url, {
				headers: { 'last-event-id': String(first.at(-1)?.id) },
				enough: (events) => stored(events).some(({ type }) => type === 'variant.ready')
			})
		);
		const third = stored(
			await readEvents(url, { headers: { 'last-event-id': String(second.at(-1)?.id) } })
		);
		const all = [...first, ...second, ...third];
		expect(all.map(({ id }) => id)).toEqual(all.map((_, index) => index + 1));
		expect(all[0]?.type).toBe('round.started');
		expect(all.at(-1)?.type).toBe('round.finished');
		expect(all.filter(({ type }) => type === 'variant.ready')).toHaveLength(COUNT);

		const again = stored(await readEvents(url));
		expect(again).toEqual(all);
		expect(stored(await readEvents(`${url}?after=5`))).toEqual(all.slice(5));
		const both = await readEvents(`${url}?after=5`, { headers: { 'last-event-id': '7' } });
		expect(stored(both)).toEqual(all.slice(7));

		const told = await fetch(url, { headers: { 'last-event-id': String(all.length) } });
		expect(told.status).toBe(204);
	});

	it('say how far those being written are, with nothing to resume from', async () => {
		const roundId = await startRound();
		const events = await readEvents(address(roundId));
		const progress = events.filter(({ type }) => type === 'progress');
		expect(progress.length).toBeGreaterThan(0);
		expect(progress.every(({ id }) => id === null)).toBe(true);
		for (const { data } of progress) expect(Progress.parse(data)).toEqual(data);
	});

	it('tell of a stop and of a second try', async () => {
		endpoint.setScenario(['good', 'hang']);
		const roundId = await startRound();
		const params = { id: roundId };
		await readEvents(address(roundId), {
			enough: (events) => events.some(({ type }) => type === 'variant.ready')
		});
		await api.call(operations.cancelRound, { params });
		const stopped = stored(await readEvents(address(roundId)));
		expect(stopped.at(-1)?.type).toBe('round.cancelled');
		const cancelled = stopped.filter(({ type }) => type === 'variant.cancelled').length;
		expect(cancelled).toBeGreaterThan(0);

		endpoint.setScenario('slow');
		expect((await api.call(operations.retryRound, { params })).body).toEqual({
			retried: cancelled
		});
		const after = await readEvents(`${address(roundId)}?after=${stopped.length}`);
		expect(stored(after).at(-1)?.type).toBe('round.finished');
		expect(after.filter(({ type }) => type === 'variant.ready')).toHaveLength(cancelled);
	});

	it.each(['x', '-1', '1.5'])('are refused after “%s”', async (value) => {
		const roundId = await startRound();
		const error = await api.refused('GET', `/rounds/${roundId}/events?after=${value}`);
		expect(error).toMatchObject({ status: 400, code: 'invalid_input', field: 'after' });
		await api.call(operations.cancelRound, { params: { id: roundId } });
	});
});
