/** Stars, labels, selections, filters and orders: what a person does to many frames, and that none of it is lost. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { alive, arrived, eventually, opened, PATIENCE_MS, seen, visit } from '../support/browse.ts';
import { frame, frameLink, frames, landedOn } from '../support/contact-sheet.ts';
import { accessibilityFaults, overflowing } from '../support/page-checks.ts';
import { useStage } from '../support/stage.ts';

const COUNT = 12;
const BRIEF = `---
title: Which of the lamps is still on
---
Say which lamps are on, since when, and let somebody switch them off from bed.
`;

let page: Page;
let brief: BriefReader;

const stage = useStage(async (set) => {
	({ page } = set);
	const { api } = set;
	const { body } = await api.call(operations.addBrief, { body: { source: BRIEF } });
	brief = createBriefReader(api, body.id);
	await api.call(operations.startRound, {
		params: { id: brief.id },
		body: { provider: 'composer', count: COUNT, capture: false, seed: 5 }
	});
	await eventually(
		async () => (await brief.phases()).filter((phase) => phase === 'ready').length,
		COUNT,
		'all variants to be written'
	);
	await opened(page, stage.app.url + brief.sheet);
});

const press = async (...keys: string[]): Promise<void> => {
	for (const key of keys) await page.keyboard.press(key);
};
const names = (): Promise<string[]> =>
	page.locator('a[data-frame]').evaluateAll((links) => links.map((link) => link.ariaLabel ?? ''));
const numbers = (): Promise<number[]> =>
	frames(page).evaluateAll((items) => items.map((item) => Number(item.dataset['number'])));

/** What is marked, as stored: `2: reject, 3 stars, green`. */
async function stored(): Promise<string[]> {
	return (await brief.view()).variants.flatMap(({ number, flag, stars, label }) => {
		const marks = [
			flag === 'none' ? null : flag,
			stars > 0 ? `${stars} stars` : null,
			label
		].filter(Boolean);
		return marks.length > 0 ? [`${number}: ${marks.join(', ')}`] : [];
	});
}

describe('marks of every kind', { timeout: 3 * PATIENCE_MS }, () => {
	it('are made by keys, said and shown, and taken back act by act', async () => {
		await frameLink(page, 2).focus();
		await press('3', '7', 'Shift+Digit4');
		await landedOn(page, 3);
		await eventually(stored, ['2: 4 stars, green'], 'what is stored');
		expect((await names())[1]).toMatch(/4 stars, green label$/);
		expect(await frame(page, 2).locator('.stars svg').count()).toBe(4);
		await press('7', '7');
		await eventually(stored, ['2: 4 stars, green'], 'a label that is pressed twice');
		await press('Control+z', 'Control+z', 'Control+z');
		await eventually(stored, ['2: 3 stars, green'], 'the last star taken back');
		await landedOn(page, 2);
		await press('Control+z', 'Control+z');
		await eventually(stored, [], 'all taken back');
	});

	it('are made by pointer alone, in the tray', async () => {
		await frameLink(page, 5).click();
		await page.getByRole('button', { name: '2 stars' }).click();
		await page.getByRole('button', { name: 'violet label' }).click();
		await eventually(stored, ['5: 2 stars, violet'], 'what is stored');
		await page.getByRole('button', { name: '2 stars' }).click();
		await page.getByRole('button', { name: 'violet label' }).click();
		await eventually(stored, [], 'pressed once more, they are gone');
		await page.getByRole('button', { name: /^Select/ }).click();
		await page.getByRole('button', { name: /^All/ }).click();
		await seen(page.getByText(`${COUNT} selected`));
		await page.getByRole('button', { name: /^None/ }).click();
		await seen(page.getByRole('button', { name: /^Select/ }));
	});

	it('land on a whole selection as one act', async () => {
		await frameLink(page, 4).focus();
		await press('Shift+ArrowRight', 'Shift+ArrowRight');
		await seen(page.getByText('3 selected'));
		await frameLink(page, 9).click({ modifiers: ['Control'] });
		await frameLink(page, 5).click({ modifiers: ['Control'] });
		await seen(page.getByText('3 selected'));
		await press('x');
		await eventually(stored, ['4: reject', '6: reject', '9: reject'], 'what is stored');
		await press('Control+z');
		await eventually(stored, [], 'the whole act taken back');
		await press('Escape');
		await eventually(() => frames(page).locator('visible=true').count(), COUNT, 'all frames');
		expect((await names()).filter((name) => name.endsWith('selected'))).toEqual([]);
	});

	it('land on those in sight alone', async () => {
		await press('Control+a');
		await seen(page.getByText(`${COUNT} selected`));
		await press('/');
		await page.keyboard.type('7');
		await eventually(numbers, [7], 'the frame that was looked for');
		await seen(page.getByText(`${COUNT - 1} more out of sight`));
		await page.locator('a[data-frame]').focus();
		await press('5');
		await eventually(stored, ['7: 5 stars'], 'what is stored');
		await page.getByRole('button', { name: 'Show all' }).click();
		await press('Escape', 'f');
		await eventually(
			numbers,
			Array.from({ length: COUNT }, (_, index) => index + 1)
		);
	});
});

