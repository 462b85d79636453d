/** A live preview in a sandboxed frame: the same world as in the renderer, and states on request of the framing page alone. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Frame, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SANDBOX_CSP, prepareForPreview } from '#lib/capture/sandbox.ts';
import { browserPath } from '../fixtures/pages/take.ts';

const NONCE = 'b1946ac9';
const VARIANT = `<!doctype html><html lang="en"><head><title>t</title><script>
const seen = [];
document.addEventListener('vitrine:state', (event) => seen.push(event.detail.state));
</script></head><body><p>Preview</p><script>
localStorage.setItem('a', 1); localStorage.b = 'two'; sessionStorage.setItem('c', 'three');
document.cookie = 'x=1; path=/'; document.cookie = 'y=2'; document.cookie = 'x=; max-age=0';
</script></body></html>`;

let browser: Browser;
let address = '';
const server = createServer((request, response) => {
	const url = new URL(request.url ?? '/', 'http://localhost');
	response.setHeader('content-type', 'text/html; charset=utf-8');
	if (url.pathname === '/preview') {
		response.setHeader('content-security-policy', SANDBOX_CSP);
		response.end(
			prepareForPreview(VARIANT, { nonce: NONCE, state: url.searchParams.get('state') })
		);
		return;
	}
	response.end(`<!doctype html><title>gallery</title><iframe sandbox="allow-scripts" src="/preview${url.search}"></iframe>
		<iframe srcdoc="<script>addEventListener('message', (e) => parent.frames[0].postMessage(e.data, '*'))</script>"></iframe>`);
});

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	browser = await chromium.launch({
		executablePath: browserPath(),
		chromiumSandbox: process.getuid?.() !== 0
	});
});
afterAll(async () => {
	await browser.close();
	await new Promise((resolve) => server.close(resolve));
});

async function open(search: string): Promise<{ page: Page; preview: Frame }> {
	const page = await browser.newPage();
	await page.goto(`${address}/${search}`);
	const preview = page.frames().find((frame) => frame.url().includes('/preview'));
	if (!preview) throw new Error('There is no preview frame.');
	await preview.waitForFunction('document.readyState === "complete"');
	return { page, preview };
}

async function send(page: Page, message: unknown, through: 0 | 1 = 0): Promise<void> {
	await page.evaluate(([data, frame]) => window.frames[Number(frame)]?.postMessage(data, '*'), [
		message,
		through
	] as const);
}

/** What the document has heard once it has also heard `last`. */
async function heard(preview: Frame, last: string | null): Promise<unknown> {
	await preview.waitForFunction(
		(value) => document.documentElement.getAttribute('data-state') === value,
		last
	);
	return preview.evaluate('seen');
}

describe('a live preview', () => {
	it('has storage and cookies that live in memory', async () => {
		const { preview } = await open('');
		const kept =
			await preview.evaluate(`[localStorage.getItem('a'), localStorage.b, localStorage.length, localStorage.key(1), Object.keys(localStorage).join(), sessionStorage.c,
			localStorage.getItem('none'), localStorage.none, 'b' in localStorage, document.cookie, origin, localStorage instanceof Storage]`);
		expect(kept).toEqual([
			'1',
			'two',
			2,
			'b',
			'a,b',
			'three',
			null,
			undefined,
			true,
			'y=2',
			'null',
			true
		]);
		expect(
			await preview.evaluate(
				`(delete localStorage.a, localStorage.removeItem('b'), sessionStorage.clear(), [localStorage.length, sessionStorage.length])`
			)
		).toEqual([0, 0]);
	});

	it('keeps the elements of the document as they were', async () => {
		const { preview } = await open('');
		expect(
			await preview.evaluate(
				'[document.compatMode, document.scripts.length, document.head.firstElementChild.localName]'
			)
		).toEqual(['CSS1Compat', 2, 'title']);
	});

	it('opens in a state and tells the document of it', async () => {
		const { preview } = await open('?state=first%20run');
		await preview.waitForFunction('seen.length > 0');
		expect(await heard(preview, 'first run')).toEqual(['first run']);
	});

	it('shows the states its parent asks for, and goes back to rest', async () => {
		const { page, preview } = await open('');
		await send(page, { vitrine: 'state', nonce: NONCE, state: 'asked' });
		expect(await heard(preview, 'asked')).toEqual(['asked']);
		await send(page, { vitrine: 'state', nonce: NONCE, state: null });
		expect(await heard(preview, null)).toEqual(['asked', null]);
	});

	it.each<[string, unknown, 0 | 1]>([
		['a wrong nonce', { vitrine: 'state', nonce: 'guess', state: 'bad' }, 0],
		['another kind', { vitrine: 'other', nonce: NONCE, state: 'bad' }, 0],
		['no object', 'state', 0],
		['null', null, 0],
		['a state that is no name', { vitrine: 'state', nonce: NONCE, state: { toString: 'bad' } }, 0],
		['an endless name', { vitrine: 'state', nonce: NONCE, state: 'x'.repeat(41) }, 0],
		['a neighbour frame', { vitrine: 'state', nonce: NONCE, state: 'bad' }, 1]
	])('does not follow %s', async (_, message, through) => {
		const { page, preview } = await open('');
		await send(page, message, through);
		// Messages arrive in order through the same frame: when this one has come, the other has too.
		await preview.evaluate(
			'addEventListener("message", (event) => { if (event.data === "after") window.after = true })'
		);
		await send(page, 'after', through);
		await preview.waitForFunction('window.after');
		expect(
			await preview.evaluate('[seen, document.documentElement.getAttribute("data-state")]')
		).toEqual([[], null]);
	});
});
