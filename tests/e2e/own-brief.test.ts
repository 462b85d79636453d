/** A brief of one's own: written or dropped, built by an endpoint while one watches, decided on and taken away. */
import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { MAX_BRIEF_BYTES } from '#lib/domain/brief.ts';
import type { ApiClient } from '../support/api-client.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { alive, arrived, eventually, gone, opened, PATIENCE_MS, seen } from '../support/browse.ts';
import { frame, frameLink, frames } from '../support/contact-sheet.ts';
import type { Scenario } from '../support/fake-openai-scenarios.ts';
import { FAKE_MODELS } from '../support/fake-openai.ts';
import { readExport } from '../support/read-export.ts';
import { useStage } from '../support/stage.ts';

const COUNT = 10;
/** Of the second round. Four at a time, and the one that is done makes room for a fifth. */
const SECOND = 6;
const BRIEF = `---
title: Lend a tool to a neighbour
viewports: [desktop, phone]
audience: People in one street who own few tools and know each other by name.
avoid:
  - a map with pins
---

Somebody needs a ladder on Saturday. Show what can be borrowed, from whom, and until when; ask for it, and give it back.

\`\`\`json
{"tools": [{"name": "Ladder", "owner": "Mrs Okafor"}, {"name": "Drill", "owner": "Jan"}, {"name": "Tarpaulin", "owner": "Lea"}]}
\`\`\`
`;
/** As many as a round asks for at once: these are written at their own pace, and the first to be finished is among them. */
const FIRST_REQUESTS = 4;
const AT_THEIR_PACE: Scenario = { delayMs: 150, chunkDelayMs: 60, chunkChars: 300 };
/** The others take minutes, so that the rest of the round waits behind them until enough of that has been seen. */
let hurryUp = (): void => undefined;
const SLOWLY: Scenario = {
	chunkDelayMs: 60,
	chunkChars: 3,
	hurry: new Promise<void>((resolve) => (hurryUp = resolve))
};
/** Requests of the first round that come to nothing, by number. */
const FAILING: Record<number, Scenario> = {
	3: { text: 'A board would suit this. Its parts would lie side by side.' },
	6: { text: 'I am sorry, but I cannot help with building that.' }
};

let api: ApiClient;
let page: Page;
let brief: BriefReader;
/** Whatever pages and programs were told so far: HTML, data and answers. */
const told: string[] = [];

const stage = useStage(
	async (set) => {
		({ page, api } = set);
		listen(stage.desk.page);
	},
	{
		models: {
			scenario: (number) => FAILING[number] ?? (number > FIRST_REQUESTS ? SLOWLY : AT_THEIR_PACE)
		}
	}
);

/** Keeps what a tab is told about a brief. Pages on which people choose a model themselves are left out. */
function listen(tab: Page): void {
	tab.on('response', (response) => {
		const { pathname } = new URL(response.url());
		const type = response.headers()['content-type'] ?? '';
		if (
			!/json|html|event-stream/.test(type) ||
			/^\/(new|api\/v1\/providers)|\/round(\/|$)|\/estimate$/.test(pathname)
		)
			return;
		// An answer whose page has gone away meanwhile cannot be read any more.
		void response.text().then(
			(text) => told.push(text),
			() => undefined
		);
	});
}

const generate = () => page.getByRole('button', { name: 'Generate' });
const briefText = () => page.getByLabel('Brief', { exact: true }).and(page.locator('textarea'));

