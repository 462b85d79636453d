/** The first thing anyone does with Vitrine: watch the sample arrive, cull it by keyboard and by pointer, and look closely. */
import type { Browser, Frame as PageFrame, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VIEWPORT_NAMES, VIEWPORTS } from '#lib/domain/capture.ts';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient, type ApiClient } from '../support/api-client.ts';
import {
	alive,
	arrived,
	eventually,
	gone,
	openBrowser,
	opened,
	PATIENCE_MS,
	seen,
	visit,
	type Visit
} from '../support/browse.ts';
import {
	columnCount,
	focusedNumber,
	frame,
	frameLink,
	frames,
	landedOn,
	marksSeen,
	stillness,
	watchStillness
} from '../support/contact-sheet.ts';
import { startApp, temporaryFolder, type RunningApp } from '../support/start-app.ts';

const SAMPLE_SIZE = 18;
/** Characters per second: each of the sample's replies is seen being written for a moment. */
const PACE = '40000';
/** Every one of the sample's photographs is taken, on a machine that may be busy. */
const WHOLE_SAMPLE_MS = 300_000;
/** What cumulative layout shift may come to: text that grows by a hair when its font arrives. */
const MAX_SHIFT = 0.01;

const folder = temporaryFolder();
let browser: Browser;
let app: RunningApp;
let api: ApiClient;
let desk: Visit;
let page: Page;
let briefId = '';
let sheet = '';
const loupe = (number: number): string => `${sheet}/loupe/${number}`;

beforeAll(async () => {
	browser = await openBrowser();
	app = await startApp({ workspace: folder.path, env: { VITRINE_SAMPLE_PACE: PACE } });
	api = createApiClient(app.url);
});

afterAll(async () => {
	await browser?.close();
	await app?.stop();
	folder.remove();
});

const view = async () => (await api.call(operations.getBrief, { params: { id: briefId } })).body;

async function variant(number: number) {
	const found = (await view()).variants.find((candidate) => candidate.number === number);
	if (!found) throw new Error(`There is no variant ${number}.`);
	return found;
}

/** The blob of one photograph of a variant. */
async function photographOf(
	number: number,
	viewport: string,
	state: string | null,
	kind: 'imageSha256' | 'thumbSha256'
): Promise<string> {
	const capture = (await variant(number)).captures.find(
		(candidate) => candidate.viewport === viewport && candidate.state === state
	);
	return `/api/v1/blobs/${capture?.[kind]}`;
}

/** Marks as stored: `{ 5: 'pick' }`. */
async function marksStored(): Promise<Record<string, string>> {
	return Object.fromEntries(
		(await view()).variants
			.filter(({ flag }) => flag !== 'none')
			.map(({ number, flag }) => [String(number), flag])
	);
}

/** What is marked, on the page and in the workspace alike. */
async function marked(wanted: Record<string, string>): Promise<void> {
	await eventually(() => marksSeen(page), wanted, 'the marks on the sheet');
	await eventually(marksStored, wanted, 'the marks in the workspace');
}

const press = async (...keys: string[]): Promise<void> => {
	for (const key of keys) await page.keyboard.press(key);
};

describe('the first run', { timeout: WHOLE_SAMPLE_MS }, () => {
	it('shows every frame at once and fills them without moving one', async () => {
		desk = await visit(browser);
		({ page } = desk);
		const hand = await visit(browser, { width: 390, height: 844 });
		await Promise.all([watchStillness(page), watchStillness(hand.page)]);
		await Promise.all([page.goto(app.url), hand.page.goto(app.url)]);

		sheet = new URL(page.url()).pathname;
		expect(sheet).toMatch(/^\/briefs\/b_[0-9a-f]{20}$/);
		briefId = sheet.replace('/briefs/', '');
		expect(await frames(page).count()).toBe(SAMPLE_SIZE);
		expect(await frames(hand.page).count()).toBe(SAMPLE_SIZE);

		// Some are there while others are still to come.
		await page.waitForFunction((all) => {
			const pictures = document.querySelectorAll('.sheet .window img').length;
			return pictures > 0 && pictures < all;
		}, SAMPLE_SIZE);
		await seen(page.getByText('to come', { exact: true }));
		await seen(page.getByRole('button', { name: 'Stop' }));

		for (const tab of [page, hand.page]) {
			await tab
				.getByText(`${SAMPLE_SIZE} of ${SAMPLE_SIZE} variants ready`)
				.waitFor({ timeout: WHOLE_SAMPLE_MS });
			await gone(tab.getByRole('button', { name: 'Stop' }));
			const { looks, moved, shifts } = await stillness(tab);
			expect(looks).toBeGreaterThan(SAMPLE_SIZE);
			expect(moved).toEqual([]);
			const shift = shifts.reduce((sum, { value }) => sum + value, 0);
			expect(shift, JSON.stringify(shifts)).toBeLessThan(MAX_SHIFT);
		}
		await hand.context.close();
		expect(hand.problems).toEqual([]);
	});

	it('has photographed every variant at three viewports and in every state', async () => {
		const { brief, variants } = await view();
		expect(brief.states.length).toBeGreaterThan(3);
		for (const { number, phase, captures } of variants) {
			const taken = captures
				.filter(({ status }) => status === 'taken')
				.map(({ viewport, state }) => `${viewport} ${state ?? 'resting'}`);
			expect([number, phase, taken.sort()]).toEqual([
				number,
				'ready',
				[
					...VIEWPORT_NAMES.map((name) => `${name} resting`),
					...brief.states.map((state) => `desktop ${state}`)
				].sort()
			]);
		}
	});
});

