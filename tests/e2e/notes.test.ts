/** Notes: pinned by pointer and by keyboard, on a photograph and on the living page, talked over, done with, walked through. */
import type { Locator } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { Note } from '#lib/domain/note.ts';
import { operations } from '#lib/server/http/operations.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { arrived, eventually, gone, opened, PATIENCE_MS, seen, visit } from '../support/browse.ts';
import { page as pageOf } from '../support/import-files.ts';
import { accessibilityFaults, overflowing, smallTargets } from '../support/page-checks.ts';
import { SMALL_RECIPE } from '../support/services.ts';
import { useStage } from '../support/stage.ts';

const BRIEF = `---
title: Who closes the gate
states: [open]
---
Say whether the gate is open, and who can close it.
`;
const STYLE = `<style>
	body { margin: 0; font: 20px/24px monospace; background: #fff; }
	.card { position: absolute; left: 100px; top: 100px; width: 600px; height: 300px; background: #e8e8e8; }
	.card button { position: absolute; left: 40px; top: 40px; width: 200px; height: 60px; }
	.card p { position: absolute; left: 40px; top: 160px; width: 400px; margin: 0; }
</style>`;
/** e1 the card, e2 the button, e3 the paragraph. A press writes where everybody sees it. */
const GATE = pageOf(
	`<div class="card"><button onclick="document.title = 'pressed'; this.textContent = 'Pressed'">Close the gate</button><p>Open since 10:51</p></div>`,
	STYLE
);
/** Says of itself, to whoever frames it, that a press means something else; and bends what our script in it might use. */
const LIAR = pageOf(
	`<div class="card"><button>Close the gate</button><p>Open since 10:51</p></div><script>
	const nonce = new URLSearchParams(location.search).get('nonce');
	const map = JSON.stringify({ width: 1440, height: 900, omitted: 0, elements: [{ id: 'e3', parent: null, tag: 'p', role: null, name: 'Forged', x: 0, y: 0, width: 1440, height: 900 }] });
	const lie = (token) => parent.postMessage({ vitrine: 'map', nonce, token, map }, '*');
	setInterval(() => { lie('guess'); parent.postMessage({ vitrine: 'map', nonce, token: {}, map: 7 }, '*'); }, 5);
	addEventListener('message', (event) => lie(event.data.token), true);
	JSON.stringify = () => map;
	Array.prototype.map = () => [];
	document.querySelectorAll = () => [];
	</script>`,
	STYLE
);
const OTHER = pageOf('<h1>The gate is open</h1>', STYLE);

let brief: BriefReader;
const stage = useStage(async ({ api }) => {
	const { body } = await api.call(operations.addBrief, { body: { source: BRIEF } });
	brief = createBriefReader(api, body.id);
	const params = { id: brief.id };
	await api.call(operations.saveRecipe, { params, body: { recipe: SMALL_RECIPE } });
	for (const html of [GATE, OTHER, LIAR])
		await api.call(operations.importVariants, { params, body: { html } });
	await eventually(async () => new Set(await brief.phases()), new Set(['ready']), 'photographs');
});

const press = async (...keys: string[]): Promise<void> => {
	for (const key of keys) await stage.page.keyboard.press(key);
};
const notes = async (): Promise<Note[]> =>
	(await stage.api.call(operations.listBriefNotes, { params: { id: brief.id } })).body.notes;
const find = (name: string): Locator => stage.page.getByRole('button', { name });
const layer = () => stage.page.getByRole('application');
const meant = () => stage.page.locator('.meant .words');
const item = (number: number) => stage.page.locator('aside li[data-note]').nth(number - 1);