describe('writing a brief', { timeout: 3 * PATIENCE_MS }, () => {
	it('begins with an empty page that says who could build variants', async () => {
		await page.goto(stage.app.url);
		await alive(page);
		await arrived(page, '/new');
		await seen(page.getByText('Write or drop a brief to begin.'));
		expect(await generate().isDisabled()).toBe(true);
		const builders = page.getByRole('group', { name: 'Who builds them' });
		expect(await builders.getByRole('radio', { name: /^A model/ }).isChecked()).toBe(true);
		expect(await builders.getByRole('radio', { name: /^Composer/ }).isEnabled()).toBe(true);
	});

	it('reads the text as one writes, and says in which line it goes wrong', async () => {
		await briefText().fill('   \n');
		expect(await generate().isDisabled()).toBe(true);
		await briefText().fill('A kettle that says when it will be done');
		const reading = page.locator('section', {
			has: page.getByRole('heading', { name: 'What was read' })
		});
		await seen(reading.getByText('A kettle that says when it will be done'));
		await eventually(() => generate().isEnabled(), true, 'Generate to be pressed');

		const alert = page.locator('#brief-problem');
		await briefText().fill('---\ntitle: Kettle\nstates: [idle\n---\nIt boils.\n');
		await eventually(
			async () => /line \d/i.test(await alert.innerText()),
			true,
			'the line that is wrong'
		);
		await seen(page.getByText('The brief cannot be read yet.'));
		expect(await generate().isDisabled()).toBe(true);
		await briefText().fill('---\ntitle: Kettle\nstates: [idle]\n---\nIt boils.\n');
		await gone(alert.getByText(/\S/));
		await seen(reading.getByText('Kettle', { exact: true }));
	});

	it('takes a file that is dropped or opened, and refuses what is none', async () => {
		const drop = await page.evaluateHandle((text) => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([text], 'lend-a-tool.md', { type: 'text/markdown' }));
			return transfer;
		}, BRIEF);
		await briefText().dispatchEvent('drop', { dataTransfer: drop });
		await seen(page.getByText('from lend-a-tool.md'));
		expect(await briefText().inputValue()).toBe(BRIEF);
		const reading = page.locator('section', {
			has: page.getByRole('heading', { name: 'What was read' })
		});
		await seen(reading.getByText('Lend a tool to a neighbour'));
		await seen(reading.getByText('a map with pins'));

		const chooser = page.getByLabel('Open a file');
		const refusals: [name: string, bytes: Buffer, words: RegExp][] = [
			['long.md', Buffer.alloc(MAX_BRIEF_BYTES + 1, 'x'), /long\.md .*at most 256 KB/],
			[
				'picture.txt',
				Buffer.from([0x89, 0x50, 0xff, 0xfe, 0xc3]),
				/picture\.txt is not a text file/
			]
		];
		for (const [name, buffer, words] of refusals) {
			await chooser.setInputFiles({ name, mimeType: 'text/plain', buffer });
			await seen(page.locator('#brief-problem').getByText(words));
			expect(await briefText().inputValue()).toBe(BRIEF);
		}
		await chooser.setInputFiles({
			name: 'again.md',
			mimeType: 'text/markdown',
			buffer: Buffer.from(BRIEF)
		});
		await seen(page.getByText('from again.md'));
		await eventually(() => page.locator('#brief-problem').innerText(), '', 'no problem any more');
	});

	it.each(['0', '91', '1.5', ''])('does not send for %j variants', async (count) => {
		const exactly = page.getByRole('spinbutton');
		await exactly.fill(count);
		await seen(page.getByText('One round has from 1 to 90 variants.'));
		expect(await generate().isDisabled()).toBe(true);
		await exactly.fill(String(COUNT));
		await eventually(() => generate().isEnabled(), true, 'Generate to be pressed');
	});
});

