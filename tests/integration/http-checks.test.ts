/** Host and Origin of every request, and what a header can make of it. */
import { request as httpRequest } from 'node:http';
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

describe('whom it answers', () => {
	const ask = (port: number, method: string, path: string, headers: Record<string, string>) =>
		new Promise<{ status: number; text: string }>((resolve, reject) => {
			const request = httpRequest(
				{ host: '127.0.0.1', port, method, path, headers },
				(response) => {
					let text = '';
					response.on('data', (chunk: Buffer) => (text += chunk.toString()));
					response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
				}
			);
			request.once('error', reject).end(method === 'POST' ? '{}' : undefined);
		});

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
