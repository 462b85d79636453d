/** From picks to the next round and on: begun on its page, landed beside its parents, held against them, and seen as a tree. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { operations } from '#lib/server/http/operations.ts';
import type { ApiClient } from '../support/api-client.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { arrived, eventually, opened, PATIENCE_MS, seen } from '../support/browse.ts';
import { frame } from '../support/contact-sheet.ts';
import { accessibilityFaults, overflowing, smallTargets } from '../support/page-checks.ts';
import { SHORT_BRIEF, SMALL_RECIPE } from '../support/services.ts';
import { useStage } from '../support/stage.ts';

const FIRST = 12;
let api: ApiClient;
let page: Page;
let brief: BriefReader;
let numbered: Map<number, string>;

const ready = (count: number) =>
	eventually(
		async () => (await brief.phases()).filter((phase) => phase === 'ready').length,
		count,
		'the variants to be ready'
	);
async function readNumbers(): Promise<void> {
	const { body } = await api.call(operations.getBrief, { params: { id: brief.id } });
	numbered = new Map(body.variants.map(({ number, id }) => [number, id]));
}
const flag = (number: number, value: 'pick' | 'reject') =>
	api.call(operations.putMarks, {
		params: { id: brief.id, batch: newId('batch') },
		body: { marks: [{ variantId: numbered.get(number), flag: value }] }
	});

/** Waits until the keyboard is on the frame of this number. */
const standsOn = (number: number) =>
	eventually(
		() =>
			page.evaluate(
				() => document.activeElement?.closest<HTMLElement>('[data-number]')?.dataset['number']
			),
		String(number),
		'the frame with the focus'
	);

const stage = useStage(
	async (set) => {
		({ page, api } = set);
		const { body } = await api.call(operations.addBrief, { body: { source: SHORT_BRIEF } });
		brief = createBriefReader(api, body.id);
		await api.call(operations.saveRecipe, {
			params: { id: brief.id },
			body: { recipe: { ...SMALL_RECIPE, states: [] } }
		});
		await api.call(operations.startRound, {
			params: { id: brief.id },
			body: { provider: 'openai', count: FIRST, seed: 5 }
		});
		await ready(FIRST);
		await readNumbers();
		await flag(2, 'pick');
		await flag(5, 'pick');
		await flag(6, 'reject');
		const look = { viewport: 'desktop', theme: 'light', state: null, atMs: null };
		await api.call(operations.addNote, {
			params: { id: numbered.get(2) ?? '' },
			body: {
				id: newId('note'),
				intent: 'fix',
				criterion: null,
				text: 'The amounts come too late.',
				author: 'Ines',
				target: { look, elementId: 'e2', region: null, strokes: [] }
			}
		});
		await opened(page, stage.app.url + brief.sheet);
	},
	{ models: {}, env: { VITRINE_MODELS: 'fake-large' } }
);

