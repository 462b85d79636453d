/** The ways out once more, in a live preview: framed as the gallery frames it, in an ordinary browser. */
import { createSocket } from 'node:dgram';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_CSP, prepareForPreview } from '#lib/capture/sandbox.ts';
import { browserPath } from '../fixtures/pages/take.ts';
import { WAYS, waysTo } from '../fixtures/pages/ways-out.ts';

/** Given to what was tried before it counts as not arrived, in milliseconds: a datagram on its way is there in a tenth of it. */
const WAIT_MS = 700;
const PEER =
	'const c = new RTCPeerConnection({ iceServers: [{ urls: "stun:UDP" }] }); c.createDataChannel("x"); c.createOffer().then((o) => c.setLocalDescription(o));';
const script = (text: string): string => `<script>${text}</script>`;
const INNER = script(PEER).replaceAll('"', '&quot;');
const asText = JSON.stringify(script(PEER)).replaceAll('</', '<\\/');

/** A page that wants a peer connection looks for one in another world than its own. */
const PEERS: Record<string, string> = {
	'its own window': script(PEER),
	'a frame in the markup': `<iframe srcdoc="${INNER}"></iframe>`,
	'a frame in a frame': `<iframe srcdoc="<iframe srcdoc='${INNER.replaceAll('&quot;', '&amp;quot;')}'></iframe>"></iframe>`,
	'a frame put in later': script(
		`setTimeout(() => { const f = document.createElement('iframe'); f.srcdoc = ${asText}; document.body.append(f); }, 50)`
	),
	'a frame changed later': `<iframe id="f"></iframe>${script(`setTimeout(() => { f.srcdoc = ${asText} }, 50)`)}`,
	'the address of a frame': script(
		`const f = document.createElement('iframe'); f.src = ' java\\nscript:' + ${JSON.stringify(PEER)}; document.body.append(f)`
	),
	'a shadow': script(
		`const host = document.createElement('p'); document.body.append(host); host.attachShadow({ mode: 'closed' }).innerHTML = '<iframe></iframe>'.replace('>', ' srcdoc=\\'' + ${asText} + '\\'>')`
	),
	'a shadow in the markup': `<p><template shadowrootmode="closed"><iframe srcdoc="${INNER}"></iframe></template></p>`,
	'a shadow written later': script(
		`document.write('<p><template shadowrootmode=closed><iframe srcdoc=\\'' + ${asText} + '\\'></iframe></template></p>')`
	),
	'a page that breaks the tools': script(`
		Function.prototype.call = Function.prototype.apply = () => false;
		String.prototype.startsWith = () => true;
		Element.prototype.getAttribute = () => null;
		document.querySelectorAll = Document.prototype.querySelectorAll = () => [];
		const f = document.createElement('iframe'); f.srcdoc = ${asText}; document.body.append(f)`)
};

const arrived: string[] = [];
const tcp = createServer((socket) => {
	arrived.push('a connection');
	socket.on('error', () => undefined).destroy();
});
const udp = createSocket('udp4', () => arrived.push('a datagram'));
let page = '';
const gallery = createHttpServer((request, response) => {
	response.setHeader('content-type', 'text/html; charset=utf-8');
	const isPreview = request.url?.startsWith('/v/');
	response.setHeader(
		'content-security-policy',
		isPreview ? SANDBOX_CSP : `frame-src http://${request.headers.host}`
	);
	if (isPreview) response.end(prepareForPreview(page, { nonce: 'n', state: null }));
	else response.end('<!doctype html><iframe sandbox="allow-scripts" src="/v/1"></iframe>');
});
const portOf = (server: { address(): AddressInfo | string | null }): number =>
	(server.address() as AddressInfo).port;
let browser: Browser;

beforeAll(async () => {
	for (const server of [tcp, gallery])
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
	browser = await chromium.launch({
		executablePath: browserPath(),
		chromiumSandbox: process.getuid?.() !== 0
	});
});
afterAll(async () => {
	await browser.close();
	udp.close();
	for (const server of [tcp, gallery]) await new Promise((resolve) => server.close(resolve));
});

/** Shows the markup in a preview, guarded or as it is, and tells what came of it. */
async function tryOut(markup: string, isGuarded = true): Promise<string[]> {
	arrived.length = 0;
	const outside = {
		host: `127.0.0.1:${portOf(tcp)}`,
		udp: `127.0.0.1:${udp.address().port}`,
		secret: '/etc/hostname'
	};
	page = `<!doctype html><html><head><title>t</title></head><body>${waysTo(markup, outside)}<p>x</p>`;
	const tab = await browser.newPage();
	try {
		if (isGuarded) await tab.goto(`http://127.0.0.1:${portOf(gallery)}/`);
		else await tab.goto(`data:text/html,${encodeURIComponent(page)}`);
		await tab.waitForTimeout(WAIT_MS);
		expect(tab.context().pages()).toHaveLength(1);
		return [...new Set(arrived)];
	} finally {
		await tab.close();
	}
}

describe('nothing leaves a live preview', () => {
	it('by any of the ways, all in one page', async () => {
		expect(await tryOut(Object.values(WAYS).join('\n'))).toEqual([]);
	});

	it.each(['top navigation', 'meta refresh', 'form', 'popup', 'download', 'file url', 'webrtc'])(
		'by %s alone',
		async (way) => {
			expect(await tryOut(WAYS[way] ?? '')).toEqual([]);
		}
	);

	it.each(Object.keys(PEERS))('through a peer connection of %s', async (name) => {
		expect(await tryOut(PEERS[name] ?? '')).toEqual([]);
	});

	it('while the same listeners hear a page that nothing holds', async () => {
		expect(await tryOut(PEERS['its own window'] ?? '', false)).toEqual(['a datagram']);
		expect(await tryOut(WAYS['image'] ?? '', false)).toEqual(['a connection']);
	});
});