describe('a round of one’s own', { timeout: 5 * PATIENCE_MS }, () => {
	it('says of every frame what it is doing, while the first can be opened already', async () => {
		await page.getByRole('spinbutton').fill(String(COUNT));
		await page.getByLabel(/^Models/).fill(FAKE_MODELS.join(', '));
		await generate().click();
		await page.waitForURL(/\/briefs\/b_[0-9a-f]{20}$/);
		brief = createBriefReader(api, new URL(page.url()).pathname.replace('/briefs/', ''));
		await eventually(() => frames(page).count(), COUNT, 'a frame for each variant');
		await seen(frame(page, COUNT).getByText('to come', { exact: true }));

		const counts = page.locator('.sheet .words b');
		await seen(page.getByText('characters written'));
		const first = Math.max(
			...(await counts.allInnerTexts()).map((text) => Number(text.replace(/\D/g, '')))
		);
		await page.waitForFunction(
			(before) =>
				[...document.querySelectorAll('.sheet .words')].some(
					(words) =>
						words.textContent?.includes('characters written') &&
						Number(words.querySelector('b')?.textContent?.replace(/\D/g, '')) > before
				),
			first
		);

		const picture = await seen(page.locator('.sheet .window:has(img) a[data-frame]'));
		const number = Number((await picture.getAttribute('aria-label'))?.split(',')[0]);
		await frameLink(page, number).press('Enter');
		await arrived(page, brief.loupe(number));
		await seen(page.locator('.film .window > img'));
		expect(await brief.phases()).toContain('queued');
		await page.keyboard.press('l');
		await seen(
			page.frameLocator('iframe').getByRole('heading', { name: 'Lend a tool to a neighbour' })
		);
		await page.keyboard.press('l');
		await page.keyboard.press('g');
		await arrived(page, brief.sheet);
	});

	it('goes on while nobody watches, and says what was not made and why', async () => {
		hurryUp();
		await page.waitForFunction(() =>
			/photographs taken|to be photographed/.test(
				document.querySelector('.sheet')?.textContent ?? ''
			)
		);
		await page.close();
		await eventually(
			async () => (await brief.phases()).filter((phase) => phase === 'ready').length > COUNT / 2,
			true,
			'a round that goes on'
		);
		page = await stage.desk.context.newPage();
		listen(page);
		await opened(page, stage.app.url);
		await arrived(page, brief.sheet);
		await seen(page.getByText(`${COUNT - 2} of ${COUNT} variants ready`));
		await gone(page.getByRole('button', { name: 'Stop' }));

		const failed = (await brief.view()).variants.filter(({ phase }) => phase === 'failed');
		expect(failed.map(({ error }) => error?.code).sort()).toEqual([
			'reply_no_document',
			'reply_refused'
		]);
		for (const { number, error } of failed) {
			await seen(frame(page, number).getByText(error?.message ?? 'a reason', { exact: true }));
			await seen(frame(page, number).getByRole('link', { name: 'Read the reply' }));
		}
		const [one, other] = failed.map(({ number }) => number);
		if (one === undefined || other === undefined) throw new Error('two variants have failed');
		await frame(page, one).getByRole('button', { name: 'Try again' }).click();
		await seen(page.getByText(`${COUNT - 1} of ${COUNT} variants ready`));
		await gone(frame(page, one).getByRole('button', { name: 'Try again' }));
		await seen(frame(page, one).locator('img'));
		await page.getByRole('button', { name: 'Try it again' }).click();
		await seen(page.getByText(`${COUNT} of ${COUNT} variants ready`));
	});

	it('has all of them, and every photograph of each', async () => {
		await eventually(
			async () => new Set(await brief.phases()),
			new Set(['ready']),
			'all to be ready'
		);
		const { planned, taken } = await brief.photographs();
		for (const [number, keys] of taken) expect([number, keys]).toEqual([number, planned]);
		expect(stage.endpoint.requests.length).toBe(COUNT + 2);
	});

	it('stops when it is told to, and keeps what is there', async () => {
		const before = stage.endpoint.requests.length;
		// The first is written at once; the others would never end.
		stage.endpoint.setScenario((number) => (number === 1 ? 'good' : 'hang-midway'));
		await page.keyboard.press('Shift+N');
		await arrived(page, `${brief.sheet}/round`);
		await seen(page.getByRole('heading', { name: 'What was read' }));
		await page.getByRole('spinbutton').fill(String(SECOND));
		await page.getByRole('button', { name: 'Generate' }).click();
		await arrived(page, brief.sheet);
		await eventually(() => frames(page).count(), COUNT + SECOND, 'the frames of both rounds');
		await seen(page.getByText(`${COUNT + 1} of ${COUNT + SECOND} variants ready`));
		await page.getByRole('button', { name: 'Stop' }).click();
		await gone(page.getByRole('button', { name: /^Stop/ }));
		await seen(page.getByText(`${SECOND - 1} not made`));
		expect(await page.locator('.sheet').getByText('Stopped', { exact: true }).count()).toBe(
			SECOND - 1
		);
		await eventually(
			() => stage.endpoint.requests.slice(before).map(({ outcome }) => outcome),
			['answered', 'dropped', 'dropped', 'dropped', 'dropped'],
			'what was being written to be let go'
		);
		expect((await brief.view()).rounds.map(({ status }) => status)).toEqual([
			'finished',
			'cancelled'
		]);

		stage.endpoint.setScenario('good');
		await page.getByRole('button', { name: `Try the ${SECOND - 1} again` }).click();
		await seen(page.getByText(`${COUNT + SECOND} of ${COUNT + SECOND} variants ready`));
		expect(stage.desk.problems).toEqual([]);
	});
});

