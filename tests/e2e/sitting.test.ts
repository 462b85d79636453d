/** One sitting from the list of briefs to a file in the hand, by somebody without a mouse, and by somebody without a keyboard. */
import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { operations } from '#lib/server/http/operations.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { arrived, eventually, opened, PATIENCE_MS, seen, visit } from '../support/browse.ts';
import { keyboardOn, said, tabTo, unseenPlace } from '../support/keyboard-place.ts';
import { photographed } from '../support/photographed.ts';
import { SMALL_RECIPE } from '../support/services.ts';
import { useStage } from '../support/stage.ts';

const COUNT = 6;
const TITLE = 'Who left the gate open';
let page: Page;
let brief: BriefReader;

const stage = useStage(async (set) => {
	({ page } = set);
	const source = `---\ntitle: ${TITLE}\n---\nSay whether the gate is open.`;
	const { body } = await set.api.call(operations.addBrief, { body: { source } });
	brief = createBriefReader(set.api, body.id);
	const params = { id: brief.id };
	await set.api.call(operations.saveRecipe, {
		params,
		body: { recipe: { ...SMALL_RECIPE, states: [] } }
	});
	await set.api.call(operations.startRound, {
		params,
		body: { provider: 'composer', count: COUNT, seed: 3 }
	});
	await eventually(async () => (await brief.phases()).length, COUNT, 'the variants');
	await photographed(brief);
});

/** One key, then what it is said to have done; and the keyboard is where somebody sees it. */
async function key(name: string, words?: string): Promise<void> {
	await page.keyboard.press(name);
	if (words !== undefined) await said(page, words);
	await eventually(() => unseenPlace(page), '', `what hides the keyboard after ${name}`);
}
/** A key that leads to another page, where nothing need have the keyboard yet. */
async function go(name: string, to: string): Promise<void> {
	await page.keyboard.press(name);
	await arrived(page, brief.sheet + to);
}
const file = async (take: () => Promise<void>): Promise<string> => {
	const [download] = await Promise.all([page.waitForEvent('download'), take()]);
	return download.suggestedFilename();
};

