/** The composer promises pages that everybody can use. Real Chromium, real axe, the sample brief. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '#lib/capture/find-browser.js';
import { parseBrief } from '#lib/generator/brief-file.ts';
import { choose } from '#lib/generator/composer/choose.ts';
import { composePage } from '#lib/generator/composer/page.ts';
import { STRUCTURES } from '#lib/generator/composer/structures/structures.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const BRIEF = parseBrief(
	readFileSync(new URL('../../samples/how-much-alone/brief.md', import.meta.url))
);
/** Neighbours on the composer's walk differ in structure and in system, so as many as there are structures show every one of both. */
const PLACES = [...STRUCTURES.keys()];
/** Every state is measured in both; axe, which takes most of the time, reads one of each page in each: all of them over all pages. */
const VIEWS = [
	{ width: 1440, height: 900, colorScheme: 'light', shift: 0 },
	{ width: 390, height: 844, colorScheme: 'dark', shift: 2 }
] as const;

let browser: Browser;
beforeAll(async () => {
	const found = findBrowser({ env: process.env });
	if (!found) throw new Error('The tests need a browser.');
	const isRoot = process.getuid?.() === 0;
	browser = await chromium.launch({
		executablePath: found.path,
		args: isRoot ? ['--no-sandbox'] : []
	});
});
afterAll(() => browser.close());

async function violations(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const { violations: found } = await (
			window as unknown as { axe: { run(how: object): Promise<{ violations: { id: string }[] }> } }
		).axe.run({ resultTypes: ['violations'] });
		return found.map(({ id }) => id);
	});
}

describe('composed pages', () => {
	it.each(PLACES)('are clean and fit, place %i of the walk', async (index) => {
		// A colour on its way to another has a contrast of its own, which nobody reads.
		const page = await browser.newPage({ reducedMotion: 'reduce' });
		await page.setContent(composePage(BRIEF, choose(7, index)).join(''));
		await page.evaluate(AXE);
		for (const { width, height, colorScheme, shift } of VIEWS) {
			const read = BRIEF.states[(index + shift) % BRIEF.states.length];
			await page.setViewportSize({ width, height });
			await page.emulateMedia({ colorScheme });
			for (const state of BRIEF.states) {
				await page.evaluate((name) => {
					document.documentElement.dataset['state'] = name;
					document.dispatchEvent(new CustomEvent('vitrine:state', { detail: { state: name } }));
				}, state);
				if (read === state) expect(await violations(page), `${state} at ${width}`).toEqual([]);
				const over = await page.evaluate(
					() => document.documentElement.scrollWidth - window.innerWidth
				);
				expect(over, `${state} at ${width}`).toBeLessThanOrEqual(0);
			}
		}
		await page.close();
	});
});
