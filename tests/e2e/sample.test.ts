/** The first thing anyone does with Vitrine: watch the sample arrive, and cull it by keyboard and by pointer. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { VIEWPORT_NAMES } from '#lib/domain/capture.ts';
import type { ApiClient } from '../support/api-client.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import {
	alive,
	arrived,
	eventually,
	gone,
	opened,
	PATIENCE_MS,
	seen,
	visit
} from '../support/browse.ts';
import {
	columnCount,
	frame,
	frameLink,
	frames,
	landedOn,
	marksSeen,
	stillness,
	watchStillness
} from '../support/contact-sheet.ts';
import { useStage } from '../support/stage.ts';

const SAMPLE_SIZE = 18;
/** Characters per second: each of the sample's replies is seen being written for a moment. */
const PACE = '8000';
/** Every one of the sample's photographs is taken, on a machine that may be busy. */
const WHOLE_SAMPLE_MS = 300_000;
/** What layout shifts may come to together: text settles once, when its face comes to a machine that has no face as wide. */
const MAX_SHIFT = 0.05;

let api: ApiClient;
let page: Page;
let brief: BriefReader;

const stage = useStage(
	async (set) => {
		({ page, api } = set);
	},
	{ args: [], env: { VITRINE_SAMPLE_PACE: PACE } }
);

/** What is marked, on the page and in the workspace alike. */
async function marked(wanted: Record<string, string>): Promise<void> {
	await eventually(() => marksSeen(page), wanted, 'the marks on the sheet');
	await eventually(() => brief.marks(), wanted, 'the marks in the workspace');
}

const press = async (...keys: string[]): Promise<void> => {
	for (const key of keys) await page.keyboard.press(key);
};

