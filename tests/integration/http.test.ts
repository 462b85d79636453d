/** The whole way over HTTP, from a brief to an export. */
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shotKey } from '#lib/domain/capture.ts';
import { newId } from '#lib/domain/ids.ts';
import { UNMARKED } from '#lib/domain/marks.ts';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient, type ApiClient } from '../support/api-client.ts';
import { FAKE_MODELS, startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai.ts';
import { readEvents } from '../support/read-events.ts';
import { startApp, temporaryFolder, type RunningApp } from '../support/start-app.ts';

const BRIEF =
	'---\ntitle: "<script>alert(1)</script> Dimmer"\nviewports: [desktop, phone]\n---\nHow bright the room is, in as few steps as can be.\n';
const COUNT = 4;

const folder = temporaryFolder();
let endpoint: FakeOpenAi;
let app: RunningApp;
let api: ApiClient;

beforeAll(async () => {
	endpoint = await startFakeOpenAi({ scenario: 'priced' });
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

const json = (body: unknown): RequestInit => ({
	headers: { 'content-type': 'application/json' },
	body: typeof body === 'string' ? body : JSON.stringify(body)
});

describe('from a brief to an export', () => {
	it('goes all the way, and tells who made what only after the decision', async () => {
		const { body: brief } = await api.call(operations.addBrief, {
			body: { source: BRIEF, name: 'dimmer.md' }
		});
		expect((await api.call(operations.addBrief, { body: { source: BRIEF } })).body.id).toBe(
			brief.id
		);
		const reading = await api.call(operations.readBrief, { body: { source: BRIEF } });
		expect(reading.body.content.title).toBe('<script>alert(1)</script> Dimmer');

		const params = { id: brief.id };
		const request = { provider: 'openai', models: FAKE_MODELS, count: COUNT, concurrency: 2 };
		const { body: round } = await api.call(operations.startRound, { params, body: request });
		const events = await readEvents(`${app.url}/api/v1/rounds/${round.id}/events`);
		expect(events.at(-1)?.type).toBe('round.finished');
		api.bodies.push(JSON.stringify(events));
		expect((await api.call(operations.getRound, { params: { id: round.id } })).body).toMatchObject({
			status: 'finished',
			count: COUNT
		});

		const { body: view } = await api.call(operations.getBrief, { params });
		expect(view.variants.map(({ phase }) => phase)).toEqual(
			Array.from({ length: COUNT }, () => 'ready')
		);
		const [first, second] = view.variants;
		if (!first || !second) throw new Error('there are two variants');
		await checkVariant(first.id);
		await checkMarks(brief.id, first.id);

		const some = await api.call(operations.listVariants, {
			params,
			query: `?ids=${second.id},${first.id}`
		});
		expect(some.body.variants.map(({ id }) => id)).toEqual([second.id, first.id]);
		expect(
			(await api.call(operations.listVariants, { params, query: '?ids=' })).body.variants
		).toEqual([]);
		expect((await api.call(operations.listVariants, { params })).body.variants).toHaveLength(COUNT);
		expect((await api.call(operations.listBriefs)).body.briefs[0]).toMatchObject({
			id: brief.id,
			ready: COUNT
		});
		const page = await fetch(`${app.url}/briefs/${brief.id}`, { headers: { accept: 'text/html' } });
		api.bodies.push(await page.text());

		const early = await exported(first.id);
		expect(early.manifest).toMatchObject({
			source: { withheld: expect.any(String) },
			decision: null
		});
		expect(api.bodies.length).toBeGreaterThan(10);
		for (const told of [...api.bodies, ...early.texts]) {
			for (const secret of [...FAKE_MODELS, '0.0125', 'promptSha256', 'inputTokens'])
				expect(told).not.toContain(secret);
		}

		const decision = { variantId: first.id, why: 'It shows the state that matters first.' };
		expect(
			await api.refused('POST', `/briefs/${brief.id}/decision`, json({ ...decision, why: '  ' }))
		).toMatchObject({ field: 'why' });
		expect((await api.call(operations.decide, { params, body: decision })).body).toMatchObject(
			decision
		);
		const told = await api.call(operations.getVariant, { params: { id: first.id } });
		expect(told.body.source).toMatchObject({ provider: 'openai', cost: 0.0125 });
		expect(FAKE_MODELS).toContain(told.body.source?.model);
		expect((await exported(first.id)).manifest).toMatchObject({
			formatVersion: 1,
			decision: { isChosen: true, why: decision.why },
			source: { provider: 'openai' }
		});
	});

	it('describes itself', async () => {
		const { body } = await api.call(operations.describeApi);
		expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Vitrine' } });
		expect(
			(await api.call(operations.listProviders)).body.providers
				.map(({ provider }) => provider)
				.sort()
		).toEqual(['agent', 'composer', 'openai', 'recorded']);
	});
});

/** Its document, reply and photographs: none of them can be a page of this origin. */
async function checkVariant(id: string): Promise<void> {
	const html = await api.call(operations.getHtml, { params: { id } });
	expect(html.headers.get('content-disposition')).toMatch(/^attachment; /);
	expect(html.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
	expect(html.headers.get('x-content-type-options')).toBe('nosniff');
	expect(html.raw).toContain('<html');
	expect(html.raw).not.toContain('data-vt-id');
	const named = await api.call(operations.getHtml, { params: { id }, query: '?download' });
	expect(named.headers.get('content-disposition')).toContain('dimmer-');
	expect(named.raw).toBe(html.raw);
	const reply = await api.call(operations.getReply, { params: { id } });
	expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');

	const { captures } = (await api.call(operations.listCaptures, { params: { id } })).body;
	expect(captures.map((capture) => `${shotKey(capture)} ${capture.status}`).sort()).toEqual([
		'desktop-dark taken',
		'desktop-light taken',
		'desktop-light:focus taken',
		'desktop-light:hover taken',
		'phone-light taken'
	]);
	const { thumbSha256 } = captures[0] ?? {};
	const blob = await fetch(`${app.url}/api/v1/blobs/${thumbSha256}`);
	expect(blob.headers.get('content-type')).toBe('image/webp');
	expect(blob.headers.get('cache-control')).toContain('immutable');
	expect(sha256(new Uint8Array(await blob.arrayBuffer()))).toBe(thumbSha256);
	const again = await fetch(`${app.url}/api/v1/blobs/${thumbSha256}`, {
		headers: { 'if-none-match': blob.headers.get('etag') ?? '' }
	});
	expect(again.status).toBe(304);
	expect(await api.refused('POST', `/variants/${id}/retry`)).toMatchObject({
		status: 409,
		code: 'conflict'
	});
}

async function checkMarks(briefId: string, id: string): Promise<void> {
	const params = { id };
	const flagNow = async () => (await api.call(operations.getVariant, { params })).body.flag;
	const { body: pick } = await api.call(operations.flagVariant, { params, body: { flag: 'pick' } });
	const { body: reject } = await api.call(operations.flagVariant, {
		params,
		body: { flag: 'reject' }
	});
	expect(await flagNow()).toBe('reject');
	const undo = async (batch: string) =>
		(await api.call(operations.retractMarks, { params: { batch } })).body.variants;
	expect(await undo(reject.batch)).toEqual([{ ...UNMARKED, variantId: id, flag: 'pick' }]);
	expect(await flagNow()).toBe('pick');
	expect(await undo(pick.batch)).toEqual([{ ...UNMARKED, variantId: id }]);
	// Whoever does not know whether it came through may ask again.
	expect(await undo(pick.batch)).toEqual([{ ...UNMARKED, variantId: id }]);
	const act = { id: briefId, batch: newId('batch') };
	const marks = [{ variantId: id, flag: 'pick' as const, stars: 4, label: 'green' as const }];
	for (let times = 0; times < 2; times++)
		expect((await api.call(operations.putMarks, { params: act, body: { marks } })).body).toEqual({
			batch: act.batch,
			variants: marks
		});
	const changes = async (after?: number) =>
		(
			await api.call(operations.briefChanges, {
				params: { id: briefId },
				query: after === undefined ? '' : `?after=${after}`
			})
		).body;
	const { steps, marked } = await changes();
	expect(marked).toEqual(marks);
	expect(await changes(steps.marks)).toMatchObject({ steps, marked: [], decisionId: null });
	await undo(act.batch);
	const taken = await changes(steps.marks);
	expect(taken.marked).toEqual([{ ...UNMARKED, variantId: id }]);
	expect(taken.steps.marks).toBeGreaterThan(steps.marks);
	for (const [wrong, field] of [
		[{ stars: 6 }, 'marks.0.stars'],
		[{ label: 'red' }, 'marks.0.label'],
		[{}, 'marks.0']
	] as const)
		expect(
			await api.refused(
				'PUT',
				`/briefs/${briefId}/marks/${newId('batch')}`,
				json({ marks: [{ variantId: id, ...wrong }] })
			)
		).toMatchObject({ code: 'invalid_input', field });
	expect(await api.refused('PUT', `/variants/${id}/flag`, json({ flag: 'maybe' }))).toMatchObject({
		field: 'flag'
	});
}

interface Manifest {
	files: { name: string; bytes: number; sha256: string }[];
	photographs: { file: string }[];
}

/** Posted as a form, as the page does; every file is what the manifest says, and there is no other. */
async function exported(id: string): Promise<{ manifest: Manifest; texts: string[] }> {
	const response = await fetch(`${app.url}/api/v1/variants/${id}/exports`, {
		method: 'POST',
		body: new URLSearchParams({ format: 'zip' })
	});
	expect(response.headers.get('content-type')).toBe('application/zip');
	expect(response.headers.get('content-disposition')).toMatch(/filename="[\w-]+\.zip"/);
	const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
	const text = (name: string) => new TextDecoder().decode(files[name]);
	const manifest: Manifest = JSON.parse(text('manifest.json'));
	expect(Object.keys(files).sort()).toEqual(
		[...manifest.files.map(({ name }) => name), 'manifest.json'].sort()
	);
	for (const { name, bytes, sha256: expected } of manifest.files) {
		expect(files[name]).toHaveLength(bytes);
		expect(sha256(files[name] ?? new Uint8Array())).toBe(expected);
	}
	expect(manifest.photographs).toHaveLength(5);
	expect(text('brief.md')).toBe(BRIEF);
	return {
		manifest,
		texts: ['manifest.json', 'decision.md', 'direction.json', 'brief.md'].map(text)
	};
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
