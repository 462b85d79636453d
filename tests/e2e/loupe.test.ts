/** Looking closely: photographs at every viewport and in every state, the living page, and the way from frame to frame. */
import type { Frame as PageFrame, Page, Request } from 'playwright';
import { describe, expect, it } from 'vitest';
import { VIEWPORT_NAMES, VIEWPORTS } from '#lib/domain/capture.ts';
import { operations } from '#lib/server/http/operations.ts';
import { seedSheet } from '../bench/seed-sheet.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { alive, arrived, eventually, gone, opened, PATIENCE_MS, seen } from '../support/browse.ts';
import { frameLink, landedOn } from '../support/contact-sheet.ts';
import { SMALL_RECIPE } from '../support/services.ts';
import { useStage } from '../support/stage.ts';

const COUNT = 6;
const MANY = 48;
const BRIEF = `---
title: Who left the gate open
states: [open, asked, locked in the night]
---
Say whether the gate is open, since when, and who can close it.
`;

let page: Page;
let brief: BriefReader;
/** With more variants than a strip shows at once. */
let long: BriefReader;

const stage = useStage(
	async (set) => {
		({ page } = set);
		const { api } = set;
		const { briefId } = await seedSheet(stage.workspace, MANY);
		const { body } = await api.call(operations.addBrief, { body: { source: BRIEF } });
		brief = createBriefReader(api, body.id);
		long = createBriefReader(api, briefId);
		const params = { id: brief.id };
		const recipe = { ...SMALL_RECIPE, viewports: [...VIEWPORT_NAMES] };
		await api.call(operations.saveRecipe, { params, body: { recipe } });
		await api.call(operations.startRound, {
			params,
			body: { provider: 'openai', count: COUNT }
		});
		await eventually(
			async () => new Set(await brief.phases()),
			new Set(['ready']),
			'all variants to be ready'
		);
	},
	{ models: {} }
);

