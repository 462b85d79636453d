/** A sitting, as a reviewer has it: by keyboard alone, by pointer, by touch, offline and in two tabs. */
import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '#lib/domain/session.ts';
import { operations } from '#lib/server/http/operations.ts';
import type { BriefReader } from '../support/brief-reader.ts';
import {
	alive,
	arrived,
	eventually,
	gone,
	opened,
	PATIENCE_MS,
	seen,
	visit,
	type Visit
} from '../support/browse.ts';
import { bringLamps, WITHOUT_PHONE } from '../support/lamps.ts';
import { accessibilityFaults, moving, overflowing } from '../support/page-checks.ts';
import { useStage } from '../support/stage.ts';

let brief: BriefReader;
const stage = useStage(async ({ api }) => {
	brief = await bringLamps(api);
});

let sessionId = '';
let seat = '';

/** A session, and somebody in it. */
async function sit(settings: object = {}): Promise<void> {
	const params = { id: brief.id };
	sessionId = (await stage.api.call(operations.addSession, { params, body: settings })).body.id;
	const who = { name: 'Ines', role: 'design' };
	const { body } = await stage.api.call(operations.addReviewer, {
		params: { id: sessionId },
		body: who
	});
	seat = `${stage.app.url}/rank/${sessionId}/${body.id}`;
}

/** What was answered, as stored, oldest first. */
async function stored() {
	const { body } = await stage.api.call(operations.exportSession, { params: { id: sessionId } });
	return body.comparisons;
}
const said = (answer: Answer): string =>
	answer.kind === 'pair' ? answer.says : `${answer.order.length} of ${answer.shown.length}`;
const storedAs = (wanted: string[]): Promise<void> =>
	eventually(async () => (await stored()).map(({ answer }) => said(answer)), wanted, 'answers');

/** Addresses of the pictures that are asked about now. */
const asked = (page: Page): Promise<(string | null)[]> =>
	page
		.locator('.film:not([inert]) img')
		.evaluateAll((images) => images.map((image) => image.getAttribute('src')));
/** One key after another, each once there is something to be seen that it could be about. */
const press = async (page: Page, ...keys: string[]): Promise<void> => {
	for (const key of keys) {
		await seen(page.locator('.film:not([inert]), main.ended'));
		await page.keyboard.press(key);
	}
};