describe('nothing is lost', { timeout: 3 * PATIENCE_MS }, () => {
	it('while Vitrine cannot be reached, through a reload, and back again', async () => {
		await stage.desk.context.route('**/api/v1/**', (route) => route.abort());
		await frameLink(page, 1).focus();
		await press('p', 'ArrowRight', '4');
		await seen(page.getByText('marks are kept here'));
		await page.reload();
		await alive(page);
		await eventually(
			async () => (await names()).slice(0, 2).map((name) => name.split(', ').at(-1)),
			['picked', '4 stars'],
			'what was marked'
		);
		expect(await stored()).toEqual(['7: 5 stars']);
		await stage.desk.context.unroute('**/api/v1/**');
		await eventually(stored, ['1: pick', '2: 4 stars', '7: 5 stars'], 'what is stored');
		await press('Control+z');
		await eventually(stored, ['1: pick', '7: 5 stars'], 'one taken back after the reload');
	});
});

describe('finding again', { timeout: 3 * PATIENCE_MS }, () => {
	it('goes into the filter and out of it by keyboard, and to what was looked for', async () => {
		await frameLink(page, 3).focus();
		const within = () => page.evaluate(() => document.activeElement?.closest('#filter') !== null);
		const number = () => page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-number]')?.dataset['number']); // prettier-ignore
		await press('f');
		await eventually(within, true, 'the focus in the filter');
		await press('Escape');
		await eventually(number, '3', 'the frame with the focus');
		await press('/');
		await page.keyboard.type('2');
		await press('Enter');
		await eventually(number, '2', 'the frame that was found');
		await press('/', 'Escape', 'Escape');
		await eventually(
			numbers,
			Array.from({ length: COUNT }, (_, index) => index + 1)
		);
		await eventually(number, '2', 'the frame with the focus');
	});

	it('filters by marks with counts, and keeps it in the address', async () => {
		await press('f');
		await page.getByRole('button', { name: /^picked 1 frame$/ }).click();
		await arrived(page, `${brief.sheet}?flag=pick`);
		await eventually(numbers, [1]);
		// What each other value of the same facet would add is still said.
		await seen(page.getByRole('button', { name: new RegExp(`^neither ${COUNT - 1} frames$`) }));
		await page.getByRole('button', { name: /^5 0 frames$/ }).click();
		await seen(page.getByText('No frame has all of this.'));
		await page.getByRole('button', { name: /^picked/ }).click();
		await arrived(page, `${brief.sheet}?stars=5`);
		await page.reload();
		await alive(page);
		await eventually(numbers, [7]);
	});

	it('goes on to the next when a mark takes a frame out of sight, and skips none', async () => {
		await opened(page, `${stage.app.url}${brief.sheet}?flag=none`);
		await frameLink(page, 3).focus();
		await press('Shift+X');
		await landedOn(page, 4);
		await press('x');
		await landedOn(page, 5);
		await press('Control+z', 'Control+z');
		await eventually(stored, ['1: pick', '7: 5 stars']);
	});

	it('orders by stars when asked, and not under the hand', async () => {
		await opened(page, `${stage.app.url}${brief.sheet}`);
		await page.getByLabel('Order', { exact: true }).selectOption('stars');
		await arrived(page, `${brief.sheet}?order=stars`);
		await eventually(async () => (await numbers()).slice(0, 3), [7, 1, 2]);
		await frameLink(page, 9).focus();
		await press('5');
		await eventually(stored, ['1: pick', '7: 5 stars', '9: 5 stars']);
		expect((await numbers()).slice(0, 3)).toEqual([7, 1, 2]);
		await page.getByRole('button', { name: 'Sort again' }).click();
		await eventually(async () => (await numbers()).slice(0, 3), [7, 9, 1]);
	});

	it.each(['light', 'dark'] as const)('is accessible and fits, %s', async (light) => {
		for (const width of [1440, 320]) {
			const { page: other, context } = await visit(stage.browser, { width, light });
			await opened(other, `${stage.app.url}${brief.sheet}?flag=pick,none`);
			await other.keyboard.press('f');
			await other.keyboard.press('Control+a');
			expect(await accessibilityFaults(other)).toEqual([]);
			expect(await overflowing(other)).toEqual([]);
			await context.close();
		}
	});

	it('did all this without an error', () => expect(stage.desk.problems).toEqual([]));
});