/** A point of the picture, given in its own pixels. */
async function spotOf(x: number, y: number): Promise<[number, number]> {
	const box = await layer().boundingBox();
	if (!box) throw new Error('Nobody points at anything.');
	return [box.x + (x / 1440) * box.width, box.y + (y / 900) * box.height];
}
async function begin(key = 'a'): Promise<void> {
	await press(key);
	await seen(layer());
	await eventually(
		async () => (await stage.page.getByText('Reading what is where').count()) === 0,
		true,
		'the map'
	);
}
/** Writes what the open form asks for. */
async function write(intent: string, text: string): Promise<void> {
	await seen(stage.page.getByRole('form', { name: 'New note' }));
	await press(`Alt+${intent}`);
	await stage.page.keyboard.type(text);
	const name = stage.page.getByLabel('You are');
	if (await name.isVisible()) await name.fill('Ines');
	await press('Control+Enter');
	await gone(stage.page.getByRole('form', { name: 'New note' }));
}

describe('notes under the loupe', { timeout: 3 * PATIENCE_MS }, () => {
	it('are pinned by pointer: one sees what is meant, and the press goes nowhere else', async () => {
		const { page, app } = stage;
		await opened(page, app.url + brief.loupe(1));
		await begin();
		await page.mouse.move(...(await spotOf(180, 170)));
		await eventually(() => meant().textContent(), 'button “Close the gate”');
		await page.mouse.move(...(await spotOf(650, 380)));
		await eventually(() => meant().textContent(), 'block “Close the gate Open since 10:51”');
		expect(await accessibilityFaults(page)).toEqual([]);
		await page.mouse.click(...(await spotOf(180, 170)));
		await write('f', 'Say by whom, as variant 2 and #2 do, not as #99.');
		await seen(find('Note 1, fix: Say by whom, as variant 2 and #2 do, not as #99.'));
		await eventually(
			async () => (await notes()).map(({ target, author }) => [target.elementId, author]),
			[['e2', 'Ines']]
		);
		expect(
			await item(1)
				.getByRole('link', { name: /^(variant 2|#2)$/ })
				.count()
		).toBe(2);
		await eventually(() => item(1).locator('.about').textContent(), 'On button “Close the gate”');
	});

	it('are pinned by keyboard alone: from element to element, and regions moved by arrows', async () => {
		await begin();
		await press('ArrowDown');
		await eventually(() => meant().textContent(), 'block “Close the gate Open since 10:51”');
		await press('ArrowDown', 'ArrowRight');
		await eventually(() => meant().textContent(), 'paragraph “Open since 10:51”');
		await press('ArrowUp', 'ArrowDown', 'ArrowRight', 'Enter');
		await write('q', 'Whose clock?');
		await begin();
		await press('r', 'ArrowLeft', 'Shift+ArrowDown', 'Enter');
		await write('k', 'Quiet here.');
		await begin();
		await press('w');
		await write('s', 'The whole calm of it.');
		await eventually(
			async () => (await notes()).map(({ intent, target }) => [intent, target.elementId, target.region?.x ?? null]),
			[['fix', 'e2', expect.closeTo(9.7, 0)], ['question', 'e3', expect.closeTo(9.7, 0)], ['keep', null, 33], ['steal', null, null]]
		); // prettier-ignore
		await press('a');
		await press('Escape');
		await gone(layer());
		await arrived(stage.page, brief.loupe(1));
	});

	it('are drawn in wax over a photograph, stroke by stroke', async () => {
		const { page } = stage;
		await begin();
		await press('d');
		for (const y of [500, 700]) {
			await page.mouse.move(...(await spotOf(800, y)));
			await page.mouse.down();
			for (let x = 820; x <= 1200; x += 20) await page.mouse.move(...(await spotOf(x, y + 40)));
			await page.mouse.up();
		}
		await eventually(() => layer().locator('path').count(), 2);
		await press('Backspace');
		await eventually(() => layer().locator('path').count(), 1);
		await page.getByRole('button', { name: 'Take it' }).click();
		await write('f', 'All of this is empty.');
		await eventually(async () => (await notes()).map(({ target }) => target.strokes.length), [0, 0, 0, 0, 1]); // prettier-ignore
		// A drag frames a region; what is under it is not moved.
		await begin();
		await page.mouse.move(...(await spotOf(900, 90)));
		await page.mouse.down();
		await page.mouse.move(...(await spotOf(1044, 180)), { steps: 4 });
		await page.mouse.up();
		await seen(page.getByRole('form', { name: 'New note' }));
		// What one goes on to type is the note, whatever keys of the view its letters are.
		await page.keyboard.type('Not half a thought');
		await press('Escape');
		await gone(page.getByRole('form', { name: 'New note' }));
		// What was written is there again when one points at something else.
		await begin();
		await press('w');
		await eventually(() => page.getByLabel('The note').inputValue(), 'Not half a thought');
		await page.getByLabel('The note').fill('');
		await press('Escape');
		expect(await notes()).toHaveLength(5);
	});

	it('are pinned on the living page, which hears nothing of it', async () => {
		const { page } = stage;
		await press('l');
		const frame = page.frameLocator('iframe');
		await seen(frame.locator('button'));
		await begin();
		await page.mouse.click(...(await spotOf(180, 170)));
		await write('s', 'Take this button.');
		await eventually(async () => (await notes()).at(-1)?.target.elementId, 'e2');
		expect(await frame.locator('button').textContent()).toBe('Close the gate');
		await press('l');
	});

	it('are pinned on what a page that lies is, or on nothing but regions', async () => {
		const { page, app } = stage;
		await opened(page, `${app.url}${brief.loupe(3)}?live=`);
		await seen(page.frameLocator('iframe').locator('button'));
		await press('a');
		await seen(layer());
		await seen(page.getByText(/can be told apart|makes no sense|does not say what is where/));
		expect(await page.getByText('Forged').count()).toBe(0);
		await press('Escape');
		// Its photograph is read beside its scripts, which cannot lie there.
		await press('l');
		await begin();
		await page.mouse.move(...(await spotOf(180, 170)));
		await eventually(() => meant().textContent(), 'button “Close the gate”');
		await press('Escape');
		await opened(page, app.url + brief.loupe(1));
		await seen(item(6));
	});

	it('are talked over, done with, changed and taken away', async () => {
		const { page } = stage;
		await item(1).getByRole('button', { name: 'Reply' }).click();
		await page.keyboard.type('By the guard.');
		await press('Control+Enter');
		await seen(item(1).getByText('By the guard.'));
		await item(2).getByRole('button', { name: 'Edit' }).click();
		await press('Alt+f');
		await press('Control+Enter');
		await seen(item(2).getByText('Fix'));
		await item(1).getByRole('button', { name: 'Done' }).click();
		await seen(item(1).getByRole('button', { name: 'Open again' }));
		await gone(find('Note 1, fix:'));
		await item(3).getByRole('button', { name: 'Remove' }).click();
		await item(3).getByRole('button', { name: 'Take it away' }).click();
		await eventually(
			async () => (await notes()).map(({ number, intent, isResolved, replies }) => [number, intent, isResolved, replies.length]),
			[[1, 'fix', true, 1], [2, 'fix', false, 0], [4, 'steal', false, 0], [5, 'fix', false, 0], [6, 'steal', false, 0]]
		); // prettier-ignore
	});

	it('are walked through with J and K, over variants and looks; wax can be lifted', async () => {
		const { page, api } = stage;
		const [, second] = (await brief.view()).variants;
		const look = { viewport: 'desktop', theme: 'light', state: 'open', atMs: null } as const;
		const target = { look, elementId: null, region: null, strokes: [] };
		const note = { id: 'n_00000000000000000002', intent: 'fix', criterion: 'detail', text: 'Too plain.', author: 'Mara', target } as const; // prettier-ignore
		await api.call(operations.addNote, { params: { id: second?.id ?? '' }, body: note });
		await opened(page, app() + brief.loupe(1));
		await seen(item(5));
		const current = () => page.locator('li.current').getAttribute('data-note');
		const ids = (await notes()).map(({ id }) => id);
		for (const id of ids.slice(0, 5)) {
			await press('j');
			await eventually(current, id);
		}
		await seen(page.getByRole('status').getByText('Note 6 on 1, steal: Take this button.'));
		await press('j');
		await arrived(page, `${brief.loupe(2)}?state=open`);
		await eventually(current, note.id);
		await press('k');
		await arrived(page, brief.loupe(1));
		await eventually(current, ids[4]);
		const pins = page.locator('.pins');
		await page.keyboard.down("'");
		await eventually(() => pins.evaluate((one) => getComputedStyle(one).opacity), '0');
		await page.keyboard.up("'");
		await eventually(() => pins.evaluate((one) => getComputedStyle(one).opacity), '1');
		expect(await accessibilityFaults(page)).toEqual([]);
	});

	it('are kept while Vitrine cannot be reached, also over a reload', async () => {
		const { page } = stage;
		await page.route('**/api/v1/variants/*/notes', (route) => route.abort());
		await begin();
		await press('w');
		await write('k', 'Written in a tunnel.');
		await seen(page.getByText('kept here and sent when it does'));
		await page.reload();
		await seen(page.locator('aside').getByText('Written in a tunnel.'));
		await page.unroute('**/api/v1/variants/*/notes');
		await eventually(async () => (await notes()).some(({ text }) => text === 'Written in a tunnel.'), true); // prettier-ignore
	});
});

const app = (): string => stage.app.url;

describe('the notes of a brief', { timeout: 3 * PATIENCE_MS }, () => {
	it('stand together, are filtered by what is in the address, and lead to where they are pinned', async () => {
		const { page } = stage;
		await press('Shift+A');
		await arrived(page, `/briefs/${brief.id}/notes`);
		const rows = page.locator('li[data-note]');
		await eventually(() => rows.count(), 7);
		await eventually(async () => new Set((await accessibilityFaults(page)).map(String)), new Set());
		await page.getByLabel('that are').selectOption('done');
		await eventually(() => rows.count(), 1);
		await arrived(page, `/briefs/${brief.id}/notes?status=done`);
		await page.getByLabel('that are').selectOption('open');
		await page.getByRole('checkbox', { name: /^Fix/ }).check();
		await eventually(() => rows.count(), 3);
		await page.getByLabel('by').selectOption('Mara');
		await eventually(() => rows.count(), 1);
		await page.reload();
		await eventually(() => rows.count(), 1);
		await press('j', 'Enter');
		await arrived(page, `${brief.loupe(2)}?state=open`);
		await eventually(() => page.locator('li.current').getAttribute('data-note'), 'n_00000000000000000002'); // prettier-ignore
	});

	it('are counted on the sheet, in words and in the names of frames', async () => {
		const { page } = stage;
		await press('g');
		const frame = page.locator('[data-number="1"]');
		await seen(frame.locator('.notes'));
		const name = await frame.locator('a[data-frame]').getAttribute('aria-label');
		expect(name).toContain('notes: 2 fix, 1 keep, 2 steal');
	});

	it('fit a hand, and can be pinned by one', async () => {
		const phone = await visit(stage.browser, { width: 390, height: 844, hasTouch: true, light: 'dark' }); // prettier-ignore
		try {
			const { page } = phone;
			for (const path of [`/briefs/${brief.id}/notes`, brief.loupe(1)]) {
				await opened(page, app() + path);
				await seen(page.locator('li[data-note]'));
				expect(await overflowing(page), path).toEqual([]);
				expect(await smallTargets(page), path).toEqual([]);
				expect(await accessibilityFaults(page), path).toEqual([]);
			}
			await page.getByRole('button', { name: 'Pin a note' }).tap();
			const on = await seen(page.getByRole('application'));
			await gone(page.getByText('Reading what is where'));
			await on.tap({ position: { x: 60, y: 50 } });
			await page.getByLabel('The note').fill('By thumb.');
			await page.getByLabel('You are').fill('Jonah');
			expect(await smallTargets(page)).toEqual([]);
			await page.getByRole('form', { name: 'New note' }).getByRole('button', { name: 'Pin' }).tap(); // prettier-ignore
			await eventually(async () => (await notes()).some(({ text }) => text === 'By thumb.'), true);
			expect(phone.problems).toEqual([]);
		} finally {
			await phone.context.close();
		}
		expect(stage.desk.problems).toEqual([]);
	});
});