describe('the next round', { timeout: 3 * PATIENCE_MS }, () => {
	it('goes on from what is picked, with its notes, and with a prompt gone over first', async () => {
		await page.keyboard.press('Shift+N');
		await arrived(page, `${brief.sheet}/round`);
		await seen(page.getByText('15 variants').or(page.getByText('6 variants')));
		const note = page.getByRole('checkbox', { name: /The amounts come too late/ });
		expect(await note.isChecked()).toBe(true);
		await page.getByLabel('What changes of 2').fill('Say who pays.');
		await page.getByRole('spinbutton', { name: 'How many of each' }).fill('2');
		await seen(page.getByText('4 variants'));
		await page.getByRole('button', { name: 'Read the prompts first' }).click();
		await seen(page.getByText('4 prompts, as they will be sent'));
		expect(await accessibilityFaults(page)).toEqual([]);
		await page.getByText(/After 2, refined/).click();
		const prompt = page.getByRole('textbox', { name: 'Prompt 1' });
		const text = await prompt.inputValue();
		expect(text).toContain('Say who pays.');
		expect(text).toContain('- The amounts come too late. At <');
		await prompt.fill(`${text}\n\nLet it hum.`);
		await seen(page.getByText('They are asked for with the prompts as you left them.'));
		for (const width of [390, 1440]) {
			await page.setViewportSize({ width, height: 900 });
			expect(await overflowing(page)).toEqual([]);
			expect(await smallTargets(page)).toEqual([]);
		}
		const before = stage.endpoint.requests.length;
		await page.getByRole('button', { name: 'Go on', exact: true }).click();
		await arrived(page, brief.sheet);
		await ready(FIRST + 4);
		await readNumbers();
		const sentSince = stage.endpoint.requests.slice(before).map(({ body }) => body.messages[1]);
		const asked = sentSince.map((message) => message?.content ?? '');
		// Each sees its parent as well as reading it.
		expect(sentSince.map((message) => message?.pictures?.length)).toEqual([1, 1, 1, 1]);
		expect(asked.filter((sent) => sent.includes('\n\nLet it hum.'))).toHaveLength(1);
		expect(asked.filter((sent) => sent.includes('## Variant 2\n'))).toHaveLength(2);
	});

	it('lands beside its parents, and is held against one by a key', async () => {
		await eventually(
			() =>
				frame(page, 13)
					.locator('.corner')
					.textContent()
					.then((text) => text?.trim()),
			'R2 ← 2',
			'the print of 13'
		);
		expect(await frame(page, 1).locator('.corner').count()).toBe(0);
		await page.getByLabel('Order').selectOption('lineage');
		await eventually(
			() =>
				page
					.locator('[data-number]')
					.evaluateAll((all) => all.slice(0, 5).map((one) => one.getAttribute('data-number'))),
			['1', '2', '13', '14', '3'],
			'the order by lineage'
		);
		await page.locator(`[data-frame="${numbered.get(14)}"]`).focus();
		await page.keyboard.press('w');
		await arrived(page, `${brief.sheet}/compare/2/14?order=lineage`);
		await opened(page, `${stage.app.url}${brief.sheet}/loupe/14`);
		await seen(page.getByRole('heading', { name: 'Came from' }));
		const answers = page.getByRole('region', { name: 'Answers notes' });
		await seen(answers.getByText(/changed|as it was|not found/));
		await seen(answers.getByText('The amounts come too late.'));
		expect(await accessibilityFaults(page)).toEqual([]);
		expect(await page.getByRole('link', { name: 'Rank these together' }).getAttribute('href')).toBe(
			`${brief.sheet}/rank?of=2,14`
		);
		await page.keyboard.press('w');
		await arrived(page, `${brief.sheet}/compare/2/14`);
	});
});

describe('the lineage', { timeout: 3 * PATIENCE_MS }, () => {
	it('tells who steered each round, and is walked along by keys', async () => {
		await api.call(operations.startEvolution, {
			params: { id: brief.id },
			body: {
				parents: [{ variantId: numbered.get(13) }, { variantId: numbered.get(15) }],
				cross: true,
				perParent: 1,
				unattended: true
			}
		});
		await ready(FIRST + 5);
		await readNumbers();
		await api.call(operations.decide, {
			params: { id: brief.id },
			body: { variantId: numbered.get(17) ?? '', why: 'It says who pays.' }
		});
		await opened(page, stage.app.url + brief.sheet);
		await page.keyboard.press('Shift+T');
		await arrived(page, `${brief.sheet}/lineage`);
		const steps = page.getByRole('list', { name: 'Steps' }).getByRole('listitem');
		expect((await steps.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
			'Round 1, exploring 12 variants A person began it',
			'Round 2, refining 4 variants A person: 2 picks, 1 note, a prompt edited',
			'Round 3, refining 1 variant Unattended',
			expect.stringMatching(/^The choice A person chose 17, /)
		]);
		const at = (number: number) => page.locator(`[data-frame="${numbered.get(number)}"]`);
		await at(17).click();
		await standsOn(17);
		await page.keyboard.press('ArrowLeft');
		await standsOn(13);
		// Those that became one stand beside each other: 14 lies above.
		await page.keyboard.press('ArrowUp');
		await standsOn(14);
		await page.keyboard.press('ArrowLeft');
		await standsOn(2);
		await page.keyboard.press('ArrowRight');
		await eventually(
			() => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''),
			expect.stringMatching(/^1[34], /),
			'a child of 2'
		);
		await at(13).focus();
		await page.keyboard.press('x');
		await seen(page.locator('[data-number="13"] .cross'));
		await page.keyboard.press('Control+z');
		await page.keyboard.press('Space');
		await arrived(page, `${brief.sheet}/loupe/13`);
	});

	it('is a nested list for whoever hears it, clean in both lights, and fits a phone', async () => {
		await opened(page, `${stage.app.url}${brief.sheet}/lineage`);
		const nested = page.locator(`li:has(> div [data-frame="${numbered.get(2)}"]) > ul > li`);
		expect(await nested.count()).toBe(2);
		await seen(page.getByText(', also of 15').locator('..'));
		for (const light of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme: light });
			expect(await accessibilityFaults(page)).toEqual([]);
		}
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await overflowing(page)).toEqual([]);
		expect(await smallTargets(page)).toEqual([]);
		expect(await accessibilityFaults(page)).toEqual([]);
		expect(stage.desk.problems).toEqual([]);
	});
});
