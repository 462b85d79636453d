/** What people expect without asking: a visit that resumes, the way back, marks taken back from anywhere, a round that goes on after a moment offline. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { alive, arrived, eventually, opened, PATIENCE_MS, seen, visit } from '../support/browse.ts';
import { frame, frameLink, frames, landedOn } from '../support/contact-sheet.ts';
import { useStage } from '../support/stage.ts';

const COUNT = 40;
const ROUND = { provider: 'composer', again: true } as const;
let brief: BriefReader;

async function addBrief(title: string): Promise<BriefReader> {
	const source = `---\ntitle: ${title}\nviewports: [desktop]\nthemes: [light]\n---\nWhich lamps are on, and since when.\n`;
	const { body } = await stage.api.call(operations.addBrief, { body: { source } });
	return createBriefReader(stage.api, body.id);
}
const begin = (id: string, count: number, capture: boolean) =>
	stage.api.call(operations.startRound, { params: { id }, body: { ...ROUND, count, capture } });

const stage = useStage(async () => {
	brief = await addBrief('Lamps');
	await begin(brief.id, COUNT, false);
	await eventually(
		async () => (await brief.phases()).filter((phase) => phase === 'ready').length,
		COUNT,
		'all variants to be written'
	);
});
const sheet = () => stage.app.url + brief.sheet;
const press = async (...keys: string[]): Promise<void> => {
	for (const key of keys) await stage.page.keyboard.press(key);
};
const flagged = async (): Promise<Record<string, string>> => brief.marks();
const shown = (page: Page): Promise<number> => frames(page).count();

/** Whether all of a frame's height is in the window. */
const isInSight = (page: Page, number: number): Promise<boolean> =>
	frame(page, number).evaluate((item) => {
		const { top, bottom } = item.getBoundingClientRect();
		return top >= 0 && bottom <= innerHeight;
	});

describe('a visit', { timeout: 3 * PATIENCE_MS }, () => {
	it('resumes at the frame where it ended, from the list and in a new tab', async () => {
		const { page, desk } = stage;
		await opened(page, sheet());
		await frameLink(page, COUNT - 2).focus();
		await press('ArrowRight');
		await landedOn(page, COUNT - 1);
		await opened(page, `${stage.app.url}/briefs`);
		await page.locator(`a[href="${brief.sheet}"]`).first().click();
		await landedOn(page, COUNT - 1);
		await eventually(() => isInSight(page, COUNT - 1), true, 'the frame in the window');
		const tab = await desk.context.newPage();
		await opened(tab, sheet());
		await landedOn(tab, COUNT - 1);
		await eventually(() => isInSight(tab, COUNT - 1), true, 'the frame in the window');
		await tab.close();
	});

	it('goes back through its filters step by step, and forward again', async () => {
		const { page } = stage;
		await opened(page, sheet());
		await frameLink(page, 2).focus();
		await press('p', 'ArrowRight', 'p', '4');
		await press('f');
		await page.getByRole('button', { name: /^picked 2 frames/ }).click();
		await page.getByRole('button', { name: /^4 1 frame$/ }).click();
		await arrived(page, `${brief.sheet}?flag=pick&stars=4`);
		await eventually(() => shown(page), 1);
		await page.goBack();
		await arrived(page, `${brief.sheet}?flag=pick`);
		await eventually(() => shown(page), 2, 'frames, one step back');
		await press('Escape', 'e');
		await arrived(page, `${brief.sheet}/loupe/3?flag=pick`);
		await page.goBack();
		await arrived(page, `${brief.sheet}?flag=pick`);
		await page.goBack();
		await arrived(page, brief.sheet);
		await eventually(() => shown(page), COUNT, 'all frames again');
		await page.goForward();
		await arrived(page, `${brief.sheet}?flag=pick`);
		await eventually(() => shown(page), 2);
		await page.getByRole('button', { name: 'Show all' }).click();
		await press('e');
		await arrived(page, `${brief.sheet}/loupe/3`);
		await page.evaluate(() => {
			history.back();
			history.back();
		});
		await arrived(page, `${brief.sheet}?flag=pick`);
		await eventually(() => shown(page), 2, 'frames, two steps back at once');
	});

	it('stays in the filter of the map', async () => {
		const { page } = stage;
		await opened(page, `${sheet()}/map`);
		await press('f');
		await page.getByRole('button', { name: /^picked 2 frames/ }).click();
		await arrived(page, `${brief.sheet}/map?flag=pick`);
		const within = () => page.evaluate(() => document.activeElement?.closest('#filter') !== null);
		expect(await within()).toBe(true);
		await page.goBack();
		await arrived(page, `${brief.sheet}/map`);
		await eventually(() => page.locator('[data-frame]').count(), COUNT, 'all frames');
	});

	it('takes marks back from views that show none, and says so', async () => {
		const { page } = stage;
		await opened(page, sheet());
		await frameLink(page, 7).focus();
		await press('x', 'm');
		await seen(page.getByRole('heading', { name: 'How it moves' }));
		await press('Control+z');
		await seen(page.getByText('Took back: Cross on 7.'));
		await eventually(flagged, { 2: 'pick', 3: 'pick' }, 'what is stored');
		await press('Shift+A');
		await page.getByText('Took back').waitFor({ state: 'hidden' });
		await press('Control+z', 'Control+z');
		await eventually(flagged, { 2: 'pick' }, 'what is stored');
	});

	it('shows a mark that was taken back offline as taken back', async () => {
		const { page, desk } = stage;
		await opened(page, sheet());
		await desk.context.route('**/api/v1/**/marks/**', (route) => route.abort());
		await desk.context.route('**/api/v1/marks/**', (route) => route.abort());
		await frameLink(page, 9).focus();
		await press('x');
		await seen(page.getByText('One mark is kept here'));
		await press('Control+z');
		await page.reload();
		await alive(page);
		await expect(frameLink(page, 9).getAttribute('aria-label')).resolves.not.toContain('rejected');
		await desk.context.unroute('**/api/v1/**/marks/**');
		await desk.context.unroute('**/api/v1/marks/**');
		await eventually(flagged, { 2: 'pick' }, 'what is stored');
	});
});

