/** How quick the sheet and the loupe are in a browser, against the least that the same pictures can cost there. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient } from '../support/api-client.ts';
import { alive, openBrowser, opened, visit } from '../support/browse.ts';
import { SHORT_BRIEF } from '../support/services.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';
import type { BenchRow } from './main.ts';
import { median } from './median.ts';
import { seedSheet, type SeededSheet } from './seed-sheet.ts';

const FRAME_MS = 1000 / 60;
const TURNS = 15;
const KEYS = 100;
const STEPS = 30;
const ARRIVING = 90;
const SCRIPT_AIM_KB = 120;

export async function benchGallery(): Promise<BenchRow[]> {
	const workspace = await mkdtemp(path.join(tmpdir(), 'vitrine-bench-'));
	const small = await seedSheet(workspace, 90);
	const large = await seedSheet(workspace, 1000);
	const browser = await openBrowser();
	const app = await startApp({ workspace, args: ['--no-sample'] });
	try {
		const rows: BenchRow[] = [];
		for (const measure of [
			() => sheetRow(browser, app, small, 1.5),
			() => sheetRow(browser, app, large, 2),
			() => markRows(browser, app, small),
			() => markRows(browser, app, large),
			() => loupeRow(browser, app, small),
			() => scriptRow(browser, app, small),
			() => shiftRow(browser, app)
		]) {
			const measured = [await measure()].flat();
			// The whole takes minutes; what is known is told as it comes.
			for (const { row, ratio } of measured) console.error(`  ${row}: ${ratio.toFixed(2)}`);
			rows.push(...measured);
		}
		return rows;
	} finally {
		await browser.close();
		await app.stop();
		await rm(workspace, { recursive: true, force: true });
	}
}

/** From the navigation until the last thumb of the sheet is painted, going to the end of it at once, as on the page by hand. */
async function sheetRow(
	browser: Browser,
	app: RunningApp,
	{ briefId, thumbs }: SeededSheet,
	aim: number
): Promise<BenchRow> {
	const bare = await servePage(handWritten(app.url, thumbs));
	const times: { ours: number; bare: number }[] = [];
	for (let turn = 0; turn <= TURNS; turn++) {
		const ours = await lastThumbMs(browser, `${app.url}/briefs/${briefId}`, thumbs.length);
		const least = await lastThumbMs(browser, bare.url, thumbs.length);
		// The first warms the server and the disk.
		if (turn > 0) times.push({ ours, bare: least });
	}
	bare.close();
	const ratio = median(times.map((time) => time.ours / time.bare));
	return {
		row: `sheet of ${thumbs.length}`,
		ratio,
		aim: `≤ ${aim}`,
		ok: ratio <= aim,
		how: `${median(times.map(({ ours }) => ours)).toFixed(0)} ms from navigation to the last thumb painted, ${median(times.map((time) => time.bare)).toFixed(0)} ms on a page written by hand, a fresh visit each, median of ${TURNS}`
	};
}

function handWritten(origin: string, thumbs: string[]): string {
	const frames = thumbs.map(
		(sha256, index) =>
			`<li><b>${index + 1}</b><img src="${origin}/api/v1/blobs/${sha256}" alt="" loading="lazy" decoding="async"><p>A title<br>A line of medium</p></li>`
	);
	return `<!doctype html><meta charset="utf-8"><title>By hand</title>
<style>ul{display:grid;grid-template-columns:repeat(auto-fill,minmax(216px,1fr));gap:8px;list-style:none;padding:0}
img{width:100%;aspect-ratio:16/10;object-fit:cover;object-position:top}</style><ul>${frames.join('')}</ul>`;
}

