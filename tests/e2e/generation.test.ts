/** A round as it is thought out on the page: words pinned and banned, directions read first, a reply mended by hand, a tally at the end. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { createApiClient } from '../support/api-client.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { arrived, eventually, opened, PATIENCE_MS, seen } from '../support/browse.ts';
import { frames } from '../support/contact-sheet.ts';
import { FAKE_MODELS } from '../support/fake-openai.ts';
import { useStage } from '../support/stage.ts';

const COUNT = 3;
const PROSE = 'A board would suit this. Its parts would lie side by side.';
const BRIEF = '---\ntitle: Lend a ladder\n---\nShow what can be borrowed, and until when.\n';

let page: Page;
let brief: BriefReader;

const stage = useStage(
	async (set) => {
		({ page } = set);
	},
	{
		models: {
			scenario: (number) => (number === 1 ? { text: PROSE } : 'good')
		}
	}
);

describe('a round', { timeout: 3 * PATIENCE_MS }, () => {
	it('is drawn from the words that are left, and builds the directions that were read', async () => {
		await opened(page, `${stage.app.url}/new`);
		await page.getByLabel('Brief', { exact: true }).and(page.locator('textarea')).fill(BRIEF);
		await seen(page.getByRole('heading', { name: 'What was read' }));
		await page.getByLabel(/^Models/).fill(FAKE_MODELS.join(', '));
		await page.getByRole('spinbutton').fill(String(COUNT));

		const word = (name: string) => page.getByRole('button', { name, exact: true });
		await word('board, free').click();
		await seen(word('board, pinned'));
		await word('serif, free').press('x');
		await seen(word('serif, banned'));
		await seen(page.getByText('1 pinned, 1 banned.'));

		await page.getByRole('button', { name: 'Look at the directions first' }).click();
		await seen(page.getByText(`${COUNT} directions, as drawn`));
		const statements = await page.locator('ol li > span').allInnerTexts();
		expect(statements).toHaveLength(COUNT);
		await page.getByRole('button', { name: 'Generate' }).click();
		await page.waitForURL(/\/briefs\/b_[0-9a-f]{20}$/);
		brief = createBriefReader(
			createApiClient(stage.app.url),
			new URL(page.url()).pathname.replace('/briefs/', '')
		);
		const { variants } = await brief.view();
		expect(variants.map(({ statement }) => statement)).toEqual(statements);
		expect(variants.map(({ point }) => point['structure'])).toEqual(Array(COUNT).fill('board'));
		expect(variants.map(({ point }) => point['type'])).not.toContain('serif');
	});

	it('says why one was not made, and takes the page that a person makes of its reply', async () => {
		await eventually(
			async () => (await brief.phases()).sort(),
			['failed', 'ready', 'ready'],
			'the round to be over'
		);
		await page.getByText('1 not made, and why').click();
		await seen(page.getByText('came back without a page'));
		const failed = (await brief.view()).variants.find(({ phase }) => phase === 'failed');
		await opened(page, `${stage.app.url}${brief.loupe(failed?.number ?? 0)}`);
		await page.keyboard.press('i');
		await arrived(page, `${brief.loupe(failed?.number ?? 0)}/origin`);
		await seen(page.getByText(PROSE).first());
		await page.getByRole('radio', { name: 'repair' }).check();
		const text = page.getByLabel('Repair by hand');
		expect(await text.inputValue()).toBe(PROSE);
		await page.getByRole('button', { name: 'Save as the document' }).click();
		await seen(page.getByText(/This is no document yet/));
		await text.fill('<!doctype html><html lang="en"><title>Mended</title><h1>Ladder</h1></html>');
		await page.getByRole('button', { name: 'Save as the document' }).click();
		await arrived(page, brief.loupe(failed?.number ?? 0));
		await seen(page.getByRole('heading', { name: 'Mended' }));
		await eventually(
			async () => new Set(await brief.phases()),
			new Set(['ready']),
			'all to be ready and photographed'
		);
	});

	it('shows the frames with a value, and tells who made what when it is decided', async () => {
		await page.keyboard.press('g');
		await arrived(page, brief.sheet);
		const [first] = (await brief.view()).variants;
		const density = first?.point['density'] ?? '';
		await opened(page, `${stage.app.url}${brief.sheet}?where=density=${density}`);
		const wanted = (await brief.view()).variants.filter(
			({ point }) => point['density'] === density
		);
		await eventually(() => frames(page).count(), wanted.length, 'the frames with that value');
		await page.getByRole('button', { name: 'Show all' }).click();
		await eventually(() => frames(page).count(), COUNT, 'all frames');

		await opened(page, `${stage.app.url}${brief.sheet}/decision?variant=2`);
		await page.getByLabel('Why, in a sentence').fill('It says until when.');
		await page.getByRole('button', { name: 'Choose 2' }).click();
		const table = page.getByRole('table');
		await seen(table.getByRole('rowheader', { name: FAKE_MODELS[0] ?? '' }));
		await seen(table.getByRole('rowheader', { name: FAKE_MODELS[1] ?? '' }));
		expect(stage.desk.problems).toEqual([]);
	});
});