describe('a whole sitting', { timeout: 3 * PATIENCE_MS }, () => {
	it('is held by keyboard alone: one always sees where one is, and each step is said once', async () => {
		await opened(page, `${stage.app.url}/briefs`);
		await tabTo(page, new RegExp(TITLE));
		await go('Enter', '');
		await key('Home');
		await key('p', 'Ring on 1.');
		await key('ArrowRight');
		await key('Shift+X', 'Cross on 2.');
		await keyboardOn(page, /^3, /);
		await key('4', 'Four stars on 3.');
		await key('7', 'Green label on 3.');
		await key('Control+z', 'Took back: Green label on 3.');
		await key('v', 'tablet 820, light, as it opens.');
		await key('v', 'phone 390, light, as it opens.');
		await key('v', 'desktop 1440, light, as it opens.');
		// What is pressed and goes away leaves the keyboard at the frame.
		await key('f');
		await tabTo(page, /^rejected/);
		await key('Enter', `1 of ${COUNT} shown`);
		await key('Escape');
		await keyboardOn(page, /^2, /);
		await tabTo(page, /^Show all/);
		await key('Enter', `All ${COUNT} are shown.`);
		await keyboardOn(page, /^2, /);
		await key('Shift+ArrowRight', '2 frames selected.');
		await tabTo(page, /^All/);
		await key('Enter', `${COUNT} frames selected.`);
		await key('5', `Five stars on ${COUNT} frames.`);
		await key('Control+z', `Took back: Five stars on ${COUNT} frames.`);
		await key('Escape', 'None is selected.');
		await key('k', 'Alike ones are stacked.');
		await key('k', 'Every frame lies by itself.');
		await key('l', 'By likeness, in rooms.');
		await key('l', 'In strips.');

		await go('Shift+M', '/map');
		await tabTo(page, /^Ask for/);
		await key('Space', '1 cell chosen.');
		await key('l', 'By likeness.');
		await key('+', 'Zoom 124 %.');
		await go('Escape', '');

		await key('Home');
		await go('e', '/loupe/1');
		for (const [name, words] of [
			['z', '100 %'],
			['z', 'Fit'],
			['l', 'Live.'],
			['l', 'Photographed.']
		] as const) {
			await page.keyboard.press(name);
			await said(page, words);
		}
		await tabTo(page, /^Rub out/);
		await tabTo(page, /^Pin a note/);
		await key('Enter');
		await eventually(
			async () => {
				await page.keyboard.press('ArrowDown');
				return page.locator('.meant').count();
			},
			1,
			'what is pointed at'
		);
		await key('Enter');
		await keyboardOn(page, /^The note/);
		await page.keyboard.type('The gate itself is not to be seen.');
		await tabTo(page, /^You are/);
		await page.keyboard.type('Mara');
		await key('Control+Enter', 'Note pinned on 1.');
		await keyboardOn(page, /^Pin a note/);

		await go('c', '/compare/1/2');
		for (const [name, words] of [
			['w', 'swipe.'],
			['o', 'onion.'],
			['d', 'difference.'],
			['s', 'side by side.']
		] as const) {
			await page.keyboard.press(name);
			await said(page, words);
		}
		await tabTo(page, /^Move one/);
		await key('Space');
		await key('ArrowRight');
		await arrived(page, `${brief.sheet}/compare/1/3`);

		await go('Escape', '');
		await key('Home');
		await key('Shift+ArrowRight');
		await key('Shift+ArrowRight', '3 frames selected.');
		await go('n', '/survey?of=1,2,3');
		await keyboardOn(page, /^3, /);
		await key('Delete', '3 is out. 2 frames left.');
		await key('Control+z', '3 is back.');
		await go('Escape', '');
		await key('Escape', 'None is selected.');
		await key('b', '3 is in the basket.');
		await key('Shift+Y');
		await key('Escape');

		await go('e', '/loupe/3');
		await tabTo(page, /^Choose this one/);
		await go('Enter', '/decision?variant=3');
		await tabTo(page, /^Why/);
		await page.keyboard.type('One sees the gate first.');
		await tabTo(page, /^Choose 3/);
		await page.keyboard.press('Enter');
		await seen(page.getByRole('heading', { name: /^3, .*, is chosen\.$/ }));
		await tabTo(page, /^The document alone/);
		expect(await file(() => page.keyboard.press('Enter'))).toMatch(/\.html$/);
		expect(stage.desk.problems).toEqual([]);
	});

	it('goes without letters where they are in the way', async () => {
		await go('g', '');
		await key('Home');
		await key('?');
		await tabTo(page, /^Letters/);
		await key('Space');
		await key('Escape');
		await key('x');
		await key('ArrowRight');
		await keyboardOn(page, /^2, /);
		await key('?');
		await tabTo(page, /^Letters/);
		await key('Space');
		await key('Escape');
		await key('u', 'Rubbed out on 2.');
		const { variants } = await brief.view();
		expect(variants.map(({ flag }) => flag)).toEqual(['pick', ...Array(COUNT - 1).fill('none')]);
	});

	it.each([
		['a mouse', { width: 1440, height: 900 }],
		['a finger', { width: 390, height: 844, hasTouch: true }]
	])('is held by %s alone', async (_, window) => {
		const { page: hand, problems } = await visit(stage.browser, window);
		const isTouched = 'hasTouch' in window;
		const press = async (what: Locator): Promise<void> =>
			isTouched ? (await seen(what)).tap() : (await seen(what)).click();
		const button = (name: RegExp) => hand.getByRole('button', { name });
		const link = (name: RegExp) => hand.getByRole('link', { name });
		const frame = (number: number) => hand.locator(`[data-number="${number}"] [data-frame]`);
		const at = (path: string) => arrived(hand, brief.sheet + path);

		await opened(hand, `${stage.app.url}/briefs`);
		await press(link(new RegExp(TITLE)));
		await seen(frame(5));
		await press(frame(5));
		await press(button(/^Reject/));
		await said(hand, 'Cross on 5.');
		await press(button(/^3 stars/));
		await said(hand, 'Three stars on 5.');
		await press(button(/^Undo/));
		await press(button(/^Undo/));
		await said(hand, 'Took back: Cross on 5.');
		await press(button(/^Filter/));
		await press(button(/^picked/));
		await at('?flag=pick');
		await press(button(/^Show all/));
		await press(button(/^Filter/));
		await press(frame(4));
		await press(button(/^Select/));
		await press(button(/^All/));
		await said(hand, `${COUNT} frames selected.`);
		await press(button(/^None/));
		await press(button(/^By likeness/));
		await press(button(/^By likeness/));
		await press(link(/^Map/));
		await at('/map');
		await press(hand.locator('td label'));
		await press(link(/^Ask for one/));
		await seen(hand.getByText('2 pinned'));
		await press(link(/^Loupe/));
		await press(button(/^Next/));
		await press(button(/^Previous/));
		await press(link(/^Compare/));
		await press(hand.locator('label', { hasText: 'onion' }));
		await press(hand.locator('label', { hasText: 'side by side' }));
		await press(link(/^Survey/));
		await press(button(/^Take \d out/));
		await press(button(/^Put \d back/));
		await press(link(/^Decision/));
		const [download] = await Promise.all([
			hand.waitForEvent('download'),
			press(button(/^The document alone/))
		]);
		expect(download.suggestedFilename()).toMatch(/\.html$/);
		expect(problems).toEqual([]);
		await hand.context().close();
	});
});