describe('two tabs of one person', { timeout: 2 * PATIENCE_MS }, () => {
	it('show each other what is marked and taken back', async () => {
		const { page, desk } = stage;
		const tab = await desk.context.newPage();
		await opened(page, sheet());
		await opened(tab, `${stage.app.url}${brief.loupe(12)}`);
		const named = () => frameLink(page, 12).getAttribute('aria-label');
		await tab.keyboard.press('x');
		await eventually(async () => (await named())?.endsWith('rejected'), true, 'the mark');
		await tab.keyboard.press('Control+z');
		await eventually(async () => (await named())?.endsWith('rejected'), false, 'no mark');
		await tab.close();
	});
});

describe('a page that does not come', { timeout: 2 * PATIENCE_MS }, () => {
	it('is told in words, and comes when it is tried again', async () => {
		const { page, desk } = stage;
		await opened(page, sheet());
		await desk.context.route('**/__data.json**', (route) => route.abort());
		await press('Shift+T');
		await seen(page.getByRole('heading', { name: 'Vitrine does not answer.' }));
		await page.getByRole('button', { name: 'Try again' }).click();
		await seen(page.getByRole('heading', { name: 'Vitrine does not answer.' }));
		await desk.context.unroute('**/__data.json**');
		await page.getByRole('button', { name: 'Try again' }).click();
		await arrived(page, `${brief.sheet}/lineage`);
		await seen(page.locator('[data-place]'));
	});
});

describe('two people', { timeout: 3 * PATIENCE_MS }, () => {
	it('are told apart where different ones come first, and each is known again', async () => {
		const askedAs = async (page: Page): Promise<string | null> => {
			const asked = page.waitForRequest(/\/likeness/);
			await opened(page, `${sheet()}?order=varied`);
			return new URL((await asked).url()).searchParams.get('reviewer');
		};
		const other = await visit(stage.browser);
		const [one, two] = [await askedAs(stage.page), await askedAs(other.page)];
		expect(one).toBeTruthy();
		expect(two).not.toBe(one);
		expect(await askedAs(stage.page)).toBe(one);
		await other.context.close();
	});
});

describe('a round', { timeout: 3 * PATIENCE_MS }, () => {
	it('is seen to its end although its last changes could not be fetched', async () => {
		const { page, desk } = stage;
		const running = await addBrief('Lamps that come');
		await begin(running.id, 6, true);
		const asked = /\/api\/v1\/(briefs\/[^/]+\/variants|rounds\/[^/]+$)/;
		let refused = 0;
		await desk.context.route(asked, (route) => {
			refused++;
			return route.abort();
		});
		await opened(page, stage.app.url + running.sheet);
		await seen(page.getByRole('button', { name: 'Stop' }));
		await eventually(
			async () => (await running.phases()).filter((phase) => phase === 'ready').length,
			6,
			'all to be photographed'
		);
		await seen(page.getByText('Vitrine does not answer.'));
		expect(refused).toBeGreaterThan(0);
		await desk.context.unroute(asked);
		await seen(page.getByText('6 of 6 variants ready'));
		await page.getByRole('button', { name: 'Stop' }).waitFor({ state: 'hidden' });
		expect(desk.problems).toEqual([]);
	});
});
