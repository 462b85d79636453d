import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressed } from './compressed.ts';

const PAGE = `<!doctype html><title>Frames</title>${'<li>A frame</li>'.repeat(400)}`;
const REMOTE = '192.168.1.20:4680';

const request = (host: string, accepted: string): Request =>
	new Request('http://vitrine/', { headers: { host, 'accept-encoding': accepted } });
const page = (type = 'text/html; charset=utf-8', headers = {}): Response =>
	new Response(PAGE, { status: 201, headers: { 'content-type': type, ...headers } });

describe('an answer', () => {
	it.each(['text/html', 'application/json; charset=utf-8'])(
		'of %s goes over a line as gzip, and is the same',
		async (type) => {
			const told = compressed(
				request(REMOTE, 'br, gzip'),
				page(type, { 'content-length': String(PAGE.length), 'x-kept': 'yes' })
			);
			expect(Object.fromEntries(told.headers)).toEqual({
				'content-type': type,
				'content-encoding': 'gzip',
				vary: 'accept-encoding',
				'x-kept': 'yes'
			});
			expect(told.status).toBe(201);
			const sent = Buffer.from(await told.arrayBuffer());
			expect(sent.length).toBeLessThan(PAGE.length / 10);
			expect(gunzipSync(sent).toString()).toBe(PAGE);
		}
	);

	it.each([
		['within one machine', request('127.0.0.1:4680', 'gzip'), page()],
		['within one machine, by name', request('localhost:4680', 'gzip'), page()],
		['to whoever does not take it', request(REMOTE, 'br'), page()],
		['that is no words', request(REMOTE, 'gzip'), page('image/webp')],
		['that goes on', request(REMOTE, 'gzip'), page('text/event-stream')],
		[
			'that is small already',
			request(REMOTE, 'gzip'),
			page('text/html', { 'content-encoding': 'br' })
		]
	])('%s stays as it is', async (_, asked, response) => {
		const told = compressed(asked, response);
		expect(told.headers.get('content-encoding')).not.toBe('gzip');
		expect(await told.text()).toBe(PAGE);
	});

	it('without a body stays without one', () => {
		const empty = new Response(null, { status: 204, headers: { 'content-type': 'text/html' } });
		expect(compressed(request(REMOTE, 'gzip'), empty)).toBe(empty);
	});
});
