/** Pages that are white, black, empty or 30,000 px tall, titles that are long or right to left, windows that are very small or very large. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { BriefReader } from '../support/brief-reader.ts';
import { eventually, opened, PATIENCE_MS, seen, visit } from '../support/browse.ts';
import { frame } from '../support/contact-sheet.ts';
import {
	BLACK,
	bringExtremes,
	EXTREMES,
	NOTHING,
	RIGHT_TO_LEFT,
	TALL,
	WHITE
} from '../support/extremes.ts';
import { accessibilityFaults, overflowing, smallTargets } from '../support/page-checks.ts';
import { useStage } from '../support/stage.ts';

let brief: BriefReader;
const stage = useStage(async ({ api }) => {
	brief = await bringExtremes(api);
});
const open = (path: string): Promise<void> =>
	opened(stage.page, stage.app.url + brief.sheet + path);

const SIZES = [
	{ width: 320, height: 700, light: 'light' },
	{ width: 390, height: 844, light: 'dark' },
	{ width: 1440, height: 900, light: 'light' },
	{ width: 2560, height: 1440, light: 'dark' }
] as const;
/** Each view of a brief, and what is to be seen on it. */
const VIEWS: [string, string, string][] = [
	['sheet', '', '.sheet img'],
	['rooms', '?by=likeness', '.sheet img'],
	['map', '/map?by=likeness', '[data-frame]'],
	['loupe', '/loupe/1', '.film .window > img'],
	['loupe of nothing', `/loupe/${NOTHING}`, '.film .window > img'],
	['compare', '/compare/1/2', '.pane img'],
	['compare, tall beside white', `/compare/${TALL}/${WHITE}`, '.pane img'],
	['swipe', '/compare/1/2?mode=swipe', '.handle'],
	['onion skin', '/compare/1/2?mode=onion', 'input[type=range]'],
	['blink', '/compare/1/2?mode=blink', '.pane img'],
	['difference', '/compare/1/2?mode=difference', 'canvas'],
	['survey', '/survey', '.frame img'],
	['film', '/film?of=1,2', '.cast'],
	['notes', '/notes', '.sentence'],
	['decision', '/decision?variant=2', 'figure img'],
	['origin', '/loupe/1/origin', 'main .code']
];

describe('at every size', { timeout: 2 * PATIENCE_MS }, () => {
	it.each(VIEWS)('%s', async (_, path, wanted) => {
		const { page } = stage;
		await open(path);
		await seen(page.locator(wanted));
		for (const { width, height, light } of SIZES) {
			await page.setViewportSize({ width, height });
			await page.emulateMedia({ colorScheme: light });
			expect(await overflowing(page), `at ${width}`).toEqual([]);
			expect(await smallTargets(page), `at ${width}`).toEqual([]);
		}
		expect(await accessibilityFaults(page)).toEqual([]);
		await page.setViewportSize({ width: 1440, height: 900 });
	});
});

describe('a face', { timeout: 2 * PATIENCE_MS }, () => {
	it('that does not come is waited for, and then done without', async () => {
		const { page, context } = await visit(stage.browser);
		await page.addInitScript(() => {
			window.faceless = [];
			new MutationObserver(() => {
				window.faceless.push(document.documentElement.dataset['faceless'] !== undefined);
			}).observe(document, { subtree: true, attributeFilter: ['data-faceless'] });
		});
		let asked = 0;
		// Neither answered nor refused.
		await page.route('**/*.woff2', () => void asked++);
		await page.goto(stage.app.url + brief.sheet, { waitUntil: 'domcontentloaded' });
		await eventually(
			() => page.evaluate(() => window.faceless),
			[true, false],
			'hidden, and shown'
		);
		expect(asked).toBeGreaterThan(0);
		const opacity = () => page.evaluate(() => getComputedStyle(document.body).opacity);
		expect(await opacity()).toBe('1');
		await page.evaluate(() => (document.documentElement.dataset['faceless'] = ''));
		expect(await opacity()).toBe('0');
		await context.close();
	});
});