describe('a sitting', { timeout: 3 * PATIENCE_MS }, () => {
	let desk: Visit;
	let page: Page;
	const begin = async (options: Parameters<typeof visit>[1] = {}): Promise<void> => {
		desk = await visit(stage.browser, options);
		({ page } = desk);
		await opened(page, seat);
	};
	beforeEach(() => async () => {
		expect(desk.problems).toEqual([]);
		await desk.context.close();
	});

	it('asks, takes every answer by one key, shows the next at once and takes answers back', async () => {
		await sit();
		await begin();
		await seen(page.getByRole('heading', { name: 'Which is better?' }));
		const first = await asked(page);
		expect(first).toHaveLength(2);
		await press(page, 'ArrowLeft');
		const second = await asked(page);
		expect(second).toHaveLength(2);
		expect(second).not.toEqual(first);
		await press(page, 'ArrowRight', 'ArrowDown', 'ArrowUp', 's');
		await storedAs(['left', 'right', 'tie', 'neither', 'skip']);
		await seen(page.getByText('too early to say how many more settle the top 3'));
		expect(await page.locator('.where').textContent()).toMatch(/^4\s/);

		await press(page, 'Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace');
		await storedAs([]);
		expect(await asked(page)).toEqual(first);
		await press(page, 'Backspace');
		await seen(page.getByText('There is nothing to take back.'));
		await eventually(() => page.locator('.where b').textContent(), '0', 'the count');
	});

	it('keeps how long it took, and why, and what the pictures are of', async () => {
		const { variants } = await brief.view();
		const withPhone = variants.filter(({ number }) => number < WITHOUT_PHONE);
		await sit({
			criteria: ['detail'],
			viewport: 'phone',
			pool: { kind: 'selection', variantIds: withPhone.map(({ id }) => id) }
		});
		await begin();
		await seen(page.getByRole('heading', { name: /^In which do the small things/ }));
		await seen(page.getByText('phone 390, light, as it opens'));
		await press(page, 'ArrowLeft', 'w');
		await page.getByLabel('On your last answer, why?').fill('calmer, s w 1');
		await press(page, 'Enter');
		await gone(page.getByLabel('On your last answer, why?'));
		await press(page, 'ArrowRight', 'w');
		await page.getByLabel('On your last answer, why?').fill('never mind this');
		await press(page, 'Escape');
		await gone(page.getByLabel('On your last answer, why?'));
		await eventually(
			async () => (await stored()).map(({ criterion, reason }) => [criterion, reason]),
			[
				['detail', 'calmer, s w 1'],
				['detail', null]
			],
			'reasons'
		);
		for (const { ms } of await stored()) expect(ms).toBeGreaterThanOrEqual(0);
		const pictures = await page
			.locator('.film:not([inert]) img')
			.evaluateAll((images) =>
				images.map((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))
			);
		expect(pictures).toEqual([390, 390]);
	});

	it('is answered by pointer alone: on the picture, and by its buttons', async () => {
		await sit();
		await begin();
		const pane = (index: number) => page.locator(`.film:not([inert]) [data-index="${index}"]`);
		await pane(0).click();
		await pane(1).click();
		await page.getByRole('button', { name: 'Tie' }).click();
		await page.getByRole('button', { name: 'Neither is good' }).click();
		await page.getByRole('button', { name: 'The left one' }).click();
		await page.getByRole('button', { name: 'The right one' }).click();
		await page.getByRole('button', { name: /^Skip/ }).click();
		await storedAs(['left', 'right', 'tie', 'neither', 'left', 'right', 'skip']);
		await page.getByRole('button', { name: /^Take the last one back/ }).click();
		await storedAs(['left', 'right', 'tie', 'neither', 'left', 'right']);
	});

	it('puts four in order by keys, the last one following by itself', async () => {
		await sit({ mode: 'fours' });
		await begin();
		expect(await asked(page)).toHaveLength(4);
		await press(page, '3', '1');
		await seen(page.getByText('2 of 4 placed.'));
		await press(page, 'Backspace');
		await seen(page.getByText('1 of 4 placed.'));
		// Pressed again, a place is free again.
		await press(page, '3');
		await seen(page.getByText('press them in their order'));
		await press(page, '2', '4', '1');
		await storedAs(['4 of 4']);
		const [{ answer } = { answer: null }] = await stored();
		if (answer?.kind !== 'four') throw new Error('This is no order.');
		const [a, b, c, d] = answer.shown;
		expect(answer.order).toEqual([b, d, a, c]);
		await press(page, 's');
		await storedAs(['4 of 4', '0 of 4']);
	});

	it('works on a tablet by touch, with the two above each other', async () => {
		await sit({ mode: 'mixed' });
		const context = await stage.browser.newContext({
			viewport: { width: 768, height: 1024 },
			hasTouch: true,
			isMobile: true
		});
		desk = { context, page: await context.newPage(), problems: [] };
		({ page } = desk);
		await opened(page, seat);
		await seen(page.locator('.film:not([inert])'));
		for (let action = 0; action < 3; action++) {
			const count = (await asked(page)).length;
			expect([2, 4]).toContain(count);
			for (let index = 0; index < Math.max(1, count - 1); index++)
				await page.locator(`.film:not([inert]) [data-index="${index}"]`).tap();
			await eventually(async () => (await stored()).length, action + 1, 'answers');
		}
		expect(await overflowing(page)).toEqual([]);
		const boxes = await page.getByRole('button', { name: /^Skip|^Take|^Why/ }).all();
		for (const button of boxes)
			expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(24);
	});

	it('loses nothing offline, over a reload, and after a restart of the server', async () => {
		await sit();
		await begin();
		await desk.context.setOffline(true);
		await press(page, 'ArrowLeft', 'ArrowRight');
		await seen(page.getByText('2 answers are kept here and sent when it does.'));
		expect(await stored()).toHaveLength(0);
		await desk.context.setOffline(false);
		await page.reload();
		await alive(page);
		await storedAs(['left', 'right']);
		await eventually(() => page.locator('.where b').textContent(), '2', 'the count');
		await press(page, 'ArrowDown');
		await storedAs(['left', 'right', 'tie']);
	});

	it('goes on where it was left, in another tab too, and both may answer', async () => {
		await sit();
		await begin();
		await press(page, 'ArrowLeft', 'ArrowLeft');
		await storedAs(['left', 'left']);
		const other = await desk.context.newPage();
		// The session's own link leads to where one sits.
		await opened(other, `${stage.app.url}/rank/${sessionId}`);
		await arrived(other, new URL(seat).pathname);
		await seen(other.locator('.film:not([inert])'));
		await eventually(() => other.locator('.where b').textContent(), '2', 'the count');
		await press(other, 'ArrowRight');
		await press(page, 'ArrowDown');
		await eventually(async () => (await stored()).length, 4, 'answers of both');
	});

	it('is joined by name and role, or by neither, and by somebody else at the same machine', async () => {
		await sit();
		await begin();
		await desk.context.clearCookies();
		await opened(page, `${stage.app.url}/rank/${sessionId}`);
		await page.getByLabel('Your name').fill('Jonah');
		await page.getByLabel('engineering').check();
		await page.keyboard.press('Enter');
		await seen(page.locator('.film:not([inert])'));
		await opened(page, `${stage.app.url}/rank/${sessionId}?new`);
		await page.getByRole('button', { name: 'Begin' }).click();
		await seen(page.locator('.film:not([inert])'));
		const { body } = await stage.api.call(operations.getSession, { params: { id: sessionId } });
		expect(body.reviewers.map(({ name, role }) => [name, role])).toEqual([
			['Ines', 'design'],
			['Jonah', 'engineering'],
			['', 'other']
		]);
	});

	it('asks the same again where there is one question only, of two and of four', async () => {
		const { variants } = (await stage.api.call(operations.getBrief, { params: { id: brief.id } }))
			.body;
		const chosen = (count: number) => ({
			kind: 'selection',
			variantIds: variants.slice(0, count).map(({ id }) => id)
		});
		await sit({ pool: chosen(2), goal: { kind: 'answers', count: 3 } });
		await begin();
		const band = () => page.locator('.band').boundingBox();
		const before = await band();
		await press(page, 'ArrowLeft', 'ArrowDown');
		await storedAs(['left', 'tie']);
		await seen(page.locator('.film:not([inert])'));
		expect(await band()).toEqual(before);
		await press(page, 'ArrowRight');
		await seen(page.getByRole('heading', { name: 'That was all. 3 answers from you.' }));
		await storedAs(['left', 'tie', 'right']);
		await sit({ pool: chosen(4), mode: 'fours' });
		await opened(page, seat);
		await press(page, '1', '2', '3');
		await storedAs(['4 of 4']);
		await press(page, '4', '3', '2');
		await storedAs(['4 of 4', '4 of 4']);
	});

	it('says when the goal is reached, and ends for good', async () => {
		await sit({ goal: { kind: 'answers', count: 3 } });
		await begin();
		await seen(page.getByText('of 3 answered'));
		await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
		await seen(page.getByRole('heading', { name: 'That was all. 3 answers from you.' }));
		await press(page, 'ArrowLeft');
		await page.getByRole('button', { name: 'Go on all the same' }).click();
		await press(page, 'ArrowRight');
		await storedAs(['left', 'left', 'left', 'right']);
		await press(page, 'Escape');
		await page.getByRole('dialog').getByRole('button', { name: 'Finish' }).click();
		await arrived(page, `${brief.sheet}/rank/${sessionId}`);
		await opened(page, seat);
		await seen(page.getByRole('heading', { name: /^Thank you\. 4 answers/ }));
		await press(page, 'ArrowLeft');
		expect(await stored()).toHaveLength(4);
	});

	it('says so when the session is closed, or the link withdrawn, while one sits there', async () => {
		await sit();
		await begin();
		await press(page, 'ArrowLeft');
		await storedAs(['left']);
		await stage.api.call(operations.closeSession, { params: { id: sessionId } });
		await press(page, 'ArrowLeft');
		await seen(page.getByText('The session takes no more answers'));
		await storedAs(['left']);

		await sit();
		await opened(page, seat);
		await seen(page.locator('.film:not([inert])'));
		await stage.api.call(operations.withdrawReviewer, {
			params: { id: seat.split('/').at(-1) ?? '' },
			body: { withdrawn: true }
		});
		await press(page, 'ArrowLeft');
		await seen(page.getByRole('heading', { name: /This link has been withdrawn/ }));
		await page.goto(seat);
		await seen(page.getByText('This link has been withdrawn.'));
	});

	it('shows living variants that can be tried out, and gives the keys back', async () => {
		await sit({ shows: 'live' });
		await begin();
		const frame = page.frameLocator('.film:not([inert]) iframe >> nth=0');
		await frame.locator('h1').click();
		await seen(page.getByText('That page has the keys now.'));
		await page.getByRole('button', { name: 'Tie' }).hover();
		await gone(page.getByText('That page has the keys now.'));
		await press(page, 'ArrowRight');
		await storedAs(['right']);
		expect(await page.locator('iframe').count()).toBeLessThanOrEqual(4);
	});

	it('is accessible, fits and is still: to join, to answer two and four, and at its end', async () => {
		await sit({ criteria: ['presentation', 'overall'] });
		const two = seat;
		await sit({ mode: 'fours' });
		const four = seat;
		await sit({ goal: { kind: 'answers', count: 1 } });
		const end = seat;
		for (const { width, light } of [
			{ width: 1440, light: 'light' },
			{ width: 390, light: 'dark' },
			{ width: 320, light: 'light' }
		] as const) {
			await begin({ width, light, hasReducedMotion: true });
			for (const address of [two, four, end, `${stage.app.url}/rank/${sessionId}?new`]) {
				await opened(page, address);
				if (address === end && width === 1440) {
					await press(page, 'ArrowLeft');
					await seen(page.getByText('That was all.'));
				}
				expect(await overflowing(page), `${address} at ${width}`).toEqual([]);
				expect(await accessibilityFaults(page), `${address} at ${width}`).toEqual([]);
				expect(await moving(page), address).toEqual([]);
			}
			if (width !== 320) await desk.context.close();
		}
	});
});
