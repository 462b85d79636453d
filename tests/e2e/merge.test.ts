/** From frames one likes to one page: parts into the basket, pointed into their places, put together, proved, and made again without something. */
import { describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { eventually, opened, visit } from '../support/browse.ts';
import { page as document } from '../support/import-files.ts';
import { accessibilityFaults, overflowing } from '../support/page-checks.ts';
import { SHORT_BRIEF, SMALL_RECIPE } from '../support/services.ts';
import { useStage } from '../support/stage.ts';

/** e1 header, e2 h1, e3 main, e4 p, e5 button, e6 footer. */
const BASE = document(
	`<header><h1>Money back</h1></header><main><p>What was paid</p><button>Refund</button></main><footer>Ends here</footer>`,
	`<style>body { margin: 0; font: 20px/28px monospace; } header { height: 160px; background: #cde; }
	main { height: 400px; } footer { height: 100px; background: #eee; } button { color: red; width: 200px; height: 40px; }</style>`
);
/** e1 section, e2 h2, e3 ul. */
const CARDS = document(
	`<section><h2>Two ways</h2><ul><li>All of it</li><li>Some of it</li></ul></section>`,
	`<style>body { margin: 0; font: 24px/32px sans-serif; color: #910; } section { padding: 24px; background: #fed; width: 700px; }</style>`
);

let brief: BriefReader;
const stage = useStage(async ({ api }) => {
	const { body } = await api.call(operations.addBrief, { body: { source: SHORT_BRIEF } });
	brief = createBriefReader(api, body.id);
	const params = { id: brief.id };
	const recipe = { ...SMALL_RECIPE, states: [] };
	await api.call(operations.saveRecipe, { params, body: { recipe } });
	for (const html of [BASE, CARDS])
		await api.call(operations.importVariants, { params, body: { html } });
	await eventually(async () => new Set(await brief.phases()), new Set(['ready']), 'photographs');
});

const parts = async () =>
	(await stage.api.call(operations.getBasket, { params: { id: brief.id } })).body.parts.map(
		({ number, elementId, take, remark }) => [number, elementId, take, remark]
	);

describe('a person merges', () => {
	it('puts a frame and a part into the basket by keys, and says what is taken', async () => {
		const { page, app } = stage;
		await opened(page, app.url + brief.sheet);
		await page.keyboard.press('b');
		await eventually(parts, [[1, null, 'idea', '']], 'the frame in the basket');
		await opened(page, app.url + brief.loupe(2));
		await page.keyboard.press('Shift+B');
		await page.getByText('Press it, or').waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await eventually(
			async () => (await parts()).map(([number, elementId]) => [number, elementId]),
			[
				[1, null],
				[2, 'e1']
			],
			'the part in the basket'
		);
		await page.keyboard.press('Shift+Y');
		const panel = page.getByRole('dialog', { name: 'Basket' });
		const remarks = panel.getByPlaceholder('What matters about it');
		await remarks.nth(1).fill('The two ways');
		await remarks.nth(1).press('Tab');
		await panel.getByText('Take out').first().click();
		await eventually(parts, [[2, 'e1', 'element', 'The two ways']], 'what is in the basket');
		expect(await accessibilityFaults(page)).toEqual([]);
		await page.keyboard.press('Escape');
	});

	it('points at a place, puts it together, and sees that it is as it was', async () => {
		const { page } = stage;
		await page.keyboard.press('y');
		await page.getByText('Point at its place').first().click();
		await page.getByText('Press it, or').waitFor();
		const film = await page.locator('.base .window').boundingBox();
		if (!film) throw new Error('There is no film.');
		// In the middle of the header, right of its words.
		await page.mouse.click(film.x + film.width * 0.8, film.y + film.height * 0.08);
		await page.getByLabel('It goes').selectOption('after');
		expect(await accessibilityFaults(page)).toEqual([]);
		await page.getByRole('button', { name: 'Put together' }).click();
		await page.getByRole('heading', { name: '1 with parts of 2' }).waitFor();
		await page.getByText('As it was.').waitFor();
		expect(await page.locator('.verdict').allInnerTexts()).toEqual([
			expect.stringMatching(/^kept/i),
			expect.stringMatching(/^kept/i)
		]);
		expect(await accessibilityFaults(page)).toEqual([]);
	});

	it('leaves a difference out, and another variant comes of it', async () => {
		const { page } = stage;
		await page.getByRole('checkbox').first().uncheck();
		await page.getByRole('button', { name: 'Make it again like this' }).click();
		await page.waitForURL(/merge\/4/);
		await page.getByRole('link', { name: 'Made again of 3' }).waitFor();
		const { variants } = await brief.view();
		expect(variants.map(({ number, status }) => [number, status])).toEqual(
			[1, 2, 3, 4].map((number) => [number, 'ready'])
		);
		await page.keyboard.press('w');
		await page.waitForURL(/compare\/1\/4/);
	});

	it('can do all of it on a phone', async () => {
		const { context, page: phone } = await visit(stage.browser, { width: 390, height: 844 });
		for (const path of ['merge', 'merge/3']) {
			await opened(phone, `${stage.app.url}${brief.sheet}/${path}`);
			expect(await overflowing(phone)).toEqual([]);
			expect(await accessibilityFaults(phone)).toEqual([]);
		}
		await context.close();
	});
});
