/** Every page, at every width and in both lights: accessible, no wider than the window, and still for those who ask for stillness. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { alive, opened, PATIENCE_MS, seen, visit } from '../support/browse.ts';
import { frameLink } from '../support/contact-sheet.ts';
import { accessibilityFaults, moving, overflowing } from '../support/page-checks.ts';
import { useStage } from '../support/stage.ts';
import { bringTimers, timerBrief, type Timers } from '../support/timers.ts';

const WIDEST = 1440;
const WIDTHS = [WIDEST, 768, 390];
/** Accessibility is looked at where the layouts differ most, and in each light once: only colours change with the light. */
const LIGHT_OF_WIDTH: Record<number, 'light' | 'dark'> = { 1440: 'light', 390: 'dark' };

let at: Timers;
const stage = useStage(
	async ({ api, endpoint }) => {
		at = await bringTimers(api, endpoint);
	},
	{ models: {} }
);

interface Place {
	name: string;
	address: () => string;
	/** What makes it that page: done when it is to be seen. */
	arrive: (page: Page) => Promise<unknown>;
}

const PLACES: Place[] = [
	{
		name: 'the sheet of a running round',
		address: () => at.running,
		arrive: (page) => seen(page.getByText('characters written'))
	},
	{
		name: 'the sheet of a finished round',
		address: () => at.done,
		arrive: async (page) => {
			await seen(page.locator('.sheet img'));
			await frameLink(page, 2).focus();
		}
	},
	{
		name: 'the sheet with its filter open',
		address: () => `${at.done}?where=structure=nothing-has-this`,
		arrive: async (page) => {
			await seen(page.getByText('No frame has all of this.'));
			await page.keyboard.press('f');
			await seen(page.getByRole('group', { name: 'Filter', exact: true }));
			await page.getByRole('button', { name: 'Show all' }).first().click();
			await seen(page.locator('.sheet img'));
		}
	},
	{
		name: 'what is photographed',
		address: () => at.done,
		arrive: async (page) => {
			await seen(page.locator('.sheet img'));
			await page.keyboard.press('t');
			await seen(page.getByRole('group', { name: 'What is photographed' }));
			await seen(page.getByRole('button', { name: 'Take all again' }));
		}
	},
	{
		name: 'the sheet of a stopped round, and why',
		address: () => at.stopped,
		arrive: async (page) => {
			await page.getByText('not made, and why').click();
			await seen(page.getByText('declined by the model'));
			await seen(page.getByRole('button', { name: 'Try these again' }));
		}
	},
	{
		name: 'the sheet with small frames',
		address: () => at.done,
		arrive: async (page) => {
			await page.evaluate(() => localStorage.setItem('vitrine:frame-width', '96'));
			await page.reload();
			await alive(page);
			await seen(page.locator('.sheet .small'));
		}
	},
	{
		name: 'the sheet without a round',
		address: () => at.empty,
		arrive: async (page) => {
			await seen(page.getByText('Nothing has been made for this brief yet.'));
			await seen(page.getByText('Bring in files'));
			expect(await page.locator('main :is(button, select, [type="range"])').count()).toBe(0);
		}
	},
	{
		name: 'the keys',
		address: () => at.done,
		arrive: async (page) => {
			await page.keyboard.press('?');
			await seen(page.getByRole('dialog', { name: 'Keys' }));
		}
	},
	{
		name: 'the loupe with a photograph',
		address: () => `${at.done}/loupe/1?state=asked`,
		arrive: (page) => seen(page.locator('.film .window > img'))
	},
	{
		name: 'the loupe with a living page',
		address: () => `${at.decided}/loupe/1?live=`,
		arrive: (page) => seen(page.frameLocator('iframe').getByRole('heading').first())
	},
	{
		name: 'the loupe of a variant that was not made',
		address: () => `${at.running}/loupe/2`,
		arrive: (page) => seen(page.locator('.figure').getByText('2', { exact: true }))
	},
	{
		name: 'how a variant moves',
		address: () => `${at.done}/film?of=1`,
		arrive: async (page) => {
			await seen(page.getByRole('heading', { name: 'Nothing moves' }));
			await page.getByRole('heading', { name: 'Nothing moves' }).scrollIntoViewIfNeeded();
		}
	},
	{
		name: 'how a variant moves, before it was filmed',
		address: () => `${at.decided}/film?of=1`,
		arrive: (page) => seen(page.getByRole('button', { name: 'Film it' }))
	},
	...(['difference', 'reply', 'document', 'prompt'] as const).map((part) => ({
		name: `how a variant came to be: ${part}`,
		address: () => `${at.done}/loupe/1/origin?part=${part}`,
		arrive: (page: Page) => seen(page.locator('main .code').first())
	})),
	{
		name: 'a reply being repaired',
		address: () => `${at.stopped}/loupe/2/origin?part=repair`,
		arrive: (page) => seen(page.getByLabel('Repair by hand'))
	},
	{
		name: 'a merge before there are parts',
		address: () => `${at.done}/merge`,
		arrive: (page) => seen(page.getByText('The basket is empty.'))
	},
	{
		name: 'the notes before there are any',
		address: () => `${at.done}/notes`,
		arrive: (page) => seen(page.getByText('Nobody has pinned a note yet.'))
	},
	{
		name: 'the decision before it is made',
		address: () => `${at.done}/decision?variant=3`,
		arrive: (page) => seen(page.getByRole('button', { name: 'Choose 3' }))
	},
	{
		name: 'the decision among several picks',
		address: () => `${at.done}/decision`,
		arrive: (page) => seen(page.getByText('Which one is it?'))
	},
	{
		name: 'the decision after it is made',
		address: () => `${at.decided}/decision`,
		arrive: (page) => seen(page.getByText('It is heard through a closed door.'))
	},
	{
		name: 'the briefs',
		address: () => '/briefs',
		arrive: (page) => seen(page.getByRole('heading', { name: '5 briefs on the table.' }))
	},
	{
		name: 'a new brief',
		address: () => '/new',
		arrive: async (page) => {
			await page.locator('textarea').fill(timerBrief('A timer').replace('[asked', '[asked: ['));
			await seen(page.getByText('The brief cannot be read yet.'));
			await page.locator('textarea').fill(timerBrief('A timer'));
			await seen(page.getByRole('heading', { name: 'What was read' }));
		}
	},
	{
		name: 'a new round',
		address: () => `${at.done}/round?from=brief`,
		arrive: async (page) => {
			await seen(page.getByRole('heading', { name: 'What was read' }));
			await page.getByRole('button', { name: 'board, free' }).click();
			await page.getByRole('button', { name: 'list, free' }).press('x');
			await page.getByRole('radio', { name: 'refine' }).check();
			await seen(page.getByText('Starts from'));
			await page.getByRole('button', { name: 'Look at the directions first' }).click();
			await seen(page.getByText('12 directions, as drawn'));
			await page.getByRole('button', { name: 'density, change' }).click();
			await seen(page.getByLabel('Why it matters'));
		}
	},
	{
		name: 'a round from variants',
		address: () => `${at.done}/round`,
		arrive: async (page) => {
			await page.getByLabel('Go on from another').selectOption({ index: 1 });
			await page.getByRole('button', { name: 'Read the prompts first' }).click();
			await page.locator('summary').filter({ hasText: 'refined' }).first().click();
		}
	},
	{
		name: 'the lineage',
		address: () => `${at.done}/lineage`,
		arrive: (page) => seen(page.getByRole('list', { name: 'Steps' }))
	},
	{
		name: 'the set-up of ranking',
		address: () => `${at.done}/rank?of=1,2,99`,
		arrive: async (page) => {
			await seen(page.getByText('This brief has no variant 99.'));
			await page.getByRole('radio', { name: 'So many answers' }).check();
			await page.getByLabel('Answers from each').fill('0');
			await seen(page.getByText('A number from 1 to 10,000.'));
			await seen(page.getByText('taken out'));
		}
	},
	{
		name: 'the set-up of ranking with nothing to rank',
		address: () => `${at.empty}/rank`,
		arrive: (page) => seen(page.getByRole('link', { name: 'Begin a round' }))
	},
	{
		name: 'an address without a page',
		address: () => '/nowhere',
		arrive: (page) => seen(page.getByText('There is nothing at this address.'))
	},
	{
		name: 'an address of a brief without a page',
		address: () => `${at.done}/loupe/999`,
		arrive: async (page) => {
			await seen(page.getByText('This brief has no variant 999.'));
			await seen(page.getByRole('navigation', { name: 'Views' }));
		}
	},
	{
		name: 'a brief that does not exist',
		address: () => `/briefs/b_${'0'.repeat(20)}`,
		arrive: (page) => seen(page.getByText('There is no such brief.'))
	}
];

