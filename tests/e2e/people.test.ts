/** Two people mark in two browsers: each sees and takes back their own marks, and knows of the other's. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import {
	alive,
	eventually,
	opened,
	PATIENCE_MS,
	seen,
	visit,
	type Visit
} from '../support/browse.ts';
import { frameLink, landedOn, marksSeen } from '../support/contact-sheet.ts';
import { unseenPlace } from '../support/keyboard-place.ts';
import { accessibilityFaults, overflowing } from '../support/page-checks.ts';
import { useStage } from '../support/stage.ts';

const COUNT = 6;
let mine: Page;
let ann: Visit;
let brief: BriefReader;

const stage = useStage(async (set) => {
	mine = set.page;
	const source = '---\ntitle: Lamps\n---\nWhich lamps are on, and since when.\n';
	const { body } = await set.api.call(operations.addBrief, { body: { source } });
	brief = createBriefReader(set.api, body.id);
	await set.api.call(operations.startRound, {
		params: { id: brief.id },
		body: { provider: 'composer', count: COUNT, capture: false, seed: 5 }
	});
	await eventually(
		async () => (await brief.phases()).filter((phase) => phase === 'ready').length,
		COUNT,
		'all variants to be written'
	);
	ann = await visit(set.browser, { width: 390, height: 844 });
	for (const page of [mine, ann.page]) await opened(page, stage.app.url + brief.sheet);
});

const press = async (page: Page, ...keys: string[]): Promise<void> => {
	for (const key of keys) await page.keyboard.press(key);
};
const whose = (page: Page) => page.getByRole('group', { name: 'Whose marks' });
/** Each of the group and whether they mark here: `{ 'you 1 picked': true }`. */
const people = (page: Page): Promise<Record<string, boolean>> =>
	whose(page)
		.locator('[aria-pressed]')
		.evaluateAll((buttons) =>
			Object.fromEntries(
				buttons.map((button) => [
					(button.textContent ?? '').replace(/\s+/g, ' ').trim(),
					button.ariaPressed === 'true'
				])
			)
		);
const said = (page: Page) => page.locator('.bar .details');
const stored = async () =>
	(await stage.api.call(operations.listReviewers, { params: { id: brief.id } })).body.reviewers;

describe('marks of two people', { timeout: 3 * PATIENCE_MS }, () => {
	it('somebody says by keys alone that they are another, and the page says whose marks it shows', async () => {
		await frameLink(mine, 1).focus();
		await press(mine, 'p');
		await eventually(stored, [{ name: 'local', picks: 1 }], 'one’s own pick');
		const { page } = ann;
		await page.reload();
		await alive(page);
		expect(await marksSeen(page)).toEqual({ 1: 'pick' });
		await frameLink(page, 1).focus();
		await press(page, 'f');
		await eventually(() => people(page), { 'you 1 picked': true });
		const other = page.getByRole('button', { name: 'somebody else …' });
		for (
			let step = 0;
			step < 200 && !(await other.evaluate((it) => it === document.activeElement));
			step++
		)
			// prettier-ignore
			await press(page, 'Tab');
		await press(page, 'Enter', 'Escape');
		await eventually(() => other.evaluate((it) => it === document.activeElement), true);
		await press(page, 'Enter', 'Enter');
		await seen(whose(page).getByText('That is no name.'));
		await page.keyboard.type('Ann');
		expect(await accessibilityFaults(page)).toEqual([]);
		await press(page, 'Enter');
		await eventually(() => people(page), { 'you 1 picked': false, 'Ann 0 picked': true });
		expect(await unseenPlace(page)).toBe('');
		expect(await said(page).textContent()).toBe('Ann’s marks: none yet');
		expect(await marksSeen(page)).toEqual({});
		expect(await accessibilityFaults(page)).toEqual([]);
		expect(await overflowing(page)).toEqual([]);
		await press(page, 'f');
		await landedOn(page, 1);
		// What was marked before by another is not hers to take back.
		await press(page, 'Control+z');
		await press(page, 'x', 'ArrowRight', 'p');
		await eventually(stored, [{ name: 'Ann', picks: 1 }, { name: 'local', picks: 1 }]); // prettier-ignore
		expect(await said(page).textContent()).toBe('Ann’s marks: 1 picked, 1 rejected');
	});

	it('each sees their own after a reload, and the other in the filter panel', async () => {
		await ann.page.reload();
		await alive(ann.page);
		expect(await marksSeen(ann.page)).toEqual({ 1: 'reject', 2: 'pick' });
		await mine.reload();
		await alive(mine);
		expect(await marksSeen(mine)).toEqual({ 1: 'pick' });
		expect(await said(mine).textContent()).toBe('1 picked');
		await mine.getByRole('button', { name: 'Filter' }).click();
		await eventually(() => people(mine), { 'you 1 picked': true, 'Ann 1 picked': false });
		await press(ann.page, 'Control+z');
		await eventually(() => marksSeen(ann.page), { 1: 'reject' });
		await eventually(stored, [{ name: 'Ann', picks: 0 }, { name: 'local', picks: 1 }]); // prettier-ignore
	});

	it('what waits goes out under the name it was made under, and other tabs follow', async () => {
		const { page, context } = ann;
		const tab = await context.newPage();
		await opened(tab, stage.app.url + brief.sheet);
		expect(await marksSeen(tab)).toEqual({ 1: 'reject' });
		let isCut = true;
		await page.route('**/marks/**', (route) => (isCut ? route.abort() : route.continue()));
		await frameLink(page, 3).focus();
		await press(page, 'p', 'f');
		await eventually(() => people(page), { 'you 1 picked': false, 'Ann 1 picked': true });
		await page.getByRole('button', { name: /^you/ }).click();
		await eventually(() => marksSeen(page), { 1: 'pick' });
		expect(await said(page).textContent()).toBe('1 picked');
		await eventually(() => marksSeen(tab), { 1: 'pick' }, 'the other tab follows');
		isCut = false;
		await eventually(stored, [{ name: 'Ann', picks: 1 }, { name: 'local', picks: 1 }]); // prettier-ignore
		expect(await marksSeen(page)).toEqual({ 1: 'pick' });
		expect([...ann.problems, ...stage.desk.problems]).toEqual([]);
	});
});
