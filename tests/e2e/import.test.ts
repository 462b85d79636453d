/** Prototypes of one's own on the sheet: dropped, pasted and chosen, beside one that cannot be read. */
import type { Page, Route } from 'playwright';
import { describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { eventually, gone, opened, PATIENCE_MS, seen } from '../support/browse.ts';
import { frame, frames, landedOn } from '../support/contact-sheet.ts';
import { page as html, PNG } from '../support/import-files.ts';
import { useStage } from '../support/stage.ts';

let page: Page;
let brief: BriefReader;

const stage = useStage(async (set) => {
	({ page } = set);
	const { api } = set;
	const source = '---\ntitle: Dimmer\nviewports: [desktop]\n---\nHow bright the room is.\n';
	const added = await api.call(operations.addBrief, { body: { source } });
	brief = createBriefReader(api, added.body.id);
	await opened(page, stage.app.url + brief.sheet);
});

interface Carried {
	name: string;
	type: string;
	text: string;
}

/** As the browser tells a page of it: a person's own drag or clipboard cannot be had in a test. */
function hand(event: 'dragover' | 'drop' | 'paste', files: Carried[], text = ''): Promise<void> {
	return page.evaluate(
		({ event, files, text }) => {
			const data = new DataTransfer();
			for (const { name, type, text } of files) data.items.add(new File([text], name, { type }));
			if (text !== '') data.setData('text/plain', text);
			const options = { bubbles: true, cancelable: true };
			document.body.dispatchEvent(
				event === 'paste'
					? new ClipboardEvent(event, { ...options, clipboardData: data })
					: new DragEvent(event, { ...options, dataTransfer: data })
			);
		},
		{ event, files, text }
	);
}

const titled = (title: string) => html(`<h1>${title}</h1>`).replace('<title>T', `<title>${title}`);

describe('what people made themselves', { timeout: 3 * PATIENCE_MS }, () => {
	it('is dropped onto the sheet, and one lands on it', async () => {
		const files = [
			{ name: 'ask.html', type: 'text/html', text: titled('Ask first') },
			{ name: 'notes.docx', type: '', text: 'words' }
		];
		await seen(page.getByText('Or drop what you have made yourself here'));
		expect(await page.getByText('Press a frame').count()).toBe(0);
		await hand('dragover', files);
		await seen(page.getByText('Let go to bring it in'));
		await hand('drop', files);
		await gone(page.getByText('Let go to bring it in'));
		await eventually(() => frames(page).count(), 1, 'one frame');
		await seen(page.getByText('Ask first').first());
		await landedOn(page, 1);
		const problems = page.getByRole('alert').filter({ hasText: 'notes.docx: ' });
		await seen(problems);
		await problems.getByRole('button', { name: 'Close' }).click();
		await gone(problems);
	});

	it('is pasted as HTML, where words alone are refused', async () => {
		await hand('paste', [], titled('Pasted'));
		await eventually(() => frames(page).count(), 2, 'two frames');
		await landedOn(page, 2);
		await hand('paste', [], 'only words');
		await seen(page.getByText('there is no HTML in it'));
		expect(await frames(page).count()).toBe(2);
	});

	it('is dropped as the text of a page, where words alone are refused', async () => {
		await hand('drop', [], titled('Out of an editor'));
		await eventually(() => frames(page).count(), 3, 'three frames');
		await landedOn(page, 3);
		await hand('drop', [], 'only words');
		const problem = page.getByRole('alert').filter({ hasText: 'that was dropped is no page' });
		await problem.getByRole('button', { name: 'Close' }).click();
		await landedOn(page, 3);
	});

	it('waits for its turn while something else is brought in', async () => {
		const of = (name: string) => [{ name, type: 'text/html', text: titled(name) }];
		await hand('drop', of('Fourth.html'));
		await hand('drop', of('Fifth.html'));
		await eventually(() => frames(page).count(), 5, 'five frames');
		expect(await page.getByRole('alert').count()).toBe(0);
	});

	it('says how far it is, and can be stopped', async () => {
		// The answer is kept back: what is on its way is seen.
		const held: Route[] = [];
		await page.route('**/variants', (route) => void held.push(route));
		const of = (name: string) => [{ name, type: 'text/html', text: titled(name) }];
		await hand('drop', of('Held.html'));
		await hand('drop', of('Behind it.html'));
		await seen(page.getByText(/(Sending|Reading) 1 file.*1 more after it/));
		await page.getByRole('button', { name: 'Stop bringing in' }).click();
		await seen(page.getByText('Bring in files', { exact: true }));
		await eventually(() => page.getByText('Stopped. What was on its way').count(), 1, 'what is said'); // prettier-ignore
		await landedOn(page, 5);
		expect(held).toHaveLength(1);
		await page.unroute('**/variants');
		expect((await brief.view()).variants).toHaveLength(5);
		expect(await page.getByRole('alert').count()).toBe(0);
	});

	it('does not take the place of another view', async () => {
		await opened(page, stage.app.url + brief.loupe(1));
		const isKept = await page.evaluate(() => {
			const dataTransfer = new DataTransfer();
			dataTransfer.items.add(new File(['<p>'], 'stray.html'));
			const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
			return !document.body.dispatchEvent(drop);
		});
		expect(isKept).toBe(true);
		await opened(page, stage.app.url + brief.sheet);
	});

	it('is chosen as files, a screenshot among them, and photographed', async () => {
		await page.getByLabel('Bring in files').setInputFiles([
			{ name: 'screen.png', mimeType: 'image/png', buffer: PNG },
			{ name: 'third.html', mimeType: 'text/html', buffer: Buffer.from(titled('Third')) }
		]);
		await eventually(() => frames(page).count(), 7, 'seven frames');
		await seen(frame(page, 7));
		await eventually(
			async () => new Set(await brief.phases()),
			new Set(['ready']),
			'all to be photographed'
		);
		expect((await brief.view()).variants.map(({ title }) => title)).toEqual([
			'Ask first',
			'Pasted',
			'Out of an editor',
			'Fourth.html',
			'Fifth.html',
			'Third',
			'screen'
		]);
		const { planned, taken } = await brief.photographs();
		for (const [number, keys] of taken) expect([number, keys]).toEqual([number, planned]);
		expect(stage.desk.problems).toEqual([]);
	});
});
