/** The least a photograph can cost: one page for all documents, no context, no waiting, no facts, no thumbs. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, CDPSession } from 'playwright';
import { launchBrowser } from '#lib/capture/browser.ts';
import { CAPTURE_LIMITS } from '#lib/capture/limits.ts';
import { VIEWPORTS, VIEWPORT_NAMES, type ViewportName } from '#lib/domain/capture.ts';
import { browserPath } from '../fixtures/pages/take.ts';

/** Photographs one document and writes it to disk. */
export type Lane = (html: string, viewports?: readonly ViewportName[]) => Promise<void>;

export interface BarePages {
	lanes: Lane[];
	close(): Promise<void>;
}

/** As many browsers as `count`, each with one page that is used again and again. */
export async function openBarePages(count: number, folder: string): Promise<BarePages> {
	const executablePath = browserPath();
	const browsers = await Promise.all(
		Array.from({ length: count }, () => launchBrowser({ executablePath, limits: CAPTURE_LIMITS }))
	);
	return {
		lanes: await Promise.all(browsers.map((browser, index) => barePage(browser, folder, index))),
		close: async () => void (await Promise.all(browsers.map((browser) => browser.close())))
	};
}

async function barePage(browser: Browser, folder: string, index: number): Promise<Lane> {
	const page = await browser.newPage({ viewport: null });
	const devTools = await page.context().newCDPSession(page);
	let html = '';
	devTools.on('Fetch.requestPaused', ({ requestId }) => {
		const responseHeaders = [{ name: 'content-type', value: 'text/html; charset=utf-8' }];
		const body = Buffer.from(html).toString('base64');
		void devTools.send('Fetch.fulfillRequest', {
			requestId,
			responseCode: 200,
			responseHeaders,
			body
		});
	});
	await devTools.send('Page.enable');
	await devTools.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
	let visited = 0;
	return async (next, viewports = VIEWPORT_NAMES) => {
		html = next;
		const number = visited++;
		const loaded = new Promise((resolve) => devTools.once('Page.loadEventFired', resolve));
		await devTools.send('Page.navigate', { url: `https://bare-${number}.vitrine.invalid/` });
		await loaded;
		for (const viewport of viewports) {
			const png = await photographBare(devTools, viewport);
			await writeFile(path.join(folder, `bare-${index}-${number}-${viewport}.png`), png);
		}
	};
}

async function photographBare(devTools: CDPSession, viewport: ViewportName): Promise<Buffer> {
	await devTools.send('Emulation.setDeviceMetricsOverride', {
		...VIEWPORTS[viewport],
		deviceScaleFactor: 1,
		mobile: false
	});
	const shoot = () =>
		devTools.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
	// As the camera does: refused right after a change of size, it is asked once more.
	const { data } = await shoot().catch(shoot);
	return Buffer.from(data, 'base64');
}