describe('culling by keyboard alone', { timeout: 3 * PATIENCE_MS }, () => {
	it('goes from frame to frame, by rows too, and to either end', async () => {
		await opened(page, app.url + sheet);
		const columns = await columnCount(page);
		expect(columns).toBeGreaterThan(2);
		expect(columns).toBeLessThan(SAMPLE_SIZE / 2);
		const walk: [key: string, number: number][] = [
			['End', SAMPLE_SIZE],
			['ArrowRight', SAMPLE_SIZE],
			['ArrowUp', SAMPLE_SIZE - columns],
			['Home', 1],
			['ArrowLeft', 1],
			['ArrowRight', 2],
			['ArrowRight', 3],
			['ArrowDown', 3 + columns],
			['ArrowLeft', 2 + columns],
			['ArrowUp', 2]
		];
		for (const [key, number] of walk) {
			await press(key);
			await landedOn(page, number);
		}
	});

	it('marks one frame and no other, and takes marks back exactly', async () => {
		await press('p');
		await marked({ 2: 'pick' });
		await press('ArrowRight', 'x');
		await marked({ 2: 'pick', 3: 'reject' });
		// On the same frame again and again, and on past two more.
		await press('p', 'u', 'Shift+P');
		await landedOn(page, 4);
		await press('Shift+X');
		await landedOn(page, 5);
		await marked({ 2: 'pick', 3: 'pick', 4: 'reject' });

		const before: [where: number, marks: Record<string, string>][] = [
			[4, { 2: 'pick', 3: 'pick' }],
			[3, { 2: 'pick' }],
			[3, { 2: 'pick', 3: 'pick' }],
			[3, { 2: 'pick', 3: 'reject' }],
			[3, { 2: 'pick' }],
			[2, {}]
		];
		for (const [where, marks] of before) {
			await press('Control+z');
			await landedOn(page, where);
			await marked(marks);
		}
		await press('Control+z');
		await seen(page.getByText('There is nothing to undo.'));
		await marked({});
	});

	it('keeps its hands off while the keys are shown', async () => {
		await press('?');
		const keys = page.getByRole('dialog', { name: 'Keys' });
		await seen(keys);
		await press('p', 'ArrowRight', 'e');
		await press('Escape');
		await gone(keys);
		await landedOn(page, 2);
		await marked({});
		await arrived(page, sheet);
	});

	it('opens the loupe, goes on there, and comes back to where it was', async () => {
		await press('Space');
		await arrived(page, loupe(2));
		await press('ArrowRight', 'ArrowRight');
		await arrived(page, loupe(4));
		await press('Shift+P');
		await arrived(page, loupe(5));
		await press('x', '?', 'Escape');
		await arrived(page, loupe(5));
		await press('g');
		await arrived(page, sheet);
		await landedOn(page, 5);
		await press('e');
		await arrived(page, loupe(5));
		await press('Control+z');
		await press('Escape');
		await arrived(page, sheet);
		await landedOn(page, 5);
		await marked({ 4: 'pick' });
	});

	it('finds marks and place again after a reload', async () => {
		await press('End', 'x');
		await marked({ 4: 'pick', 18: 'reject' });
		await page.reload();
		await alive(page);
		await marked({ 4: 'pick', 18: 'reject' });
		await press('ArrowLeft');
		await landedOn(page, 17);
		expect(desk.problems).toEqual([]);
	});
});

