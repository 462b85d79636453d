/** Looking at several together: two under one loupe, up to nine at once, and how they move. */
import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BriefReader } from '../support/brief-reader.ts';
import {
	arrived,
	eventually,
	gone,
	opened,
	PATIENCE_MS,
	seen,
	visit,
	type Visit
} from '../support/browse.ts';
import { BOX, bringLamps, LAMPS, WITHOUT_PHONE } from '../support/lamps.ts';
import { accessibilityFaults, moving, overflowing } from '../support/page-checks.ts';
import { useStage } from '../support/stage.ts';

let page: Page;
let brief: BriefReader;
const stage = useStage(async (set) => {
	({ page } = set);
	brief = await bringLamps(set.api);
});

const press = async (...keys: string[]): Promise<void> => {
	for (const key of keys) await page.keyboard.press(key);
};
const pair = (select: number, candidate: number, search = ''): string =>
	`${brief.sheet}/compare/${select}/${candidate}${search}`;
const open = (path: string): Promise<void> => opened(page, stage.app.url + path);

interface Spot {
	x: number;
	y: number;
	width: number;
}
/** Where the picture of one side stands in its pane. */
function spot(side: 'left' | 'right'): Promise<Spot> {
	return page.locator(`.pane.${side} .paper`).evaluate((paper) => {
		const own = paper.getBoundingClientRect();
		const pane = paper.parentElement?.getBoundingClientRect() ?? own;
		return {
			x: Math.round(own.x - pane.x),
			y: Math.round(own.y - pane.y),
			width: Math.round(own.width)
		};
	});
}
const bothAt = async (wanted: Partial<Spot>, what: string): Promise<void> => {
	const both = async () => [await spot('left'), await spot('right')];
	await eventually(both, [expect.objectContaining(wanted), expect.objectContaining(wanted)], what);
};
async function middleOf(selector: string): Promise<{ x: number; y: number }> {
	const box = await (await seen(page.locator(selector))).boundingBox();
	if (!box) throw new Error(`${selector} is nowhere.`);
	return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

describe('compare', { timeout: 2 * PATIENCE_MS }, () => {
	it('lays two side by side, and over each other with a line that drags and is a slider', async () => {
		await open(pair(1, 2));
		await bothAt({ x: 0 }, 'two pictures that fit');
		expect(
			await page
				.locator('.pane img')
				.evaluateAll((all) => all.map((image) => image.getAttribute('alt')))
		).toEqual([
			'1, Lamp 1: desktop 1440, light, as it opens',
			'2, Lamp 2: desktop 1440, light, as it opens'
		]);
		/** Whether each label lies under the film rather than beside it. */
		const labels = () =>
			page.evaluate(() => {
				const of = (selector: string) => document.querySelector(selector)?.getBoundingClientRect();
				const film = of('.bench')?.bottom ?? 0;
				return ['.left aside', '.right aside'].map((side) => (of(side)?.top ?? 0) > film);
			});
		expect(await labels(), 'labels under wide pictures').toEqual([true, true]);
		await press('w');
		await arrived(page, pair(1, 2, '?mode=swipe'));
		await eventually(labels, [false, false], 'labels beside pictures that lie over each other');
		const line = page.getByRole('slider', { name: 'Divide between 1 and 2' });
		await seen(line);
		const bench = await page.locator('.bench').boundingBox();
		const from = await middleOf('.handle');
		await page.mouse.move(from.x, from.y);
		await page.mouse.down();
		await page.mouse.move((bench?.x ?? 0) + (bench?.width ?? 0) / 4, from.y, { steps: 4 });
		await page.mouse.up();
		await eventually(() => line.getAttribute('aria-valuenow'), '25', 'the line after dragging');
		await press('ArrowRight');
		await eventually(() => line.getAttribute('aria-valuenow'), '27', 'the line after an arrow');
		await arrived(page, pair(1, 2, '?mode=swipe'));
		expect(await page.locator('.pane.right').evaluate((el) => el.style.clipPath)).toContain('27%');
	});

	it('shows the candidate through the select, and blinks', async () => {
		await open(pair(1, 2));
		const strength = () =>
			page.locator('.pane.right').evaluate((pane) => Number(getComputedStyle(pane).opacity));
		await page.getByRole('radio', { name: 'onion' }).check({ force: true });
		await arrived(page, pair(1, 2, '?mode=onion'));
		await page.getByRole('slider', { name: 'Opacity of 2' }).fill('20');
		await eventually(strength, 0.2, 'the strength of an onion skin');
		await page.getByRole('radio', { name: 'blink' }).check({ force: true });
		await eventually(strength, 0, 'the select alone');
		await page.keyboard.down('\\');
		await eventually(strength, 1, 'the candidate, while the key is held');
		await page.keyboard.up('\\');
		await eventually(strength, 0, 'the select again');
		const { x, y } = await middleOf('.bench');
		await page.mouse.click(x, y);
		await eventually(strength, 1, 'the candidate after a press');
		await press('s');
		await arrived(page, pair(1, 2));
	});

	it('measures the difference, draws it and goes from place to place', async () => {
		await open(pair(1, 2));
		const difference = page.getByRole('region', { name: 'Difference' });
		// How much differs is said in every mode, and where it does when one asks.
		await seen(difference.getByText('1.5 %'));
		await press('d');
		const places = difference.getByRole('listitem');
		expect(await places.allInnerTexts()).toEqual([
			expect.stringContaining(`Changed, ${BOX.width} × ${BOX.height} px, ${BOX.y} px from the top`)
		]);
		const drawn = () =>
			page.locator('canvas').evaluate((canvas: HTMLCanvasElement, box) => {
				const at = (x: number, y: number) =>
					canvas.getContext('2d')?.getImageData(x, y, 1, 1).data[3] ?? 0;
				return [at(box.x + 5, box.y + 5) > 0, at(box.x - 5, box.y + 5) > 0];
			}, BOX);
		await eventually(drawn, [true, false], 'the mask');
		await press('k');
		await seen(difference.locator('[aria-current]'));
		const here = page.locator('.region.here');
		expect(await here.count()).toBe(1);
		const isInBench = async () => {
			const [place, bench] = [await here.boundingBox(), await page.locator('.bench').boundingBox()];
			if (!place || !bench) return false;
			return place.y >= bench.y && place.y + place.height <= bench.y + bench.height;
		};
		// Zoomed in and moved away from it, one is led to it again.
		await press('z', ...Array<string>(6).fill('='), ...Array<string>(9).fill('PageDown'));
		await eventually(isInBench, false, 'the place out of sight');
		await press('k');
		await eventually(isInBench, true, 'the place in sight');
		await open(pair(5, 2, '?mode=difference'));
		await seen(difference.getByText(/The pages are \d\.\d and 1\.0 screens tall/));
	});

	it('moves and zooms both sides as one, and one alone when asked', async () => {
		await open(pair(1, 2));
		const at = await middleOf('.pane.left');
		await page.mouse.move(at.x, at.y);
		const fitting = (await spot('left')).width;
		await press('z');
		await bothAt({ width: 1440 }, 'the true size on both sides');
		const before = await spot('left');
		// The point under the pointer stayed where it was: the middle of the picture.
		expect(Math.abs(before.x + 720 - (await page.locator('.pane.left').evaluate((el) => el.clientWidth / 2)))).toBeLessThan(3); // prettier-ignore
		await page.mouse.wheel(0, 60);
		await bothAt({ y: before.y - 60 }, 'both after the wheel');
		await page.mouse.down();
		await page.mouse.move(at.x - 80, at.y + 30, { steps: 4 });
		await page.mouse.up();
		await bothAt({ x: before.x - 80, y: before.y - 30 }, 'both after dragging');
		await page.keyboard.down('Shift');
		await page.mouse.wheel(0, 40);
		await page.keyboard.up('Shift');
		await eventually(async () => (await spot('left')).y, before.y - 70, 'the left side alone');
		expect((await spot('right')).y).toBe(before.y - 30);
		await page.getByRole('button', { name: 'Together again' }).click();
		await bothAt({ y: before.y - 30 }, 'both together again');
		await press('ArrowDown', '.');
		expect((await spot('left')).y).toBeLessThan(before.y - 30);
		expect(await spot('left')).toEqual(await spot('right'));
		await page.mouse.move(at.x, at.y);
		await page.keyboard.down('Control');
		await page.mouse.wheel(0, 200);
		await page.keyboard.up('Control');
		await eventually(async () => (await spot('left')).width < 1440, true, 'smaller by the wheel');
		await press('z', 'z');
		await bothAt({ width: fitting }, 'what fits');
	});

	it('steps candidate and select by keys, promotes, and marks the candidate alone', async () => {
		await open(brief.sheet);
		await open(pair(2, 3, '?mode=swipe'));
		await press('ArrowRight', 'ArrowRight');
		await arrived(page, pair(2, 5, '?mode=swipe'));
		await press('Alt+ArrowRight');
		await arrived(page, pair(3, 5, '?mode=swipe'));
		await press('Alt+ArrowLeft', 'Alt+ArrowLeft');
		await arrived(page, pair(1, 5, '?mode=swipe'));
		await press('Enter');
		await arrived(page, pair(5, 6, '?mode=swipe'));
		await press('p');
		await eventually(() => brief.marks(), { 6: 'pick' }, 'the mark on the candidate');
		await press('Shift+X');
		await arrived(page, pair(5, 7, '?mode=swipe'));
		await eventually(() => brief.marks(), { 6: 'reject' }, 'a mark that goes on');
		await press('Control+z', 'Control+z');
		await eventually(() => brief.marks(), {}, 'marks taken back');
		// Faster than any page: a mode and two steps in one moment.
		await open(pair(1, 2));
		await page.evaluate(() => {
			for (const key of ['o', 'ArrowRight', 'ArrowRight'])
				document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
		});
		await arrived(page, pair(1, 4, '?mode=onion'));
		await seen(page.getByRole('slider', { name: 'Opacity of 4' }));
		expect(stage.desk.problems).toEqual([]);
	});

	it('says on its side what was not photographed, and compares nothing else in its place', async () => {
		await open(pair(1, WITHOUT_PHONE, '?mode=difference&viewport=phone'));
		await seen(page.locator('.pane.right').getByText(`${WITHOUT_PHONE} has no such photograph`));
		await seen(page.locator('.pane.left img'));
		await seen(page.getByText('one is missing'));
		expect(await page.locator('canvas').count()).toBe(0);
		await page.getByRole('button', { name: 'Photograph it' }).click();
		await seen(page.getByText('The brief asks for no such photograph.'));
		await open(pair(1, WITHOUT_PHONE, '?viewport=phone'));
		await page.getByRole('button', { name: 'See both live' }).click();
		await eventually(() => page.locator('.bench iframe').count(), 2, 'both live');
	});

	it('says so when there are not two', async () => {
		const answer = await page.goto(stage.app.url + pair(1, 99));
		expect(answer?.status()).toBe(404);
		await seen(page.getByRole('heading', { name: 'This brief has no variant 99.' }));
		await open(pair(2, 2));
		await seen(page.getByText('2 lies on both sides.'));
		await page.getByRole('link', { name: 'Compare it with 3' }).click();
		await arrived(page, pair(2, 3));
	});
});

describe('survey', { timeout: 2 * PATIENCE_MS }, () => {
	const survey = (of: string): string => `${brief.sheet}/survey?of=${of}`;
	const numbers = () =>
		page
			.getByRole('list', { name: 'Survey' })
			.locator('> li')
			.evaluateAll((all) => all.map((item) => Number(item.dataset['number'])));
	const focused = () => page.locator('a[aria-current=true]').getAttribute('aria-label');

	it('closes the ranks when one is taken out, and puts it back', async () => {
		await open(survey('1,2,3,4'));
		expect(await numbers()).toEqual([1, 2, 3, 4]);
		await press('Home', 'ArrowRight');
		await eventually(focused, '2, Lamp 2', 'the focus');
		await press('ArrowDown');
		await eventually(focused, '4, Lamp 4', 'the focus in the second row');
		await press('p');
		await eventually(() => brief.marks(), { 4: 'pick' }, 'the mark');
		await press('Delete');
		await arrived(page, `${survey('1,2,3')}&out=4.3`);
		await eventually(numbers, [1, 2, 3], 'the rest');
		await eventually(focused, '3, مصباح 💡', 'the focus after one is out');
		await page.getByRole('button', { name: 'Take 1 out' }).click();
		await seen(page.getByRole('link', { name: 'Compare 2 and 3' }));
		await press('Control+z', 'Control+z');
		await eventually(numbers, [1, 2, 3, 4], 'all of them');
		await press('Control+z');
		await eventually(() => brief.marks(), {}, 'the mark taken back after them');
		await press('Enter');
		await arrived(page, brief.loupe(4));
		await page.goBack();
		await arrived(page, survey('1,2,3,4'));
	});

	it('is empty when the last is out, says so, and offers it back', async () => {
		await open(survey('4'));
		await press('Delete');
		await seen(page.getByText('Nothing lies here to be surveyed.'));
		expect(await page.getByRole('link', { name: /^Compare \d/ }).count()).toBe(0);
		await page.getByRole('button', { name: 'Put 4 back' }).click();
		await eventually(numbers, [4], 'the one put back');
		expect(stage.desk.problems).toEqual([]);
	});

	it('shows nine of more, live at most so many, and the first when nobody says which', async () => {
		await open(survey('1,2,3,4,5,6,7,8,9,10'));
		expect(await numbers()).toHaveLength(9);
		await seen(page.getByText(`9 of ${LAMPS} are shown.`));
		await press('l');
		await eventually(() => page.locator('iframe').count(), 9, 'living pages');
		await open(`${brief.sheet}/survey`);
		await arrived(page, survey('1,2,3,4,5,6,7,8,9'));
		await press('Shift+P', 'p');
		await eventually(async () => Object.keys(await brief.marks()).length, 2, 'two picks');
		expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
		await open(`${brief.sheet}/survey`);
		await eventually(async () => (await numbers()).length, 2, 'the picks alone');
	});
});

describe('film', { timeout: 2 * PATIENCE_MS }, () => {
	it('plays strips by one clock, and offers to film what is not', async () => {
		await open(`${brief.sheet}/film?of=1,2`);
		const opening = page.getByRole('region', { name: 'As it opens' });
		const screen = opening.locator('.screen img').first();
		await seen(screen);
		const clock = page.getByRole('timer');
		expect(await clock.innerText()).toBe('0 ms');
		await page.getByRole('radio', { name: 'one fifth' }).check();
		const last = await screen.getAttribute('src');
		await page.getByRole('button', { name: 'Play' }).click();
		await eventually(
			async () => (await screen.getAttribute('src')) !== last,
			true,
			'another frame'
		);
		await page.getByRole('button', { name: 'Stop' }).click();
		await page.getByRole('radio', { name: 'real speed' }).check();
		await page.getByRole('button', { name: 'Play' }).click();
		await eventually(() => clock.innerText(), '1200 ms', 'the end');
		expect(await screen.getAttribute('src')).toBe(last);
		await opening.getByText('1 animation').first().click();
		await seen(opening.getByText('600 ms, linear'));
		await seen(page.getByText('2 has not been filmed yet.'));
		await seen(page.getByRole('button', { name: 'Film it' }));
	});

	it('shows what is filmed when the filming ends, without being opened again', async () => {
		await open(`${brief.sheet}/film?of=2`);
		await page.getByRole('button', { name: 'Film it' }).click();
		await seen(page.getByRole('button', { name: 'Film it again' }));
		await gone(page.getByText('2 has not been filmed yet.'));
		await gone(page.getByText('is being filmed'));
		const found = page.getByRole('heading', { name: 'Nothing moves' });
		await eventually(() => found.count(), 1, 'what was filmed');
	});

	it('is of the focused one when nobody says which', async () => {
		await open(brief.loupe(3));
		await open(`${brief.sheet}/film`);
		await arrived(page, `${brief.sheet}/film?of=3`);
	});
});

describe('on every table', { timeout: 2 * PATIENCE_MS }, () => {
	const PLACES: [string, string, string][] = [
		['compare', '/compare/1/2?mode=swipe&viewport=desktop', '.pane img'],
		['difference', '/compare/1/2?mode=difference', '.bench'],
		['compare, one missing', `/compare/1/${WITHOUT_PHONE}?viewport=phone`, '.words'],
		['survey', '/survey?of=1,2,3,4,5', '.frame img'],
		['film', '/film?of=1,2', '.screen img']
	];
	let narrow: Visit;
	beforeEach(async () => {
		narrow ??= await visit(stage.browser, { width: 390, height: 844, hasReducedMotion: true });
	});

	it.each(PLACES)('%s fits a phone, can be read by all, and is still', async (_, path, wanted) => {
		const { page: phone, problems } = narrow;
		await opened(phone, stage.app.url + brief.sheet + path);
		await seen(phone.locator(wanted));
		for (const [width, light] of [
			[320, null],
			[2560, null],
			[1440, 'dark'],
			[390, 'light']
		] as const) {
			await phone.setViewportSize({ width, height: width < 500 ? 844 : 900 });
			expect(await overflowing(phone), `at ${width}`).toEqual([]);
			if (light === null) continue;
			await phone.emulateMedia({ colorScheme: light });
			expect(await accessibilityFaults(phone), `at ${width}, ${light}`).toEqual([]);
		}
		expect(await moving(phone)).toEqual([]);
		expect(problems).toEqual([]);
	});

	it('fills the width of a phone with the photograph of a phone', async () => {
		await opened(narrow.page, stage.app.url + pair(1, 2, '?mode=swipe'));
		await eventually(
			() => narrow.page.locator('.pane.left .paper').evaluate((paper) => paper.clientWidth),
			390,
			'the picture'
		);
		await gone(narrow.page.getByRole('radio', { name: 'tablet 820' }));
		await narrow.page.getByRole('button', { name: 'phone 390, light, as it opens' }).click();
		await seen(narrow.page.getByText('tablet 820'));
	});
});