const press = async (...keys: string[]): Promise<void> => {
	for (const key of keys) await page.keyboard.press(key);
};

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
		await opened(page, stage.app.url + brief.sheet);
		await frameLink(page, 3).click();
		await frameLink(page, 3).click();
		await arrived(page, brief.loupe(3));
		for (const viewport of VIEWPORT_NAMES) {
			await eventually(
				picture,
				await brief.photographOf(3, viewport, null, 'imageSha256'),
				`the photograph at ${viewport}`
			);
			await press('v');
		}
		await arrived(page, brief.loupe(3));
		const { states } = (await brief.view()).brief;
		for (const state of states) {
			await press('Shift+S');
			await arrived(page, `${brief.loupe(3)}?state=${state}`);
			await eventually(
				picture,
				await brief.photographOf(3, 'desktop', state, 'imageSha256'),
				`the photograph of ${state}`
			);
		}
		await press('Shift+S');
		await arrived(page, brief.loupe(3));
	});

	it('shows it at its true size, the next one too, and another viewport as it fits', async () => {
		const width = () =>
			page
				.locator('.film .window > img')
				.evaluate((image) => Math.round(image.getBoundingClientRect().width));
		expect(await width()).toBeLessThan(VIEWPORTS.desktop.width);
		await press('z');
		await eventually(width, VIEWPORTS.desktop.width, 'the true width');
		await press('ArrowRight');
		await eventually(picture, await brief.photographOf(4, 'desktop', null, 'imageSha256'));
		expect(await width()).toBe(VIEWPORTS.desktop.width);
		await press('v');
		await eventually(picture, await brief.photographOf(4, 'tablet', null, 'imageSha256'));
		await eventually(
			async () => (await width()) < VIEWPORTS.tablet.width,
			true,
			'the fitting width of another viewport'
		);
		await press('v', 'v', 'ArrowLeft', 'h');
		await arrived(page, `${brief.loupe(3)}?theme=dark`);
		await press('h');
		await arrived(page, brief.loupe(3));
		await press('z');
		await eventually(width, VIEWPORTS.desktop.width, 'the true width again');
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
		expect(new URL(inner.url()).origin).toBe(stage.app.previewUrl);
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
				`${stage.app.url}/api/v1/briefs`
			)
		).toBe('refused');

		// Out of the document as it opens a frame begins anew; from state to state it goes on.
		const { states } = (await brief.view()).brief;
		await press('Shift+S');
		await eventually(() => inner.isDetached(), true, 'the frame to begin anew');
		const shown = await liveFrame();
		const told = new Set<string>();
		for (const state of states) {
			await eventually(
				() => shown.evaluate(() => document.documentElement.dataset['state']),
				state,
				'the state in the frame'
			);
			told.add(await shown.evaluate(() => document.body.innerText));
			if (state !== states.at(-1)) await press('Shift+S');
		}
		expect(told.size).toBeGreaterThan(2);
		expect(new URL(shown.url()).origin).toBe(stage.app.previewUrl);

		// Into the page with the keyboard, and out again: at the first Esc, or the second where the page has one of its own.
		const isInFrame = () => page.evaluate(() => document.activeElement?.localName === 'iframe');
		const { pathname } = new URL(page.url());
		for (const escapes of [1, 2]) {
			if (escapes === 2)
				await shown.evaluate(() => addEventListener('keydown', (event) => event.preventDefault()));
			await page.locator('iframe').focus();
			await eventually(isInFrame, true, 'the keyboard in the page');
			for (let count = 0; count < escapes; count++) await press('Escape');
			await eventually(isInFrame, false, `the keyboard out of the page after ${escapes}`);
			expect(new URL(page.url()).pathname).toBe(pathname);
		}
	});

	it('keeps viewport, state and live in the address, from frame to frame and through a reload', async () => {
		await press('v');
		const { states } = (await brief.view()).brief;
		const search = `?viewport=tablet&state=${states.at(-1)}&live=`;
		await arrived(page, brief.loupe(3) + search);
		await press('ArrowRight');
		await arrived(page, brief.loupe(4) + search);
		await page.reload();
		await alive(page);
		await arrived(page, brief.loupe(4) + search);
		const inner = await liveFrame();
		await eventually(
			() => inner.evaluate(() => [innerWidth, document.documentElement.dataset['state']]),
			[VIEWPORTS.tablet.width, states.at(-1)],
			'the frame after a reload'
		);
		await press('l');
		await gone(page.locator('iframe'));
		await press('Shift+S', 'v', 'v');
		await arrived(page, brief.loupe(4));
	});

	it('goes by the filmstrip, and back to the sheet with one step back', async () => {
		await opened(page, stage.app.url + brief.sheet);
		await press('Home', 'ArrowRight', 'e');
		await arrived(page, brief.loupe(2));
		await press('e');
		const strip = page.getByRole('list', { name: 'All frames' });
		expect(await strip.getByRole('listitem').count()).toBe(COUNT);
		await strip.getByRole('link', { name: /^6, / }).click();
		await arrived(page, brief.loupe(6));
		await eventually(
			() => strip.locator('a[aria-current]').getAttribute('aria-label'),
			`6, ${(await brief.variant(6)).title}`,
			'the frame in the strip'
		);
		await page.goBack();
		await arrived(page, brief.sheet);
		await landedOn(page, 6);
		await page.goForward();
		await arrived(page, brief.loupe(6));
		expect(stage.desk.problems).toEqual([]);
	});

	it('has the next photograph at hand before one steps to it, and steps along the strip', async () => {
		const pictures = new Map(
			(await long.view()).variants.map(({ number, captures: [taken] }) => [
				number,
				`/api/v1/blobs/${taken?.imageSha256}`
			])
		);
		const asked = new Set<string>();
		const note = (request: Request) => asked.add(new URL(request.url()).pathname);
		page.on('request', note);
		await opened(page, stage.app.url + long.loupe(1));
		const strip = page.getByRole('list', { name: 'All frames' });
		const frame = (place: number) => strip.locator(`[aria-posinset="${place}"]`);
		const here = strip.locator('li:has([aria-current])');
		const start = Number(await here.getAttribute('aria-posinset'));
		for (let place = start; place < start + 5; place++) {
			await eventually(
				() => here.getAttribute('aria-posinset'),
				String(place),
				'the place in the strip'
			);
			const next = Number(
				await frame(place + 1)
					.locator('.edge-print')
					.innerText()
			);
			await eventually(
				() => asked.has(pictures.get(next) ?? ''),
				true,
				`the photograph of ${next} to be fetched`
			);
			await press('ArrowRight');
			await eventually(picture, pictures.get(next), `the photograph of ${next}`);
			await arrived(page, long.loupe(next));
		}
		page.off('request', note);
	});

	it('keeps those cells of a long strip that are near, wherever it is scrolled', async () => {
		await opened(page, stage.app.url + long.loupe(1));
		const strip = page.getByRole('list', { name: 'All frames' });
		const there = strip.getByRole('listitem');
		await press('End');
		const last = strip.locator(`[aria-posinset="${MANY}"]`);
		await seen(last.locator('[aria-current]'));
		expect(await there.count()).toBeLessThan(MANY);
		const inSight = (place: number) =>
			strip.evaluate((list, wanted) => {
				const box = list.querySelector(`[aria-posinset="${wanted}"]`)?.getBoundingClientRect();
				return box !== undefined && box.left >= 0 && box.right <= innerWidth;
			}, place);
		await eventually(() => inSight(MANY), true, 'the last to be in sight');
		await strip.evaluate((list) => list.scrollTo({ left: 0 }));
		await eventually(() => inSight(1), true, 'the first to be in sight');
		expect(await there.count()).toBeLessThan(MANY);
		await strip.locator('[aria-posinset="2"] a').click();
		await seen(strip.locator('[aria-posinset="2"] [aria-current]'));
		expect(stage.desk.problems).toEqual([]);
	});

	it('can be linked to, and says so when there is no such frame', async () => {
		const answer = await page.goto(`${stage.app.url}${brief.loupe(COUNT + 1)}`);
		expect(answer?.status()).toBe(404);
		await seen(page.getByRole('heading', { name: `This brief has no variant ${COUNT + 1}.` }));
		await opened(page, `${stage.app.url}${brief.loupe(5)}`);
		await press('g');
		await landedOn(page, 5);
	});

	it('lies as far above the strip whether the title has one line or two, and stays there', async () => {
		await opened(page, `${stage.app.url}${brief.sheet}/loupe/2`);
		const lies = () =>
			page.evaluate(() => {
				const film = document.querySelector('.bench')?.closest('.film')?.getBoundingClientRect();
				const strip = document.querySelector('.strip')?.getBoundingClientRect();
				const title = document.querySelector('h1')?.getBoundingClientRect();
				const between = Math.round(((strip?.top ?? 0) - (film?.bottom ?? 0)) / 3);
				return { lines: Math.round((title?.height ?? 0) / 28), between };
			});
		await eventually(lies, { lines: 1, between: 4 }, 'the film under a title of one line');
		await page
			.locator('h1')
			.evaluate((title) => (title.textContent = 'Who left it open? '.repeat(9)));
		await eventually(lies, { lines: 2, between: 4 }, 'the film under a title of two lines');
		await page.evaluate(() => scrollTo(0, 60));
		await eventually(
			async () => (await lies()).between,
			4,
			'the film while the label is read further down'
		);
	});
});