describe('by pointer alone', { timeout: 3 * PATIENCE_MS }, () => {
	it('lands with the first press and opens with the second', async () => {
		await opened(page, app.url + sheet);
		await frameLink(page, 7).click();
		await eventually(
			() => frameLink(page, 7).getAttribute('aria-current'),
			'true',
			'the frame pressed'
		);
		await arrived(page, sheet);
		await frameLink(page, 7).click();
		await arrived(page, loupe(7));
		await page.getByRole('link', { name: /^Sheet/ }).click();
		await arrived(page, sheet);
		await landedOn(page, 7);
	});

	it('marks with the ring and cross in the film and with the tray', async () => {
		await opened(page, app.url + sheet);
		await frame(page, 9).hover();
		await frame(page, 9).locator('button[title^="Pick"]').click();
		await marked({ 4: 'pick', 9: 'pick', 18: 'reject' });
		await frame(page, 10).hover();
		await frame(page, 10).locator('button[title^="Reject"]').click();
		await marked({ 4: 'pick', 9: 'pick', 10: 'reject', 18: 'reject' });

		const tray = page.locator('footer');
		await tray.getByRole('button', { name: /^Pick/ }).click();
		await marked({ 4: 'pick', 9: 'pick', 10: 'pick', 18: 'reject' });
		await tray.getByRole('button', { name: /^Undo/ }).click();
		await tray.getByRole('button', { name: /^Undo/ }).click();
		await marked({ 4: 'pick', 9: 'pick', 18: 'reject' });
		await tray.getByRole('button', { name: /^Reject/ }).click();
		await tray.getByRole('button', { name: /^Rub out/ }).click();
		await marked({ 4: 'pick', 9: 'pick', 18: 'reject' });
		await tray.getByRole('button', { name: /^Keys/ }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
		await gone(page.getByRole('dialog'));
		await tray.getByRole('link', { name: /Open/ }).click();
		await arrived(page, loupe(10));
		await page.goBack();
		await arrived(page, sheet);
	});

	it('sizes the frames, and finds the size again', async () => {
		const width = async () => Math.round((await frame(page, 1).boundingBox())?.width ?? 0);
		const usual = await width();
		await page.getByLabel('Frame size').fill('400');
		await eventually(async () => (await width()) > usual + 100, true, 'frames that have grown');
		const large = await width();
		await page.reload();
		await alive(page);
		await eventually(width, large, 'the width after a reload');
		await page.getByLabel('Frame size').fill('96');
		await eventually(async () => (await width()) < 140, true, 'frames that have shrunk');
		expect(await frame(page, 1).locator('.caption').count()).toBe(0);
		await page.getByLabel('Frame size').fill('216');
		await eventually(width, usual, 'the usual width');
	});

	it('looks through another viewport and at another state', async () => {
		const picture = (number: number) => frame(page, number).locator('img').getAttribute('src');
		await page.getByLabel('State').selectOption('asked');
		await eventually(
			() => picture(1),
			await photographOf(1, 'desktop', 'asked', 'thumbSha256'),
			'the picture'
		);
		await arrived(page, `${sheet}?state=asked`);
		await page.getByLabel('Viewport').selectOption('phone');
		await arrived(page, `${sheet}?viewport=phone&state=asked`);
		await seen(frame(page, 1).getByText('not photographed like this'));
		await page.getByLabel('State').selectOption('');
		await eventually(
			() => picture(1),
			await photographOf(1, 'phone', null, 'thumbSha256'),
			'the picture'
		);
		await gone(frame(page, 1).getByText('not photographed like this'));
		await page.reload();
		await alive(page);
		await arrived(page, `${sheet}?viewport=phone`);
		expect(await page.getByLabel('Viewport').inputValue()).toBe('phone');
		await page.getByLabel('Viewport').selectOption('desktop');
		await arrived(page, sheet);
		expect(desk.problems).toEqual([]);
	});
});

/** The sandboxed frame of the live preview, when its document has been read. */
async function liveFrame(): Promise<PageFrame> {
	const handle = await (await seen(page.locator('iframe'))).elementHandle();
	const inner = await handle?.contentFrame();
	if (!inner) throw new Error('The live preview has no document.');
	await inner.waitForLoadState('load');
	return inner;
}

describe('the loupe', { timeout: 3 * PATIENCE_MS }, () => {
	const picture = () => page.locator('.film .window > img').getAttribute('src');

	it('shows photographs at every viewport and in every state', async () => {
		await opened(page, app.url + sheet);
		await frameLink(page, 3).click();
		await frameLink(page, 3).click();
		await arrived(page, loupe(3));
		for (const viewport of VIEWPORT_NAMES) {
			await eventually(
				picture,
				await photographOf(3, viewport, null, 'imageSha256'),
				`the photograph at ${viewport}`
			);
			await press('v');
		}
		await arrived(page, loupe(3));
		const { states } = (await view()).brief;
		for (const state of states) {
			await press('Shift+S');
			await arrived(page, `${loupe(3)}?state=${state}`);
			await eventually(
				picture,
				await photographOf(3, 'desktop', state, 'imageSha256'),
				`the photograph of ${state}`
			);
		}
		await press('Shift+S');
		await arrived(page, loupe(3));
	});

	it('shows it at its true size', async () => {
		const width = () =>
			page
				.locator('.film .window > img')
				.evaluate((image) => Math.round(image.getBoundingClientRect().width));
		expect(await width()).toBeLessThan(VIEWPORTS.desktop.width);
		await press('z');
		await eventually(width, VIEWPORTS.desktop.width, 'the true width');
		await press('z');
		await eventually(
			async () => (await width()) < VIEWPORTS.desktop.width,
			true,
			'the fitting width'
		);
	});

	it('runs the variant live, sealed, and shows it the states one asks for', async () => {
		await press('l');
		const frameElement = await seen(page.locator('iframe'));
		expect(await frameElement.getAttribute('sandbox')).toBe('allow-scripts');
		const inner = await liveFrame();
		expect(new URL(inner.url()).origin).toBe(app.previewUrl);
		expect(await inner.evaluate(() => origin)).toBe('null');
		expect(
			await inner.evaluate(() => {
				try {
					return String(parent.document.title);
				} catch (error) {
					return error instanceof Error ? error.name : 'no error';
				}
			})
		).toBe('SecurityError');
		expect(
			await inner.evaluate(
				(url) => fetch(url).then(String, () => 'refused'),
				`${app.url}/api/v1/briefs`
			)
		).toBe('refused');

		const shown = () =>
			inner.evaluate(() => [
				document.documentElement.dataset['state'] ?? null,
				document.body.innerText
			]);
		const told = new Set<string | null | undefined>();
		const { states } = (await view()).brief;
		await press('Shift+S');
		// From the document as it opens to a state the frame begins anew; from state to state it goes on.
		const first = await liveFrame();
		await eventually(
			() => first.evaluate(() => document.documentElement.dataset['state']),
			states[0],
			'the state in the frame'
		);
		expect(first.url()).toContain(app.previewUrl);
		for (const state of states.slice(1)) {
			await press('Shift+S');
			await eventually(
				() => first.evaluate(() => document.documentElement.dataset['state']),
				state,
				'the state in the frame'
			);
			told.add(await first.evaluate(() => document.body.innerText));
		}
		expect(told.size).toBeGreaterThan(1);
		expect(inner.isDetached() || (await shown()).length === 2).toBe(true);
	});

	it('keeps viewport, state and live in the address, from frame to frame and through a reload', async () => {
		await press('v');
		const { states } = (await view()).brief;
		const search = `?viewport=tablet&state=${states.at(-1)}&live=`;
		await arrived(page, loupe(3) + search);
		await press('ArrowRight');
		await arrived(page, loupe(4) + search);
		await page.reload();
		await alive(page);
		await arrived(page, loupe(4) + search);
		const inner = await liveFrame();
		await eventually(
			() => inner.evaluate(() => [innerWidth, document.documentElement.dataset['state']]),
			[VIEWPORTS.tablet.width, states.at(-1)],
			'the frame after a reload'
		);
		await press('l');
		await gone(page.locator('iframe'));
		await press('Shift+S', 'v', 'v');
		await arrived(page, loupe(4));
	});

	it('goes by the filmstrip, and back to the sheet with one step back', async () => {
		await opened(page, app.url + sheet);
		await press('Home', 'ArrowRight', 'e');
		await arrived(page, loupe(2));
		await press('e');
		const strip = page.getByRole('list', { name: 'All frames' });
		expect(await strip.getByRole('listitem').count()).toBe(SAMPLE_SIZE);
		await strip.getByRole('link', { name: /^6, / }).click();
		await arrived(page, loupe(6));
		await eventually(
			() => strip.locator('a[aria-current]').getAttribute('aria-label'),
			`6, ${(await variant(6)).title}`,
			'the frame in the strip'
		);
		await page.goBack();
		await arrived(page, sheet);
		await landedOn(page, 6);
		await page.goForward();
		await arrived(page, loupe(6));
		expect(desk.problems).toEqual([]);
	});

	it('can be linked to, and says so when there is no such frame', async () => {
		const answer = await page.goto(`${app.url}${loupe(SAMPLE_SIZE + 1)}`);
		expect(answer?.status()).toBe(404);
		await seen(
			page.getByRole('heading', { name: `This brief has no variant ${SAMPLE_SIZE + 1}.` })
		);
		await opened(page, `${app.url}${loupe(11)}`);
		await press('g');
		await landedOn(page, 11);
		expect(await focusedNumber(page)).toBe(11);
	});
});
