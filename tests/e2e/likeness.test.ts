/** The sheet by likeness and the map of the space: rooms, stacks, and asking for what nobody built. */
import type { Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import type { LikenessView } from '#lib/domain/view.ts';
import { operations } from '#lib/server/http/operations.ts';
import type { ApiClient } from '../support/api-client.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { arrived, eventually, gone, opened, seen, visit } from '../support/browse.ts';
import { frames } from '../support/contact-sheet.ts';
import { accessibilityFaults, overflowing } from '../support/page-checks.ts';
import { SMALL_RECIPE } from '../support/services.ts';
import { useStage } from '../support/stage.ts';

const COUNT = 10;
const TWINS = 2;
const TWIN =
	'<!doctype html><title>Twin</title><body style="margin:0;background:#0a4"><h1 style="font-size:200px">Alike</h1></body>';

let api: ApiClient;
let brief: BriefReader;
let page: Page;

const stage = useStage(async (set) => {
	({ page, api } = set);
	const source = '---\ntitle: Who left the gate open\n---\nSay whether the gate is open.';
	const { body } = await api.call(operations.addBrief, { body: { source } });
	brief = createBriefReader(api, body.id);
	const params = { id: brief.id };
	await api.call(operations.saveRecipe, { params, body: { recipe: SMALL_RECIPE } });
	await api.call(operations.startRound, {
		params,
		body: { provider: 'composer', count: COUNT, seed: 3 }
	});
	for (let twin = 0; twin < TWINS; twin++)
		await api.call(operations.importVariants, { params, body: { html: TWIN + '\n'.repeat(twin) } });
	await eventually(
		async () => (await brief.phases()).filter((phase) => phase === 'ready').length,
		COUNT + TWINS,
		'all variants to be ready'
	);
});

const at = (path = ''): string => `${stage.app.url}/briefs/${brief.id}${path}`;
const here = (path = ''): string => `/briefs/${brief.id}${path}`;
const rooms = (): Locator => page.locator('[data-room]');
const links = (): Locator => page.locator('[data-frame]');
const current = (): Promise<number> =>
	page.evaluate(() =>
		Number(
			document.activeElement?.closest<HTMLElement>('[data-number]')?.dataset['number'] ?? Number.NaN
		)
	);
const press = async (...keys: string[]): Promise<void> => {
	for (const key of keys) await page.keyboard.press(key);
};

describe('the sheet by likeness', () => {
	it('lays every variant in a room, twins as a stack that opens and closes in place', async () => {
		await opened(page, at());
		await press('l');
		await arrived(page, here('?by=likeness'));
		await seen(rooms());
		expect(await links().count()).toBe(COUNT + TWINS - 1);
		await page.getByRole('button', { name: '1 like' }).click();
		await eventually(() => links().count(), COUNT + TWINS, 'the stack opened');
		await page.getByRole('button', { name: 'Stack those like' }).click();
		await eventually(() => links().count(), COUNT + TWINS - 1, 'the stack closed');
	});

	it('keeps the keyboard on its frame, however the frames are laid', async () => {
		await press('l');
		await arrived(page, here());
		await page.locator(`[data-number="${COUNT + TWINS}"] a[data-frame]`).focus();
		for (const [key, address] of [
			['k', '?stacked='],
			['k', ''],
			['l', '?by=likeness'],
			['k', '?by=likeness']
		] as const) {
			await press(key);
			await arrived(page, here(address));
			await eventually(current, COUNT + TWINS, `the frame with the keyboard after ${key}`);
		}
		await press('l');
		await arrived(page, here());
		await press('+', '+', '+', '+', '+');
		const isInSight = () =>
			page.evaluate(() => {
				const { top = 0, bottom = 0 } =
					document.activeElement?.closest('li')?.getBoundingClientRect() ?? {};
				const tray = document.querySelector('footer')?.getBoundingClientRect().top ?? 0;
				return top >= 0 && bottom <= tray;
			});
		await eventually(isInSight, true, 'the frame with the keyboard clear of the tray');
		expect(await current()).toBe(COUNT + TWINS);
		await press('l');
		await seen(rooms());
		await press('t');
		await eventually(
			() => page.evaluate(() => document.activeElement?.closest('#photographs') !== null),
			true,
			'the keyboard in what was opened'
		);
		await press('Escape');
		await eventually(current, COUNT + TWINS, 'and back');
	});

	it('shows where the keyboard is, and never behind the tray', async () => {
		const mount = () =>
			page
				.locator('.focused .window')
				.first()
				.evaluate((window) => getComputedStyle(window).boxShadow);
		await press('Home');
		const landed = await mount();
		await press('Shift+Tab');
		expect(await mount()).not.toBe(landed);
		const covered: string[] = [];
		for (let stops = 0; stops < 40; stops++) {
			await press('Tab');
			const name = await page.evaluate(() => {
				const element = document.activeElement;
				const tray = document.querySelector('footer');
				if (!element || !tray || tray.contains(element) || element === document.body) return null;
				const isCovered =
					element.getBoundingClientRect().bottom > tray.getBoundingClientRect().top + 1;
				return isCovered ? (element.ariaLabel ?? element.textContent) : null;
			});
			if (name !== null) covered.push(name);
		}
		expect(covered).toEqual([]);
		await links().first().focus();
	});

	it('is walked by arrows and marked by keys; a reject shrinks where it lies', async () => {
		await press('Home');
		await eventually(() => page.locator('[aria-current="true"]').count(), 1);
		const first = await current();
		const place = page.locator(`[data-room] li[data-number="${first}"]`);
		const before = await place.boundingBox();
		await press('x');
		await eventually(async () => ((await place.boundingBox())?.width ?? 0) < 30, true, 'a line');
		expect((await place.boundingBox())?.x).toBeCloseTo(before?.x ?? 0, -1.2);
		expect(await current()).toBe(first);
		await press('u', 'ArrowRight');
		const second = await current();
		expect(second).not.toBe(first);
		await press('ArrowDown');
		const below = await current();
		expect([first, second]).not.toContain(below);
		await press('Shift+P');
		await eventually(current, await nextAfter(below), 'one goes on to what lies next');
		await eventually(() => brief.marks(), { [below]: 'pick' }, 'the marks stored');
	});

	const nextAfter = (number: number): Promise<number> =>
		links().evaluateAll((all, wanted) => {
			const numbers = all.map((link) =>
				Number(link.closest<HTMLElement>('[data-number]')?.dataset['number'])
			);
			return numbers[numbers.indexOf(wanted) + 1] ?? wanted;
		}, number);

	it('has a plan that leads to a frame, and a way back', async () => {
		const cells = page.locator('.plan [data-cell]');
		expect(await cells.count()).toBe(COUNT + TWINS);
		const id = await cells.last().getAttribute('data-cell');
		await cells.last().click();
		await eventually(
			() => page.evaluate(() => document.activeElement?.getAttribute('data-frame') ?? null),
			id,
			'the frame the plan leads to'
		);
		await page.goBack();
		await arrived(page, here());
		await page.goForward();
		await arrived(page, here('?by=likeness'));
	});

	it('asks for what nobody built: the round is pinned to it', async () => {
		await page.getByRole('link', { name: 'Ask for some' }).first().click();
		await seen(page.getByText(/\d pinned, 0 banned/));
		expect(await page.getByRole('button', { name: /, pinned$/ }).count()).toBeGreaterThan(0);
		await page.goBack();
		await seen(rooms());
	});
});

describe('the map of the space', () => {
	it('asks for cells that make a product in one round, and for others one at a time', async () => {
		await opened(page, at('/map?rows=structure&columns=density'));
		// All columns are in sight on a desk: the table shares out the room there is.
		const tooWide = () =>
			page.getByRole('region', { name: /density$/ }).evaluate((box) => box.scrollWidth - box.clientWidth); // prettier-ignore
		expect(await tooWide()).toBe(0);
		const boxes = page.getByRole('checkbox');
		const names = await page
			.locator('td label')
			.evaluateAll((labels) => labels.map((label) => label.textContent?.trim() ?? ''));
		const rowOf = (name: string) => name.split(', ')[0];
		const other = names.findIndex((name, index) => {
			const [, column] = name.split(', ');
			return (
				index > 0 && rowOf(name) !== rowOf(names[0] ?? '') && column !== names[0]?.split(', ')[1]
			);
		});
		await boxes.first().focus();
		await press(' ');
		await seen(page.getByRole('link', { name: 'Ask for one of these' }));
		await boxes.nth(other).check();
		await seen(page.getByText('Ask for one at a time'));
		await boxes.nth(other).uncheck();
		await page.getByRole('link', { name: 'Ask for one of these' }).click();
		await seen(page.getByText('2 pinned, 0 banned'));
		expect(await page.getByRole('button', { name: /, pinned$/ }).count()).toBe(2);
	});

	it('heeds the filter, and lays out by likeness, saying which is nearest', async () => {
		await opened(page, at('/map?flag=pick'));
		await eventually(() => links().count(), 1, 'the picked one alone');
		await page.getByRole('button', { name: 'Show all' }).click();
		await press('l');
		await eventually(() => links().count(), COUNT + TWINS, 'everything by likeness');
		await press('Home', 'ArrowRight');
		await seen(page.getByText(/is nearest to/));
		const boxes = await links().evaluateAll((all) =>
			all.map((link) => {
				const { x, y, width, height } = link.getBoundingClientRect();
				return { x, y, width, height };
			})
		);
		for (const [index, a] of boxes.entries())
			for (const b of boxes.slice(index + 1))
				expect(Math.abs(a.x - b.x) >= a.width || Math.abs(a.y - b.y) >= a.height).toBe(true);
	});

	it('selects by keys, says so, and lets go before it is left', async () => {
		await opened(page, at('/map?by=likeness'));
		await eventually(() => links().count(), COUNT + TWINS, 'everything by likeness');
		await links().first().focus();
		await press('Control+a');
		await seen(page.getByText(`${COUNT + TWINS} selected`));
		const selected = () => page.locator('[data-frame][aria-label$=", selected"]').count();
		expect(await selected()).toBe(COUNT + TWINS);
		await press('Escape');
		await eventually(selected, 0, 'none selected');
		expect(new URL(page.url()).pathname).toBe(here('/map'));
		const number = await current();
		const filter = page.locator('#filter');
		for (const key of ['f', '/']) {
			await press(key);
			await eventually(
				() => filter.evaluate((panel) => panel.contains(document.activeElement)),
				true,
				`the keyboard in the filter after ${key}`
			);
			await press('Escape');
			await gone(filter);
			await eventually(current, number, 'the keyboard on the frame again');
			expect(new URL(page.url()).pathname).toBe(here('/map'));
		}
		await press('Escape');
		await arrived(page, here());
	});
});

describe('both', () => {
	it.each(['light', 'dark'] as const)(
		'are fit for everyone, %s, wide and narrow',
		async (light) => {
			const other = await visit(stage.browser, { light, width: 1440 });
			try {
				for (const path of ['?by=likeness', '/map', '/map?by=likeness']) {
					await other.page.setViewportSize({ width: 1440, height: 900 });
					await opened(other.page, at(path));
					await seen(other.page.locator('[data-frame]'));
					expect(await accessibilityFaults(other.page), path).toEqual([]);
					for (const width of [390, 320]) {
						await other.page.setViewportSize({ width, height: 844 });
						expect(await overflowing(other.page), `${path} at ${width}`).toEqual([]);
					}
					expect(await accessibilityFaults(other.page), `${path}, narrow`).toEqual([]);
				}
				expect(other.problems).toEqual([]);
			} finally {
				await other.context.close();
			}
		}
	);

	it('gives the strips the order in which unlike ones come first', async () => {
		const answered = page.waitForResponse(/\/likeness/);
		await opened(page, at('?order=varied'));
		const { order }: LikenessView = await (await answered).json();
		const { variants } = await brief.view();
		await eventually(
			() => frames(page).evaluateAll((all) => all.map((item) => Number(item.dataset['number']))),
			order.map((wanted) => variants.find(({ id }) => id === wanted)?.number),
			'the order of the frames'
		);
	});

	it('made no trouble', () => expect(stage.desk.problems).toEqual([]));
});