describe('at every width and in both lights', () => {
	it.each(PLACES)(
		'$name',
		async ({ address, arrive }) => {
			const { page, context, problems } = await visit(stage.browser, { width: WIDEST });
			await opened(page, stage.app.url + address());
			await arrive(page);
			for (const width of WIDTHS) {
				await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
				expect(await overflowing(page), `at ${width}`).toEqual([]);
				const light = LIGHT_OF_WIDTH[width];
				if (light === undefined) continue;
				await page.emulateMedia({ colorScheme: light });
				expect(await accessibilityFaults(page), `at ${width}, ${light}`).toEqual([]);
			}
			expect(problems).toEqual([]);
			await context.close();
		},
		2 * PATIENCE_MS
	);
});

/** Waits until the server has every mark: a context that is closed takes along what it has not sent. */
async function sent(page: Page): Promise<void> {
	await page.waitForFunction(
		() => !Object.keys(localStorage).some((key) => key.startsWith('vitrine:outbox:'))
	);
}

describe('motion', { timeout: 2 * PATIENCE_MS }, () => {
	/** How long a mark that was just made takes to be drawn, as CSS has it. */
	async function strokeTime(page: Page): Promise<string | undefined> {
		await frameLink(page, 4).focus();
		await page.keyboard.press('x');
		await seen(page.getByText('Cross on 4.'));
		const time = await page
			.locator('.sheet [data-number="4"] svg.new')
			.first()
			.evaluate((stroke) => getComputedStyle(stroke).animationDuration);
		expect(await moving(page)).toEqual(time === '0s' ? [] : expect.anything());
		await page.keyboard.press('u');
		await seen(page.getByText('Rubbed out on 4.'));
		await sent(page);
		return time;
	}

	it.each([
		{ hasReducedMotion: false, caret: 1, stroke: '0.24s' },
		{ hasReducedMotion: true, caret: 0, stroke: '0s' }
	])('reduced: $hasReducedMotion', async ({ hasReducedMotion, caret, stroke }) => {
		const { page, context } = await visit(stage.browser, { hasReducedMotion });
		await opened(page, stage.app.url + at.running);
		await seen(page.getByText('characters written'));
		const moves = await moving(page);
		expect(Math.min(1, moves.length), moves.join()).toBe(caret);
		await opened(page, stage.app.url + at.done);
		await seen(page.locator('.sheet img'));
		expect(await strokeTime(page)).toBe(stroke);
		await context.close();
	});
});
