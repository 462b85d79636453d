/** Two fingers and one, on a screen that is touched. */
import { describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import type { BriefReader } from '../support/brief-reader.ts';
import { arrived, eventually, opened, PATIENCE_MS, seen, visit } from '../support/browse.ts';
import { columnCount } from '../support/contact-sheet.ts';
import { pinch, slide } from '../support/fingers.ts';
import { bringLamps } from '../support/lamps.ts';
import { overflowing, smallTargets } from '../support/page-checks.ts';
import { useStage } from '../support/stage.ts';

let brief: BriefReader;
const stage = useStage(
	async ({ api }) => {
		brief = await bringLamps(api);
	},
	{ width: 1024, height: 768, hasTouch: true }
);
const open = (path: string): Promise<void> =>
	opened(stage.page, stage.app.url + brief.sheet + path);
/** How much the browser itself has made the page larger: two fingers are the table's own. */
const pageZoom = () => stage.page.evaluate(() => visualViewport?.scale);

async function middleOf(selector: string): Promise<{ x: number; y: number; width: number }> {
	const box = await (await seen(stage.page.locator(selector))).boundingBox();
	if (!box) throw new Error(`${selector} is nowhere.`);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width };
}

describe('two fingers', { timeout: 2 * PATIENCE_MS }, () => {
	it('change the size of frames in strips, and of those in rooms', async () => {
		const { page } = stage;
		await open('');
		const at = { x: 500, y: 400 };
		const before = await columnCount(page);
		await pinch(page, at, 300, 150);
		await eventually(async () => (await columnCount(page)) > before, true, 'more in a row');
		await pinch(page, at, 150, 300);
		await eventually(() => columnCount(page), before, 'as many as before');
		await open('?by=likeness');
		await seen(page.locator('.sheet .frame'));
		const width = async () => (await middleOf('.sheet .frame')).width;
		await pinch(page, at, 300, 100);
		await eventually(async () => (await width()) < 200, true, 'small ones');
		const small = await width();
		await pinch(page, at, 100, 200);
		await eventually(async () => Math.round((await width()) / small), 2, 'twice as large');
		expect(await pageZoom()).toBe(1);
	});

	it('change the size of frames on a phone at once', async () => {
		const { page: phone, context } = await visit(stage.browser, {
			width: 390,
			height: 844,
			hasTouch: true
		});
		await opened(phone, stage.app.url + brief.sheet);
		expect(await columnCount(phone)).toBe(2);
		await pinch(phone, { x: 195, y: 500 }, 200, 120);
		await eventually(() => columnCount(phone), 3, 'three in a row');
		await pinch(phone, { x: 195, y: 500 }, 120, 200);
		await eventually(() => columnCount(phone), 2, 'two again');
		await context.close();
	});

	it.each([
		['under the loupe', '/loupe/1', '.bench .window'],
		['in a comparison, both sides', '/compare/1/2', '.pane.right .paper']
	])('change the size of a picture %s', async (_, path, picture) => {
		await open(path);
		const at = await middleOf(picture);
		await pinch(stage.page, at, 100, 200);
		const now = async () => Math.round(((await middleOf(picture)).width / at.width) * 10) / 10;
		await eventually(now, 2, 'twice as large');
		await pinch(stage.page, at, 200, 100);
		await eventually(now, 1, 'as it was');
		expect(await pageZoom()).toBe(1);
	});
});

describe('a phone', { timeout: 2 * PATIENCE_MS }, () => {
	it.each([
		[390, 844],
		[320, 700]
	])('has the work in sight and every control to hand, %i wide', async (width, height) => {
		const { page: phone, context } = await visit(stage.browser, { width, height, hasTouch: true });
		const at = (path: string) => opened(phone, stage.app.url + brief.sheet + path);
		const topOf = async (selector: string) =>
			(await (await seen(phone.locator(selector).first())).boundingBox())?.y ?? Infinity;
		const sound = async (path: string) => {
			expect(await overflowing(phone), path).toEqual([]);
			expect(await smallTargets(phone), path).toEqual([]);
		};

		await at('');
		expect(await topOf('.sheet .frame')).toBeLessThan(height / 3.2);
		await sound('the sheet');
		await phone.getByRole('button', { name: 'More', exact: true }).click();
		await seen(phone.getByText('Bring in files'));
		await sound('the sheet, unfolded');

		const ends = await phone
			.getByRole('navigation', { name: 'Views' })
			.getByRole('link')
			.evaluateAll((links) =>
				links.map((link) => {
					const words = document.createRange();
					words.selectNodeContents(link);
					const { left, right } = words.getBoundingClientRect();
					return { left, right };
				})
			);
		expect(ends.length).toBe(8);
		for (const [index, { left }] of ends.entries())
			expect(left - (ends[index - 1]?.right ?? -Infinity)).toBeGreaterThan(3);

		await at('/compare/1/2?mode=side');
		const foot = await (await seen(phone.locator('.film .foot'))).boundingBox();
		const tray = await topOf('footer');
		expect((foot?.y ?? Infinity) + (foot?.height ?? 0)).toBeLessThanOrEqual(tray);
		await sound('a comparison');
		await at('/map');
		await sound('the map');
		await context.close();
	});
});

describe('rejects in rooms', { timeout: 2 * PATIENCE_MS }, () => {
	it('are slid along, lifted out, and opened by a press on what is lifted', async () => {
		const { page, api } = stage;
		// All but the black one: of those that lie in a stack with one that is kept, none is a line.
		for (const { id, number } of (await brief.view()).variants) {
			if (number === 4) continue;
			const params = { id };
			await api.call(operations.flagVariant, { params, body: { flag: 'reject' } });
		}
		await open('?by=likeness');
		await seen(page.locator('li.line'));
		await page
			.locator('li.line')
			.first()
			.evaluate((line) => line.scrollIntoView({ block: 'center' }));
		const lines = await page.locator('li.line').evaluateAll((all) =>
			all.map((line) => {
				const { left, right, bottom } = line.getBoundingClientRect();
				return { number: Number(line.dataset['number']), left, right, bottom };
			})
		);
		const [first, last] = [lines[0], lines.at(-1)];
		if (!first || !last) throw new Error('There are no lines.');
		// Those that touch make one target.
		const runs = lines.reduce<number[][]>((all, { left, right }) => {
			const run = all.at(-1);
			if (run && Math.abs((run[1] ?? 0) - left) < 1) run[1] = right;
			else all.push([left, right]);
			return all;
		}, []);
		for (const [left = 0, right = 0] of runs) expect(right - left).toBeGreaterThanOrEqual(24);
		const foot = ({ left, right, bottom }: typeof first) => ({
			x: (left + right) / 2,
			y: bottom - 10
		});
		await slide(page, foot(first), foot(last));
		const current = page.locator('li.line a[aria-current=true]');
		const focused = () => current.evaluate((link) => Number(link.closest('li')?.dataset['number']));
		await eventually(focused, last.number, 'the line where the finger was lifted');
		const lifted = await page.locator('li.line .out').boundingBox();
		if (!lifted) throw new Error('Nothing is lifted out.');
		expect(Math.min(lifted.width, lifted.height)).toBeGreaterThanOrEqual(24);
		// Not a tap: the browser takes one that follows a slide at once for the end of that slide.
		await page.mouse.click(lifted.x + lifted.width / 2, lifted.y + lifted.height / 2);
		await arrived(page, `${brief.loupe(last.number)}`);
	});

	it('made no trouble', () => expect(stage.desk.problems).toEqual([]));
});