async function servePage(html: string): Promise<{ url: string; close(): void }> {
	const server = createServer((_, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(html);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

async function lastThumbMs(browser: Browser, url: string, count: number): Promise<number> {
	const { page, context } = await visit(browser);
	await page.goto(url, { waitUntil: 'commit' });
	const ms = await page.evaluate(async (wanted) => {
		for (;;) {
			await new Promise(requestAnimationFrame);
			const last = document.querySelector(`ul > li:nth-child(${wanted})`);
			last?.scrollIntoView();
			const image = last?.querySelector('img');
			if (document.readyState !== 'loading' && image?.complete && image.naturalWidth > 0) break;
		}
		await new Promise(requestAnimationFrame);
		// Painted in the frame before this one.
		await new Promise(requestAnimationFrame);
		return performance.now();
	}, count);
	await context.close();
	return ms;
}

/** From the press of a key until the mark it makes is painted, in animation frames. */
async function markRows(
	browser: Browser,
	app: RunningApp,
	{ briefId, thumbs }: SeededSheet
): Promise<BenchRow[]> {
	const { page, context } = await visit(browser);
	await opened(page, `${app.url}/briefs/${briefId}`);
	await page.locator('a[data-frame]').first().focus();
	await page.evaluate(() => {
		window.painted = [];
		addEventListener(
			'keydown',
			({ timeStamp }) =>
				requestAnimationFrame(() => {
					// A message after the frame's own work comes when it has been painted.
					const channel = new MessageChannel();
					channel.port1.onmessage = () => window.painted.push(performance.now() - timeStamp);
					channel.port2.postMessage(null);
				}),
			{ capture: true }
		);
	});
	for (let press = 0; press < KEYS; press++) {
		const key = press % 2 === 0 ? 'p' : 'x';
		await page.keyboard.press(key);
		await page.waitForFunction((made) => window.painted.length === made, press + 1);
	}
	const frames = (await page.evaluate(() => window.painted)).map((ms) => ms / FRAME_MS);
	await context.close();
	const [middle, worst] = [median(frames), Math.max(...frames)];
	return [
		{
			row: `mark among ${thumbs.length}`,
			ratio: middle,
			aim: '≤ 2',
			ok: middle <= 2,
			how: `animation frames from key press to painted mark, median of ${KEYS}`
		},
		{
			row: `mark among ${thumbs.length}, worst`,
			ratio: worst,
			aim: '≤ 6',
			ok: worst <= 6,
			how: `the slowest of ${KEYS}`
		}
	];
}

/** The next photograph in the loupe, against decoding and painting that image alone. */
async function loupeRow(
	browser: Browser,
	app: RunningApp,
	{ briefId, images }: SeededSheet
): Promise<BenchRow> {
	const { page, context } = await visit(browser);
	await opened(page, `${app.url}/briefs/${briefId}/loupe/1`);
	const times: { ours: number; bare: number }[] = [];
	for (let step = 1; step <= STEPS; step++) {
		await page.evaluate((all) => {
			let from: string | null = null;
			window.stepped = new Promise((resolve) =>
				addEventListener(
					'keydown',
					async ({ timeStamp }) => {
						for (;;) {
							const image = [...document.images].find(({ src }) =>
								all.includes(src.split('/').at(-1) ?? '')
							);
							from ??= image?.src ?? '';
							if (image && image.src !== from) {
								await image.decode();
								await new Promise(requestAnimationFrame);
								const sha256 = image.src.split('/').at(-1) ?? '';
								return resolve({ ms: performance.now() - timeStamp, sha256 });
							}
							await new Promise<void>((changed) => {
								const observer = new MutationObserver(() => {
									observer.disconnect();
									changed();
								});
								const what = { subtree: true, childList: true, attributeFilter: ['src'] };
								observer.observe(document, what);
							});
						}
					},
					{ capture: true, once: true }
				)
			);
		}, images);
		await page.keyboard.press('ArrowRight');
		const { ms, sha256 } = await page.evaluate(() => window.stepped);
		times.push({ ours: ms, bare: await bareImageMs(browser, app, sha256) });
	}
	await context.close();
	const ratio = median(times.map((time) => time.ours / time.bare));
	return {
		row: 'next in the loupe',
		ratio,
		aim: '≤ 1.5',
		ok: ratio <= 1.5,
		how: `${median(times.map(({ ours }) => ours)).toFixed(0)} ms from key press to painted photograph, ${median(times.map((time) => time.bare)).toFixed(0)} ms to decode and paint it alone, median of ${STEPS}`
	};
}

async function bareImageMs(browser: Browser, app: RunningApp, sha256: string): Promise<number> {
	const { page, context } = await visit(browser);
	await page.goto(`${app.url}/api/v1/openapi.json`);
	const ms = await page.evaluate(async (src) => {
		document.body.replaceChildren();
		// Fetched before, as the loupe's next one is: only decoding and painting are told.
		await (await fetch(src)).blob();
		const begun = performance.now();
		const image = new Image();
		image.src = src;
		document.body.append(image);
		await image.decode();
		await new Promise(requestAnimationFrame);
		return performance.now() - begun;
	}, `/api/v1/blobs/${sha256}`);
	await context.close();
	return ms;
}

/** Script that the sheet fetches, compressed. */
async function scriptRow(
	browser: Browser,
	app: RunningApp,
	{ briefId }: SeededSheet
): Promise<BenchRow> {
	const { page, context } = await visit(browser);
	const bodies: Promise<Buffer>[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() === 'script') bodies.push(response.body());
	});
	await page.goto(`${app.url}/briefs/${briefId}`, { waitUntil: 'networkidle' });
	const scripts = await Promise.all(bodies);
	await context.close();
	const kb = scripts.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000;
	return {
		row: 'script of the sheet',
		ratio: kb / SCRIPT_AIM_KB,
		aim: '≤ 1',
		ok: kb <= SCRIPT_AIM_KB,
		how: `${kb.toFixed(1)} KB gzipped in ${scripts.length} files, of ${SCRIPT_AIM_KB} KB`
	};
}

/** How far things move under a person's hand while a round is photographed: the browser's own measure. */
async function shiftRow(browser: Browser, app: RunningApp): Promise<BenchRow> {
	const api = createApiClient(app.url);
	const source = SHORT_BRIEF.replace(/title: .*/, 'title: While they arrive');
	const { body: brief } = await api.call(operations.addBrief, { body: { source } });
	const params = { id: brief.id };
	const recipe = { viewports: ['desktop'], themes: ['light'], otherThemes: 'main', states: [] };
	await api.call(operations.saveRecipe, {
		params,
		body: { recipe: { ...recipe, poses: false, motion: 'none' } }
	});
	await api.call(operations.startRound, {
		params,
		body: { provider: 'composer', count: ARRIVING }
	});
	const { page, context } = await visit(browser);
	await page.goto(`${app.url}/briefs/${brief.id}`);
	await alive(page);
	await observeShifts(page);
	// Those far from the window are not painted until one comes near, so it is the server that knows when all are there.
	for (let taken = 0; taken < ARRIVING;) {
		await new Promise((resolve) => setTimeout(resolve, 500));
		const { body } = await api.call(operations.getBrief, { params });
		taken = body.variants.filter(({ captures }) => captures.length > 0).length;
	}
	const { shift, moved } = await page.evaluate(() => ({
		shift: window.shift,
		moved: window.moved
	}));
	await context.close();
	return {
		row: 'layout shift',
		ratio: shift,
		aim: '0',
		ok: shift === 0,
		how: `the browser's own score, while ${ARRIVING} photographs arrive${moved.map((what) => `; ${what} moved`).join('')}`
	};
}

async function observeShifts(page: Page): Promise<void> {
	await page.evaluate(() => {
		window.shift = 0;
		window.moved = [];
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries() as LayoutShift[]) {
				window.shift += entry.value;
				for (const { node } of entry.sources)
					window.moved.push(
						`“${node?.textContent?.trim().slice(0, 40)}” after ${entry.startTime} ms`
					);
			}
		}).observe({ type: 'layout-shift', buffered: true });
	});
}

/** What browsers tell of a layout shift; TypeScript does not know it yet. */
interface LayoutShift extends PerformanceEntry {
	value: number;
	sources: { node: Node | null }[];
}

declare global {
	interface Window {
		/** Milliseconds from each key press until the frame after it was painted. */
		painted: number[];
		/** Milliseconds from the key until the photograph it leads to was painted, and which that is. */
		stepped: Promise<{ ms: number; sha256: string }>;
		shift: number;
		/** What was seen to move, and when. */
		moved: string[];
	}
}
