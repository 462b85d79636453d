/** Host and Origin of every request, and what a header can make of it. */
import { Agent, request as httpRequest, type RequestOptions } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, temporaryFolder, type RunningApp } from '../support/start-app.ts';

const folder = temporaryFolder();
let app: RunningApp;

beforeAll(async () => {
	app = await startApp({ workspace: folder.path, args: ['--no-sample'] });
});
afterAll(async () => {
	await app?.stop();
	folder.remove();
});

const send = (options: RequestOptions, body?: string) =>
	new Promise<{ status: number; text: string }>((resolve, reject) => {
		const request = httpRequest({ host: '127.0.0.1', ...options }, (response) => {
			let text = '';
			response.on('data', (chunk: Buffer) => (text += chunk.toString()));
			response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
		});
		request.once('error', reject).end(body);
	});

describe('whom it answers', () => {
	const ask = (port: number, method: string, path: string, headers: Record<string, string>) =>
		send({ port, method, path, headers }, method === 'POST' ? '{}' : undefined);

	it.each([
		['a foreign name', 'GET', 'evil.example', {}, 403, 'forbidden_host'],
		[
			'a foreign name for a page',
			'GET',
			'evil.example',
			{ accept: 'text/html' },
			403,
			'forbidden_host'
		],
		['a page elsewhere', 'POST', '', { origin: 'https://evil.example' }, 403, 'forbidden_origin'],
		['a sandboxed page', 'POST', '', { origin: 'null' }, 403, 'forbidden_origin'],
		[
			'a page elsewhere that reads',
			'GET',
			'',
			{ origin: 'https://evil.example' },
			403,
			'forbidden_origin'
		],
		[
			'a form elsewhere',
			'POST',
			'',
			{ 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' },
			403,
			'forbidden_origin'
		]
	])('not %s', async (_, method, host, headers, status, code) => {
		const answer = await ask(app.port, method, '/api/v1/briefs', {
			host: `${host || '127.0.0.1'}:${app.port}`,
			...headers
		});
		expect(answer.status).toBe(status);
		expect(JSON.parse(answer.text)).toMatchObject({ error: { code } });
	});

	it('not a preview that asks from its own port', async () => {
		const host = `127.0.0.1:${app.port}`;
		const headers = { host, origin: app.previewUrl, 'content-type': 'application/json' };
		expect((await ask(app.port, 'POST', '/api/v1/briefs', headers)).status).toBe(403);
	});

	it('not whoever says that it came by https', async () => {
		const answer = await ask(app.port, 'GET', '/api/v1/briefs', {
			host: `127.0.0.1:${app.port}`,
			'x-forwarded-proto': 'a:b'
		});
		expect(answer.status).toBe(200);
	});
});

describe('a body that nobody reads', () => {
	const large = JSON.stringify({ models: ['x'.repeat(5 * 1024 * 1024)] });
	const chunked = { 'transfer-encoding': 'chunked' };
	const measured = { 'content-length': String(large.length) };

	it.each<[what: string, path: string, headers: Record<string, string>, status: number]>([
		['is too large', `/briefs/b_${'0'.repeat(20)}/rounds`, measured, 413],
		['is too large and did not say so', `/briefs/b_${'0'.repeat(20)}/rounds`, chunked, 413],
		['has no address', '/nowhere', measured, 404],
		['comes from elsewhere', '/briefs', { ...measured, origin: 'https://evil.example' }, 403]
	])(
		'because it %s leaves the connection to the next request',
		async (_, path, headers, status) => {
			const agent = new Agent({ keepAlive: true, maxSockets: 1 });
			const via = { agent, port: app.port };
			const json = { 'content-type': 'application/json', ...headers };
			const refused = await send(
				{ ...via, method: 'POST', path: `/api/v1${path}`, headers: json },
				large
			);
			expect(refused.status).toBe(status);
			expect((await send({ ...via, path: '/api/v1/briefs' })).status).toBe(200);
			agent.destroy();
		}
	);
});