async function downloaded(name: string): Promise<{ download: Download; bytes: Buffer }> {
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name }).click()
	]);
	return { download, bytes: await readFile(await download.path()) };
}

describe('the decision', { timeout: 3 * PATIENCE_MS }, () => {
	const why = 'It shows first what can be had on Saturday.';

	it('is made from the loupe, with a reason, before anyone is told who made it', async () => {
		await opened(page, `${stage.app.url}${brief.sheet}/loupe/2`);
		await seen(page.getByText('told after a decision'));
		await page.keyboard.press('p');
		await page.getByRole('link', { name: 'Choose this one' }).click();
		await arrived(page, `${brief.sheet}/decision?variant=2`);
		const choose = page.getByRole('button', { name: 'Choose 2' });
		expect(await choose.isDisabled()).toBe(true);

		told.push(await page.content(), ...api.bodies, JSON.stringify(await brief.view()));
		for (const path of ['', '/loupe/2', '/decision', '/loupe/2/__data.json', '/__data.json'])
			told.push(
				await (
					await fetch(`${stage.app.url}${brief.sheet}${path}`, { headers: { accept: 'text/html' } })
				).text()
			);
		expect(told.length).toBeGreaterThan(50);
		for (const model of FAKE_MODELS)
			expect(told.filter((text) => text.includes(model)).map((text) => text.slice(0, 200))).toEqual(
				[]
			);

		await page.getByLabel('Why, in a sentence').fill(why);
		await choose.click();
		await seen(page.getByRole('heading', { name: /^2, .*, is chosen\.$/ }));
		await seen(page.locator('blockquote').getByText(why));
		const { variants, decision } = await brief.view();
		expect(decision).toMatchObject({ variantId: variants[1]?.id, why });
		const model = variants[1]?.source?.model ?? '';
		expect(FAKE_MODELS).toContain(model);
		await seen(page.getByText(`Made by ${model}`));
		await page.keyboard.press('e');
		await seen(page.getByRole('link', { name: 'See the decision' }));
		await seen(page.getByText(model));
		await page.keyboard.press('Shift+D');
		await arrived(page, `${brief.sheet}/decision`);
	});

	it('takes away a zip in which everything is what the manifest says', async () => {
		const { download, bytes } = await downloaded('Everything, as a zip');
		expect(download.suggestedFilename()).toMatch(/^lend-a-tool.*\.zip$/);
		const { manifest, sizesAndSums, text } = readExport(bytes);
		expect(sizesAndSums.found).toEqual(sizesAndSums.said);
		expect(manifest.decision.why).toBe(why);
		expect(FAKE_MODELS).toContain(manifest.source.model);
		expect(new Set(manifest.photographs.map(({ viewport }) => viewport))).toEqual(
			new Set(['desktop', 'phone'])
		);
		expect(text('decision.md')).toContain(why);
	});

	it('takes away the document alone, as it was written', async () => {
		const { download, bytes } = await downloaded('The document alone');
		expect(download.suggestedFilename()).toMatch(/\.html$/);
		const html = bytes.toString('utf8');
		expect(html).toMatch(/^<!doctype html>/i);
		expect(html).toContain('<h1');
		expect(html).not.toContain('data-vt-id');
		const taken = await stage.desk.context.newPage();
		await taken.setContent(html);
		await seen(taken.getByRole('heading', { name: 'Lend a tool to a neighbour' }));
		await taken.close();
		expect(stage.desk.problems).toEqual([]);
	});
});
