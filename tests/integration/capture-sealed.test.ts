/** Nothing a photographed document does reaches the network or the disk: listeners of ours count what arrives, and it is nothing. */
import { createSocket } from 'node:dgram';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

/** Ways out, each as markup; HOST and friends are filled in. */
const WAYS: Record<string, string> = {
	fetch:
		'<script>fetch("http://HOST/fetch", { mode: "no-cors", keepalive: true }).catch(() => {})</script>',
	xhr: '<script>var x = new XMLHttpRequest(); x.open("GET", "http://HOST/xhr"); try { x.send() } catch {}</script>',
	'synchronous xhr':
		'<script>var x = new XMLHttpRequest(); x.open("GET", "http://HOST/xhr", false); try { x.send() } catch {}</script>',
	websocket: '<script>try { new WebSocket("ws://HOST/ws") } catch {}</script>',
	'worker websocket':
		'<script>try { new Worker(URL.createObjectURL(new Blob([`new WebSocket("ws://HOST/ws"); fetch("http://HOST/w")`]))) } catch {}</script>',
	'data worker':
		'<script>try { new Worker("data:text/javascript,new WebSocket(%22ws://HOST/ws%22)") } catch {}</script>',
	'shared worker':
		'<script>try { new SharedWorker("data:text/javascript,fetch(%22http://HOST/s%22)") } catch {}</script>',
	'service worker':
		'<script>try { navigator.serviceWorker.register("http://HOST/sw.js").catch(() => {}) } catch {}</script>',
	worklet:
		'<script>try { CSS.paintWorklet.addModule("http://HOST/p.js").catch(() => {}) } catch {} try { new AudioContext().audioWorklet.addModule("http://HOST/a.js").catch(() => {}) } catch {}</script>',
	'dynamic import': '<script>import("http://HOST/m.js").catch(() => {})</script>',
	'event source': '<script>new EventSource("http://HOST/es")</script>',
	beacon: '<script>navigator.sendBeacon("http://HOST/beacon", "x")</script>',
	'fetch later':
		'<script>try { fetchLater("http://HOST/later", { activateAfter: 0 }) } catch {}</script>',
	'websocket stream':
		'<script>try { new WebSocketStream("ws://HOST/wss").opened.catch(() => {}) } catch {}</script>',
	attribution:
		'<img alt="x" src="data:," attributionsrc="http://HOST/at"><script attributionsrc="http://HOST/as"></script>',
	'fenced frame':
		'<fencedframe id="ff"></fencedframe><script>try { ff.config = new FencedFrameConfig("http://HOST/ff") } catch {}</script>',
	webtransport:
		'<script>try { new WebTransport("https://HOST/wt").ready.catch(() => {}) } catch {}</script>',
	webrtc:
		'<script>try { const c = new RTCPeerConnection({ iceServers: [{ urls: "stun:UDP" }, { urls: "turn:HOST?transport=tcp", username: "a", credential: "b" }] }); c.createDataChannel("x"); c.createOffer().then((o) => c.setLocalDescription(o)) } catch {}</script>',
	image:
		'<img alt="x" src="http://HOST/i.png"><img alt="x" srcset="http://HOST/i2.png 2x"><picture><source srcset="http://HOST/p.png"><img alt="x"></picture>',
	'script element': '<script src="http://HOST/s.js"></script>',
	'css import':
		'<style>@import "http://HOST/a.css"; @import url(http://HOST/b.css);</style><link rel="stylesheet" href="http://HOST/c.css">',
	'css url':
		'<style>body { background: url(http://HOST/bg.png); cursor: url(http://HOST/c.cur), auto } p::before { content: url(http://HOST/t.png) }</style><p>x</p>',
	font: '<style>@font-face { font-family: f; src: url(http://HOST/f.woff2) } body { font-family: f }</style>x',
	'svg image and use':
		'<svg><image href="http://HOST/i.svg"></image><use href="http://HOST/u.svg#a"></use><filter id="f"><feImage href="http://HOST/f.png"/></filter></svg>',
	media:
		'<video src="http://HOST/v.mp4" autoplay poster="http://HOST/poster.png"></video><audio src="http://HOST/a.mp3" autoplay></audio><track src="http://HOST/t.vtt">',
	hints:
		'<link rel="prefetch" href="http://HOST/1"><link rel="preconnect" href="http://HOST"><link rel="dns-prefetch" href="//HOST"><link rel="preload" as="image" href="http://HOST/2.png"><link rel="modulepreload" href="http://HOST/3.js"><link rel="prerender" href="http://HOST/4">',
	'speculation rules':
		'<script type="speculationrules">{"prefetch":[{"urls":["http://HOST/sp"]}],"prerender":[{"urls":["http://HOST/sr"]}]}</script>',
	'icon and manifest':
		'<link rel="icon" href="http://HOST/favicon.ico"><link rel="manifest" href="http://HOST/manifest.json">',
	frames:
		'<iframe src="http://HOST/if"></iframe><iframe srcdoc="<img src=http://HOST/sd.png><script>fetch(`http://HOST/sf`)</script>"></iframe><object data="http://HOST/o"></object><embed src="http://HOST/e">',
	'blank frame':
		'<iframe></iframe><script>const w = frames[0]; try { w.fetch("http://HOST/bf", { mode: "no-cors" }).catch(() => {}); new w.WebSocket("ws://HOST/bw"); w.document.write("<img src=http://HOST/bi.png>") } catch {}</script>',
	form: '<form action="http://HOST/form" method="post"><input name="a" value="b"></form><script>document.forms[0].submit()</script>',
	popup:
		'<a id="a" target="_blank" href="http://HOST/a" ping="http://HOST/ping">x</a><script>window.open("http://HOST/pop"); a.click(); window.open("about:blank")?.fetch("http://HOST/pf")</script>',
	ping: '<a id="a" href="#x" ping="http://HOST/ping">x</a><script>a.click()</script>',
	'top navigation':
		'<script>top.location = "http://HOST/top"; setInterval(() => { location.assign("http://HOST/again") }, 30)</script>',
	'meta refresh': '<meta http-equiv="refresh" content="0;url=http://HOST/meta">',
	base: '<base href="http://HOST/"><img alt="x" src="relative.png"><script>fetch("relative").catch(() => {})</script>',
	download:
		'<a id="d" href="http://HOST/file.zip" download>x</a><script>d.click(); const b = document.createElement("a"); b.href = "data:text/plain,x"; b.download = "left.txt"; b.click()</script>',
	'file url':
		'<iframe src="file://SECRET"></iframe><object data="file://SECRET"></object><script>fetch("file://SECRET").catch(() => {}); location.href = "file://SECRET"</script>',
	'blob document':
		'<script>location.hash = "x"; const f = document.createElement("iframe"); f.src = URL.createObjectURL(new Blob(["<script>fetch(`http://HOST/bd`)<\\/script>"], { type: "text/html" })); document.documentElement.append(f)</script>',
	'error report':
		'<meta http-equiv="Content-Security-Policy" content="img-src \'none\'; report-uri http://HOST/report"><img alt="x" src="data:,">'
};

/** Those that leave the page where it is, so that all of them can be tried at once. */
const OPEN_WAYS = Object.values(WAYS).slice(0, Object.keys(WAYS).indexOf('form')).join('');

const filled = (markup: string): string =>
	markup
		.replaceAll('HOST', `127.0.0.1:${port}`)
		.replaceAll('UDP', `127.0.0.1:${udpPort}`)
		.replaceAll('SECRET', secret);

describe('nothing leaves a photographed document', () => {
	it.each(Object.keys(WAYS))('by %s', async (way) => {
		const html = `<!doctype html><meta charset="utf-8"><title>t</title><body>${filled(WAYS[way] ?? '')}<p>x</p>`;
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