describe('a title', { timeout: 2 * PATIENCE_MS }, () => {
	/** How a title is set: in its own direction, and from the edge that the others begin at. */
	const setting = (page: Page, selector: string) =>
		page
			.locator(selector)
			.filter({ hasText: RIGHT_TO_LEFT })
			.first()
			.evaluate((title) => {
				const { direction, textAlign } = getComputedStyle(title);
				return { direction, textAlign };
			});

	it.each([
		['sheet', '', '.sheet .title'],
		['rooms', '?by=likeness', '.sheet .title'],
		['loupe', '/loupe/1', 'aside h2'],
		['compare', '/compare/1/2', 'aside h2'],
		['survey', '/survey', '.title'],
		['film', '/film?of=1', '.title'],
		['decision', '/decision?variant=1', 'figcaption span'],
		['header', '', 'header h1']
	])('right to left reads so and stands with the others: %s', async (_, path, selector) => {
		await open(path);
		await seen(stage.page.locator(selector));
		expect(await setting(stage.page, selector)).toEqual({ direction: 'rtl', textAlign: 'left' });
	});

	it('that is long is cut off on the header after two lines, and told in full', async () => {
		const { page, browser } = stage;
		const { page: phone, context } = await visit(browser, { width: 320, height: 700 });
		for (const one of [page, phone]) {
			await opened(one, stage.app.url + brief.sheet);
			const title = one.locator('header h1');
			const lines = () =>
				title.evaluate(
					(heading) =>
						heading.getBoundingClientRect().height /
						Number.parseFloat(getComputedStyle(heading).lineHeight)
				);
			expect(Math.round(await lines())).toBe(2);
			expect(await title.getAttribute('title')).toBe((await brief.view()).brief.title);
		}
		await context.close();
	});
});

describe('a picture', { timeout: 2 * PATIENCE_MS }, () => {
	const loaded = () =>
		stage.page
			.locator('.film .window > img')
			.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth);

	it.each([
		['white', WHITE],
		['black', BLACK],
		['empty', NOTHING],
		['tall', TALL]
	])('that is %s stands on the sheet, under the loupe and in a survey', async (_, number) => {
		const { page } = stage;
		await open('');
		await seen(frame(page, number).locator('img'));
		await open(`/loupe/${number}?viewport=desktop`);
		await eventually(loaded, 1440, 'the photograph');
		await open('/survey');
		await eventually(
			() => page.locator(`li[data-number="${number}"] img`).count(),
			1,
			'the picture in the survey'
		);
	});

	it('that is tall shows its first screen, and says how many there are', async () => {
		await open(`/loupe/${TALL}?viewport=desktop`);
		await eventually(loaded, 1440, 'the photograph');
		await seen(stage.page.getByText('page 33.3 screens tall'));
	});

	it('is compared with one of another height, in every mode', async () => {
		const { page } = stage;
		for (const mode of ['side', 'swipe', 'onion', 'blink', 'difference']) {
			await open(`/compare/${BLACK}/${TALL}?mode=${mode}&viewport=desktop`);
			// What differs lies over both.
			const papers = mode === 'difference' ? 3 : 2;
			await eventually(() => page.locator('.pane .paper').count(), papers, mode);
			const ratios = await page.locator('.pane img').evaluateAll((all) =>
				all.map((image) => {
					const { width, height } = image.getBoundingClientRect();
					const { naturalWidth, naturalHeight } = image as HTMLImageElement;
					return Math.abs(width / height / (naturalWidth / naturalHeight) - 1) < 0.01;
				})
			);
			if (mode !== 'difference') expect(ratios, mode).toEqual([true, true]);
		}
		await seen(page.getByText(/The pages are 1\.0 and 33\.3 screens tall/));
	});

	it('that is like another lies on the map without hiding it', async () => {
		await open('/map?by=likeness');
		await eventually(() => stage.page.locator('[data-frame]').count(), EXTREMES, 'all of them');
	});

	it('made no trouble', () => expect(stage.desk.problems).toEqual([]));
});

declare global {
	interface Window {
		/** Whether the page is held back for its face, each time that this changed. */
		faceless: boolean[];
	}
}
