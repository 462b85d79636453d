/** What sealing costs: captures per second of the camera against one reused bare page per core, on the same documents in turns. */
import { availableParallelism } from 'node:os';
import type { Browser, CDPSession } from 'playwright';
import { launchBrowser } from '#lib/capture/browser.ts';
import { createCamera } from '#lib/capture/create-camera.ts';
import { CAPTURE_LIMITS } from '#lib/capture/limits.ts';
import { VIEWPORTS, VIEWPORT_NAMES, type Shot } from '#lib/domain/capture.ts';
import { listPage } from '../fixtures/pages/list-page.ts';
import { browserPath } from '../fixtures/pages/take.ts';

const AIM = 0.5;
const DOCUMENTS = 30;
const REPETITIONS = 5;
const SHOTS: Shot[] = VIEWPORT_NAMES.map((viewport) => ({
	viewport,
	theme: 'light',
	state: null,
	pose: 'rest'
}));

/** A row of the table that `npm run bench` prints. */
interface CaptureRow {
	row: string;
	/** Captures per second of the camera, divided by those of the bare pages. */
	ratio: number;
	aim: string;
	ok: boolean;
	how: string;
}

export async function benchCapture(): Promise<CaptureRow> {
	const cores = Math.min(availableParallelism(), 8);
	const executablePath = browserPath();
	const documents = Array.from({ length: DOCUMENTS }, (_, number) => listPage(number));
	const camera = createCamera({ executablePath, size: cores });
	const browsers = await Promise.all(
		Array.from({ length: cores }, () => launchBrowser({ executablePath, limits: CAPTURE_LIMITS }))
	);
	try {
		const bare = await Promise.all(browsers.map(barePage));
		const rates: { bare: number; camera: number }[] = [];
		// The first turn warms both up and is not counted.
		for (let turn = 0; turn <= REPETITIONS; turn++) {
			const bareRate = await perSecond(documents, bare);
			const lanes = Array.from(
				{ length: camera.size },
				() => (html: string) =>
					camera.photograph(
						{ variantId: 'bench', html, shots: SHOTS },
						mustBeTaken,
						new AbortController().signal
					)
			);
			const cameraRate = await perSecond(documents, lanes);
			if (turn > 0) rates.push({ bare: bareRate, camera: cameraRate });
		}
		const ratio = median(rates.map((rate) => rate.camera / rate.bare));
		const [cameraMedian, bareMedian] = [
			median(rates.map((rate) => rate.camera)),
			median(rates.map((rate) => rate.bare))
		];
		const how = `${cameraMedian.toFixed(1)} captures/s, bare ${bareMedian.toFixed(1)}/s, ${DOCUMENTS} documents × ${SHOTS.length} viewports, ${cores} cores, median of ${REPETITIONS}`;
		return { row: 'capture cost', ratio, aim: `≥ ${AIM}`, ok: ratio >= AIM, how };
	} finally {
		await Promise.all([camera.close(), ...browsers.map((browser) => browser.close())]);
	}
}

type Lane = (html: string) => Promise<void>;

function mustBeTaken({ status }: { status: string }): void {
	if (status !== 'taken') throw new Error('A photograph of the benchmark was not taken.');
}

/** Photographs of all documents per second, each lane taking the next document as soon as it is done with one. */
async function perSecond(documents: string[], lanes: Lane[]): Promise<number> {
	const waiting = [...documents];
	const startedAt = performance.now();
	await Promise.all(
		lanes.map(async (lane) => {
			for (let html = waiting.shift(); html !== undefined; html = waiting.shift()) await lane(html);
		})
	);
	return (documents.length * SHOTS.length * 1000) / (performance.now() - startedAt);
}

/** The least a photograph can cost: one page for all documents, no context, no waiting, no facts, no thumbs. */
async function barePage(browser: Browser): Promise<Lane> {
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
	return async (next) => {
		html = next;
		const loaded = new Promise((resolve) => devTools.once('Page.loadEventFired', resolve));
		await devTools.send('Page.navigate', { url: `https://bare-${visited++}.vitrine.invalid/` });
		await loaded;
		for (const viewport of VIEWPORT_NAMES) await photographBare(devTools, viewport);
	};
}

async function photographBare(
	devTools: CDPSession,
	viewport: keyof typeof VIEWPORTS
): Promise<Buffer> {
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

function median(values: number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
