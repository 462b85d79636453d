/** What one has set up in a view: it outlives a reload and the way back; a mark lands on what is seen; what is looked at can be copied. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { alive, eventually, opened, PATIENCE_MS, seen, visit } from '../support/browse.ts';
import { frame, frameLink, landedOn, marksSeen } from '../support/contact-sheet.ts';
import { useStage } from '../support/stage.ts';

const COUNT = 24;
const PHOTOGRAPHED = 2;
let page: Page;
let brief: BriefReader;

const stage = useStage(async (set) => {
	({ page } = set);
	const source =
		'---\ntitle: Lamps & switches\nviewports: [desktop]\nthemes: [light]\n---\nWhich lamps are on, and since when.\n';
	const { body } = await set.api.call(operations.addBrief, { body: { source } });
	brief = createBriefReader(set.api, body.id);
	for (const [count, capture] of [
		[PHOTOGRAPHED, true],
		[COUNT - PHOTOGRAPHED, false]
	] as const)
		await set.api.call(operations.startRound, {
			params: { id: brief.id },
			body: { provider: 'composer', again: true, count, capture, seed: 3 }
		});
	await eventually(
		async () => (await brief.phases()).filter((phase) => phase === 'ready').length,
		COUNT,
		'all variants to be ready'
	);
	await stage.desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
const at = (path: string) => stage.app.url + path;
const press = async (...keys: string[]): Promise<void> => {
	for (const key of keys) await page.keyboard.press(key);
};
const searched = (name: string) => new URL(page.url()).searchParams.get(name);

describe('a view is found again as it was left', { timeout: 3 * PATIENCE_MS }, () => {
	it('the cells of the map that are to be asked for, on the way back and after a reload', async () => {
		await opened(page, at(`${brief.sheet}/map`));
		const cell = page.getByRole('checkbox').first();
		const ask = page.getByRole('link', { name: 'Ask for one of these' });
		await cell.check();
		await ask.click();
		await page.waitForURL(/\/round\?pin=/);
		await page.goBack();
		await seen(ask);
		expect(await cell.isChecked()).toBe(true);
		await page.reload();
		await alive(page);
		await seen(ask);
		// Cells are of these rows and columns: others have none, and the way back has them again.
		const columns = page.getByLabel('Columns');
		const [before, other] = [await columns.inputValue(), await columns.locator('option').last().getAttribute('value')]; // prettier-ignore
		await columns.selectOption(other);
		await eventually(() => searched('cells'), null, 'no cells of other columns');
		await page.goBack();
		await eventually(() => columns.inputValue(), before ?? '', 'the columns of before');
		await seen(ask);
		await page.getByRole('button', { name: 'None of them' }).click();
		await eventually(() => searched('cells'), null, 'nothing that is chosen');
	});

	it('the zoom of the loupe, from frame to frame and through a reload', async () => {
		await opened(page, at(brief.loupe(1)));
		const shown = () =>
			page.locator('.bench .window').evaluate((window) => {
				const { x, y, width } = window.getBoundingClientRect();
				return [x, y, width].map((value) => Math.round(value / 4));
			});
		const fitting = await shown();
		await press('z', 'ArrowDown');
		await eventually(() => searched('zoom')?.split(',')[0], '1', 'the zoom in the address');
		await press('ArrowRight');
		await eventually(() => new URL(page.url()).pathname, brief.loupe(2));
		await eventually(() => searched('zoom')?.split(',')[0], '1', 'the zoom beside the next one');
		await press('ArrowLeft');
		await eventually(() => new URL(page.url()).pathname, brief.loupe(1));
		await eventually(() => searched('zoom')?.split(',')[0], '1', 'the zoom of the first again');
		const zoomed = await shown();
		expect(zoomed).not.toEqual(fitting);
		await page.reload();
		await alive(page);
		await eventually(shown, zoomed, 'the same part, as large');
		await press('z', 'Home');
		await eventually(shown, fitting, 'all of it');
	});

	it('the zoom of a comparison, from mode to mode and through a reload', async () => {
		await opened(page, at(`${brief.sheet}/compare/1/2`));
		await press('z');
		await eventually(() => searched('zoom')?.split(',')[0], '1', 'the zoom in the address');
		await press('w');
		await eventually(() => searched('mode'), 'swipe');
		await eventually(() => searched('zoom')?.split(',')[0], '1', 'the zoom in another mode');
		await page.reload();
		await alive(page);
		await seen(page.locator('main').getByText('100 %', { exact: true }));
	});

	it('what was taken out of a survey, which can be put back after a reload', async () => {
		await opened(page, at(`${brief.sheet}/survey?of=1,2,3,4`));
		const left = () =>
			page
				.locator('main [data-number]')
				.evaluateAll((items) =>
					items.map((item) => Number((item as HTMLElement).dataset['number']))
				);
		await page.locator('[data-number="2"] a[data-frame]').focus();
		await press('Delete');
		await eventually(left, [1, 3, 4]);
		await press('Delete');
		await eventually(left, [1, 4]);
		await page.reload();
		await alive(page);
		await page.getByRole('button', { name: 'Put 3 back' }).click();
		await eventually(left, [1, 3, 4]);
		await press('Control+z');
		await eventually(left, [1, 2, 3, 4]);
		expect(searched('out')).toBeNull();
	});
});

describe('what is before one’s eyes', { timeout: 3 * PATIENCE_MS }, () => {
	it('is what a mark lands on: a frame that was scrolled away comes back first', async () => {
		await page.setViewportSize({ width: 1440, height: 500 });
		await opened(page, at(brief.sheet));
		await frameLink(page, 1).focus();
		await page.mouse.move(700, 300);
		await page.mouse.wheel(0, 4000);
		const isSeen = () => frame(page, 1).evaluate((item) => item.getBoundingClientRect().bottom > 0);
		await eventually(isSeen, false, 'the frame out of the window');
		await press('p');
		await seen(page.getByText('1 was out of sight: here it is. Once more marks it.'));
		await eventually(isSeen, true, 'the frame in the window');
		await landedOn(page, 1);
		expect(await brief.marks()).toEqual({});
		await press('p');
		await eventually(() => brief.marks(), { 1: 'pick' });
		await press('Control+z');
		await eventually(() => brief.marks(), {});
	});

	it('is what is copied: its address; words that are selected are copied as ever', async () => {
		const copied = () => page.evaluate(() => navigator.clipboard.readText());
		await frameLink(page, 1).focus();
		await press('Control+c');
		await seen(page.getByText('The address of 1 is copied.'));
		await eventually(copied, at(brief.loupe(1)));
		await press('Shift+ArrowRight', 'Control+c');
		await seen(page.getByText('The addresses of 2 frames are copied.'));
		await eventually(copied, [1, 2].map((number) => at(brief.loupe(number))).join('\n'));
		const html = await page.evaluate(async () => {
			const [item] = await navigator.clipboard.read();
			return (await item?.getType('text/html'))?.text();
		});
		expect(html).toContain('>1, Lamps &amp; switches</a>');
		await press('Escape');
		await opened(page, at(`${brief.loupe(2)}?theme=dark`));
		await press('Control+c');
		await eventually(copied, at(`${brief.loupe(2)}?theme=dark`));
		await page.evaluate(() => {
			const heading = document.querySelector('header');
			if (heading) getSelection()?.selectAllChildren(heading);
		});
		await press('Control+c');
		await eventually(async () => (await copied()).includes('Lamps & switches'), true);
	});

	it('shows what others do, without a reload and without moving anybody', async () => {
		await opened(page, at(brief.sheet));
		await frameLink(page, 3).focus();
		const { page: other, context } = await visit(stage.browser);
		await opened(other, at(brief.sheet));
		await frameLink(other, 5).focus();
		await other.keyboard.press('p');
		await eventually(async () => (await marksSeen(page))[5], 'pick', 'the mark of somebody else');
		await other.keyboard.press('Control+z');
		await eventually(async () => (await marksSeen(page))[5], undefined, 'taken back again');
		// A step of one's own is never undone by what was told before it.
		await press('x');
		await eventually(async () => (await marksSeen(other))[3], 'reject', 'seen on the other side');
		expect((await marksSeen(page))[3]).toBe('reject');
		await stage.api.call(operations.importVariants, {
			params: { id: brief.id },
			body: { html: '<!doctype html><title>From elsewhere</title><h1>From elsewhere</h1>' }
		});
		await seen(frame(page, COUNT + 1));
		await landedOn(page, 3);
		await context.close();
	});

	it('went through all this without an error', () => expect(stage.desk.problems).toEqual([]));
});
