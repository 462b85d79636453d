/** What the API answers to input that is wrong: each kind has its own code and words, and nothing is changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient, type ApiClient } from '../support/api-client.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai.ts';
import { startApp, temporaryFolder, type RunningApp } from '../support/start-app.ts';

const BRIEF =
	'---\ntitle: "<script>alert(1)</script> Dimmer"\nviewports: [desktop, phone]\n---\nHow bright the room is, in as few steps as can be.\n';

const folder = temporaryFolder();
let endpoint: FakeOpenAi;
let app: RunningApp;
let api: ApiClient;

beforeAll(async () => {
	endpoint = await startFakeOpenAi();
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
const NO_BRIEF = `b_${'0'.repeat(20)}`;

describe('bad input has its own words, and loses nothing', () => {
	const big = 'x'.repeat(5 * 1024 * 1024);
	it.each<
		[
			what: string,
			method: string,
			path: string,
			init: RequestInit,
			status: number,
			code: string,
			field: string | undefined
		]
	>([
		['not JSON', 'POST', '/briefs', json('{"source":'), 400, 'invalid_json', undefined],
		['no body', 'POST', '/briefs', {}, 400, 'invalid_json', undefined],
		['a list', 'POST', '/briefs', json([]), 400, 'invalid_json', undefined],
		['a number', 'POST', '/briefs', json(7), 400, 'invalid_json', undefined],
		['null', 'POST', '/briefs', json('null'), 400, 'invalid_json', undefined],
		['nothing in it', 'POST', '/briefs', json({}), 400, 'invalid_input', 'source'],
		['a wrong type', 'POST', '/briefs', json({ source: 5 }), 400, 'invalid_input', 'source'],
		[
			'a misspelt field',
			'POST',
			'/briefs',
			json({ source: 'x', nmae: 'y' }),
			400,
			'invalid_input',
			'nmae'
		],
		[
			'an empty title',
			'POST',
			'/briefs',
			json({ title: '', purpose: 'x' }),
			400,
			'invalid_input',
			'title'
		],
		['an empty brief', 'POST', '/briefs', json({ source: '' }), 400, 'brief_empty', undefined],
		['white space', 'POST', '/briefs', json({ source: ' \n\t ' }), 400, 'brief_empty', undefined],
		['NUL bytes', 'POST', '/briefs', json({ source: 'a\0b' }), 400, 'brief_not_text', undefined],
		[
			'broken front matter',
			'POST',
			'/briefs',
			json({ source: '---\ntitle: [\n---\nx' }),
			400,
			'brief_front_matter',
			undefined
		],
		[
			'broken sample data',
			'POST',
			'/briefs',
			json({ source: 'x\n\n```json\n{"a":\n```\n' }),
			400,
			'brief_sample_data',
			undefined
		],
		['5 MB', 'POST', '/briefs', json({ source: big }), 413, 'brief_too_large', 'source'],
		[
			'300 KiB',
			'POST',
			'/briefs',
			json({ source: big.slice(0, 300 * 1024) }),
			413,
			'brief_too_large',
			undefined
		],
		[
			'5 MB to be read',
			'POST',
			'/briefs/reading',
			json({ source: big }),
			413,
			'brief_too_large',
			'source'
		],
		[
			'5 MB elsewhere',
			'POST',
			`/briefs/${NO_BRIEF}/rounds`,
			json({ models: [big] }),
			413,
			'body_too_large',
			undefined
		],
		[
			'an unknown brief',
			'POST',
			`/briefs/${NO_BRIEF}/rounds`,
			json({ count: 1 }),
			404,
			'not_found',
			'id'
		],
		['an id that is none', 'GET', '/briefs/..%2f..%2fetc', {}, 404, 'not_found', 'id'],
		['an unknown round', 'GET', `/rounds/r_${'0'.repeat(20)}/events`, {}, 404, 'not_found', 'id'],
		[
			'an unknown variant',
			'PUT',
			`/variants/v_${'0'.repeat(20)}/flag`,
			json({ flag: 'pick' }),
			404,
			'not_found',
			'id'
		],
		['unknown marks', 'DELETE', '/marks/m_00000000000000000000', {}, 404, 'not_found', 'batch'],
		['marks that are none', 'DELETE', '/marks/x', {}, 404, 'not_found', 'batch'],
		['an unknown blob', 'GET', `/blobs/${'0'.repeat(64)}`, {}, 404, 'not_found', 'sha256'],
		['a blob that is none', 'GET', '/blobs/passwd', {}, 404, 'not_found', 'sha256'],
		['an unknown address', 'GET', '/nothing/here', {}, 404, 'not_found', undefined],
		['another unknown address', 'POST', '/nothing/here', json({}), 404, 'not_found', undefined],
		['a wrong method', 'DELETE', '/briefs', {}, 405, 'method_not_allowed', undefined],
		[
			'another wrong method',
			'PATCH',
			`/briefs/${NO_BRIEF}`,
			{},
			405,
			'method_not_allowed',
			undefined
		]
	])('%s', async (_, method, path, init, status, code, field) => {
		const error = await api.refused(method, path, init);
		expect(error).toMatchObject({ status, code, ...(field === undefined ? {} : { field }) });
		expect(error.message).toMatch(/\.$/);
	});

	it.each([
		[0, 'count_out_of_range', 'count'],
		[91, 'count_out_of_range', 'count'],
		[1.5, 'count_out_of_range', 'count'],
		['many', 'count_out_of_range', 'count'],
		[null, 'count_out_of_range', 'count']
	])('count %j', async (count, code, field) => {
		const { body: brief } = await api.call(operations.addBrief, { body: { source: BRIEF } });
		const error = await api.refused('POST', `/briefs/${brief.id}/rounds`, json({ count }));
		expect(error).toMatchObject({ status: 400, code, field });
		expect((await api.call(operations.getBrief, { params: { id: brief.id } })).body.rounds).toEqual(
			[]
		);
	});

	it.each([
		['an unknown provider', { provider: 'magic' }, 'invalid_input'],
		['an unknown model', { provider: 'openai', models: ['no-such-model'] }, 'unknown_model'],
		['a base URL that is none', { baseUrl: 'javascript:alert(1)' }, 'invalid_input'],
		['the recorded replies for another brief', { provider: 'recorded' }, 'provider_not_ready']
	])('%s', async (_, body, code) => {
		const { body: brief } = await api.call(operations.addBrief, { body: { source: BRIEF } });
		expect(await api.refused('POST', `/briefs/${brief.id}/rounds`, json(body))).toMatchObject({
			code
		});
	});

	it('says which methods an address takes', async () => {
		const response = await fetch(`${app.url}/api/v1/briefs`, { method: 'DELETE' });
		expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
	});
});
