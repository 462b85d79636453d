/** Nothing a photographed document does reaches the network or the disk: listeners of ours count what arrives, and it is nothing. */
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPEN_WAYS, WAYS, waysTo } from '../fixtures/pages/ways-out.ts';
import { openUnsandboxed } from '../fixtures/pages/unsandboxed.ts';
import { cameraHere, RESTING, takeGood } from '../fixtures/pages/take.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitrine-sealed-'));
const secret = join(folder, 'secret.html');
writeFileSync(secret, '<body style="background: #ff0000">secret');

/** What came in: the first line of whatever a TCP connection said, and a word for each datagram. */
const arrived: string[] = [];
const sockets = new Set<Socket>();
const tcp = createServer((socket) => {
	sockets.add(socket);
	socket.once('data', (bytes) => {
		const line = bytes.toString('latin1').split('\r\n', 1)[0] ?? '';
		arrived.push(line);
		const body = line.startsWith('GET /page ') ? ordinaryPage : 'ok';
		socket.end(
			`HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`
		);
	});
	socket.on('error', () => undefined);
	socket.on('close', () => sockets.delete(socket));
});
const udp = createSocket('udp4', () => arrived.push('a datagram'));
const camera = cameraHere();
/** What the listener itself gives to a browser that may come in. */
let ordinaryPage = '';
let port = 0;
let udpPort = 0;

beforeAll(async () => {
	await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
	await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
	port = (tcp.address() as AddressInfo).port;
	udpPort = udp.address().port;
});
afterAll(async () => {
	await camera.close();
	for (const socket of sockets) socket.destroy();
	await new Promise((resolve) => tcp.close(resolve));
	await new Promise<void>((resolve) => udp.close(resolve));
	rmSync(folder, { recursive: true });
});

const filled = (markup: string): string =>
	waysTo(markup, { host: `127.0.0.1:${port}`, udp: `127.0.0.1:${udpPort}`, secret });

describe('nothing leaves a photographed document', () => {
	const leaving = Object.keys(WAYS).filter((way) => !OPEN_WAYS.includes(WAYS[way] ?? ''));
	it.each([
		['any of the ways that leave the page where it is', OPEN_WAYS],
		...leaving.map((way) => [way, WAYS[way] ?? ''])
	])('by %s', async (_, markup) => {
		const html = `<!doctype html><meta charset="utf-8"><title>t</title><body>${filled(markup ?? '')}<p>x</p>`;
		// Several visits' worth of time for whatever is slow to set out.
		const shots = [RESTING, { ...RESTING, viewport: 'phone' as const }, { ...RESTING, state: 'a' }];
		const photographs = await takeGood(camera, html, shots);
		expect(arrived).toEqual([]);
		expect(photographs).toHaveLength(3);
	});

	it.each<[name: string, control: string]>([
		['link', '<a href="http://HOST/a" ping="http://HOST/p" style="font-size: 60px">x</a>'],
		['link to a new page', '<a href="http://HOST/a" target="_blank" style="font-size: 60px">x</a>'],
		['link to a file', '<a href="http://HOST/a.zip" download style="font-size: 60px">x</a>'],
		['form', '<form action="http://HOST/f" method="post"><button>Send</button></form>'],
		[
			'script',
			'<button onclick="window.open(`http://HOST/o`); location.href = `http://HOST/l`; fetch(`http://HOST/f`)">x</button>'
		]
	])('by a %s that is hovered, focused and pressed', async (_, control) => {
		const html = `<!doctype html><title>t</title><body>${filled(control)}`;
		const poses = (['hover', 'focus'] as const).map((pose) => ({ ...RESTING, pose }));
		expect(await takeGood(camera, html, poses)).toHaveLength(2);
		const takes = (['hover', 'focus', 'press'] as const).map((trigger) => ({
			viewport: 'desktop' as const,
			theme: 'light' as const,
			trigger,
			reduced: false
		}));
		const ends: string[] = [];
		await camera.film(
			{ variantId: 'v_test', html, takes },
			({ status }) => void ends.push(status),
			new AbortController().signal
		);
		expect(ends).toEqual(['filmed', 'filmed', 'filmed']);
		expect(arrived).toEqual([]);
	});

	it('even where the sandbox and its policy are missing: the browser itself has nowhere to go', async () => {
		const refused = await openUnsandboxed(filled(OPEN_WAYS), null);
		expect(refused).toBeGreaterThan(10);
		expect(arrived).toEqual([]);
	});

	it('while the same ways do get out of an ordinary browser', async () => {
		ordinaryPage = `<!doctype html><title>t</title><body>${filled(OPEN_WAYS)}`;
		await openUnsandboxed(ordinaryPage, `http://127.0.0.1:${port}/page`);
		for (const path of ['/fetch', '/xhr', '/ws', '/i.png', '/s.js', '/a.css', '/beacon', '/es']) {
			expect(arrived).toContainEqual(expect.stringContaining(`${path} HTTP`));
		}
		expect(arrived).toContain('a datagram');
	});
});