describe('the first run', { timeout: WHOLE_SAMPLE_MS }, () => {
	it('shows every frame at once and fills them without moving one', async () => {
		const hand = await visit(stage.browser, { width: 390, height: 844 });
		await Promise.all([watchStillness(page), watchStillness(hand.page)]);
		await Promise.all([page.goto(stage.app.url), hand.page.goto(stage.app.url)]);

		const { pathname } = new URL(page.url());
		expect(pathname).toMatch(/^\/briefs\/b_[0-9a-f]{20}$/);
		brief = createBriefReader(api, pathname.replace('/briefs/', ''));
		expect(await frames(page).count()).toBe(SAMPLE_SIZE);
		expect(await frames(hand.page).count()).toBe(SAMPLE_SIZE);

		// Some are there while others are still to come.
		await page.waitForFunction(() => {
			const sheet = document.querySelector('.sheet');
			const isRunning = [...document.querySelectorAll('button')].some(
				({ textContent }) => textContent?.trim() === 'Stop'
			);
			return isRunning && sheet?.querySelector('img') && sheet.textContent?.includes('to come');
		});

		for (const tab of [page, hand.page]) {
			await tab
				.getByText(`${SAMPLE_SIZE} of ${SAMPLE_SIZE} variants ready`, { exact: true })
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
		const { states } = (await brief.view()).brief;
		expect(states.length).toBeGreaterThan(3);
		expect(new Set(await brief.phases())).toEqual(new Set(['ready']));
		const { planned, taken } = await brief.photographs();
		expect(planned).toEqual(
			expect.arrayContaining([
				...VIEWPORT_NAMES.map((name) => `${name}-light`),
				...states.map((state) => `desktop-light-${state}`),
				'desktop-dark'
			])
		);
		for (const [number, keys] of taken) expect([number, keys]).toEqual([number, planned]);
	});
});

describe('culling by keyboard alone', { timeout: 3 * PATIENCE_MS }, () => {
	it('goes from frame to frame, by rows too, and to either end', async () => {
		await opened(page, stage.app.url + brief.sheet);
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
		await arrived(page, brief.sheet);
	});

	it('opens the loupe, goes on there, and comes back to where it was', async () => {
		await press('Space');
		await arrived(page, brief.loupe(2));
		await press('ArrowRight', 'ArrowRight');
		await arrived(page, brief.loupe(4));
		await press('Shift+P');
		await arrived(page, brief.loupe(5));
		await press('x', '?', 'Escape');
		await arrived(page, brief.loupe(5));
		await press('g');
		await arrived(page, brief.sheet);
		await landedOn(page, 5);
		await press('e');
		await arrived(page, brief.loupe(5));
		await press('Control+z');
		await press('Escape');
		await arrived(page, brief.sheet);
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
		expect(stage.desk.problems).toEqual([]);
	});
});

describe('by pointer alone', { timeout: 3 * PATIENCE_MS }, () => {
	it('lands with the first press and opens with the second', async () => {
		await opened(page, stage.app.url + brief.sheet);
		await frameLink(page, 7).click();
		await eventually(
			() => frameLink(page, 7).getAttribute('aria-current'),
			'true',
			'the frame pressed'
		);
		await arrived(page, brief.sheet);
		await frameLink(page, 7).click();
		await arrived(page, brief.loupe(7));
		await page.getByRole('link', { name: /^Sheet/ }).click();
		await arrived(page, brief.sheet);
		await landedOn(page, 7);
	});

	it('marks with the ring and cross in the film and with the tray', async () => {
		await opened(page, stage.app.url + brief.sheet);
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
		await arrived(page, brief.loupe(10));
		await page.goBack();
		await arrived(page, brief.sheet);
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
		await page.getByLabel('State', { exact: true }).selectOption('asked');
		await eventually(
			() => picture(1),
			await brief.photographOf(1, 'desktop', 'asked', 'thumbSha256'),
			'the picture'
		);
		await arrived(page, `${brief.sheet}?state=asked`);
		await page.getByLabel('Viewport').selectOption('phone');
		await arrived(page, `${brief.sheet}?viewport=phone&state=asked`);
		await seen(frame(page, 1).getByText('not photographed like this'));
		await page.getByLabel('State', { exact: true }).selectOption('');
		await eventually(
			() => picture(1),
			await brief.photographOf(1, 'phone', null, 'thumbSha256'),
			'the picture'
		);
		await gone(frame(page, 1).getByText('not photographed like this'));
		await page.reload();
		await alive(page);
		await arrived(page, `${brief.sheet}?viewport=phone`);
		expect(await page.getByLabel('Viewport').inputValue()).toBe('phone');
		await page.getByLabel('Viewport').selectOption('desktop');
		await arrived(page, brief.sheet);
		expect(stage.desk.problems).toEqual([]);
	});
});

describe('the room', { timeout: 2 * PATIENCE_MS }, () => {
	it('keeps the light that somebody has switched on', async () => {
		const table = () =>
			page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
		await opened(page, stage.app.url + brief.sheet);
		const day = await table();
		await page.getByRole('button', { name: 'Switch the light of the room' }).click();
		await eventually(async () => (await table()) !== day, true, 'another light');
		const night = await table();
		await page.reload();
		await alive(page);
		expect(await table()).toBe(night);
		await page.getByRole('button', { name: 'Switch the light of the room' }).click();
		await eventually(table, day, 'the first light');
	});

	it('says in one line how a model would be ready, where none is', async () => {
		await opened(page, `${stage.app.url}/new`);
		const builders = page.getByRole('group', { name: 'Who builds them' });
		expect(await builders.getByRole('radio', { name: /^A model/ }).isDisabled()).toBe(true);
		await seen(builders.locator('code').getByText(/OPENAI_/));
		expect(await builders.getByRole('radio', { name: /^Composer/ }).isChecked()).toBe(true);
		// The recorded replies belong to the sample alone.
		expect(await builders.getByRole('radio', { name: /^Recorded/ }).count()).toBe(0);
		await opened(page, `${stage.app.url}${brief.sheet}/round`);
		expect(await builders.getByRole('radio', { name: /^Recorded/ }).isEnabled()).toBe(true);
	});
});
