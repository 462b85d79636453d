/** How soon the next pair is on screen after an answer, in a browser. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient } from '../support/api-client.ts';
import { openBrowser, opened, seen, visit } from '../support/browse.ts';
import { startApp } from '../support/start-app.ts';
import type { BenchRow } from './main.ts';
import { median } from './median.ts';
import { seedSheet } from './seed-sheet.ts';

const WORKS = 90;
const ANSWERS = 60;
/** Faster than people answer. */
const PAUSE_MS = 300;
const FRAME_MS = 1000 / 60;
const AIM_FRAMES = 2;
/** Of what is asked now. */
const PICTURES = '.film:not([inert]) img';

export async function benchSitting(): Promise<BenchRow> {
	const workspace = await mkdtemp(path.join(tmpdir(), 'vitrine-bench-'));
	const { briefId } = await seedSheet(workspace, WORKS);
	const browser = await openBrowser();
	const app = await startApp({ workspace, args: ['--no-sample'] });
	try {
		const api = createApiClient(app.url);
		const goal = { kind: 'answers', count: 2 * ANSWERS };
		const { body: session } = await api.call(operations.addSession, {
			params: { id: briefId },
			body: { goal }
		});
		const params = { id: session.id };
		const { body: reviewer } = await api.call(operations.addReviewer, { params, body: {} });
		const { page } = await visit(browser);
		await opened(page, `${app.url}/rank/${session.id}/${reviewer.id}`);
		await seen(page.locator(PICTURES));
		const frames: number[] = [];
		for (let answer = 0; answer < ANSWERS; answer++) {
			await page.waitForTimeout(PAUSE_MS);
			await page.evaluate((film) => {
				const before = [...document.querySelectorAll<HTMLImageElement>(film)].map(({ src }) => src);
				window.nextPairMs = new Promise((resolve) =>
					addEventListener(
						'keydown',
						async ({ timeStamp }) => {
							for (;;) {
								await new Promise(requestAnimationFrame);
								const now = [...document.querySelectorAll<HTMLImageElement>(film)];
								const isNext = now.length === 2 && now.some(({ src }, at) => src !== before[at]);
								if (isNext && now.every(({ complete }) => complete)) break;
							}
							// A message after the frame's own work comes when it has been painted.
							const channel = new MessageChannel();
							channel.port1.onmessage = () => resolve(performance.now() - timeStamp);
							channel.port2.postMessage(null);
						},
						{ once: true, capture: true }
					)
				);
			}, PICTURES);
			await page.keyboard.press(answer % 3 === 0 ? 'ArrowRight' : 'ArrowLeft');
			frames.push((await page.evaluate(() => window.nextPairMs)) / FRAME_MS);
		}
		const middle = median(frames);
		return {
			row: 'sitting, next pair on screen',
			ratio: middle,
			aim: `≤ ${AIM_FRAMES}`,
			ok: middle <= AIM_FRAMES,
			how: `animation frames from an answer's key to the next two photographs painted, median of ${ANSWERS}, ${Math.max(...frames).toFixed(1)} at worst, among ${WORKS} variants`
		};
	} finally {
		await browser.close();
		await app.stop();
		await rm(workspace, { recursive: true, force: true });
	}
}

declare global {
	interface Window {
		nextPairMs: Promise<number>;
	}
}
