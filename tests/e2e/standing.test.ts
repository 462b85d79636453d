/** The standing of a session: what it shows to whom, and that it is what the API says. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ROLE_PEOPLE } from '#lib/components/rank/session-words.ts';
import { PICTURE_WIDTH } from '#lib/components/standing/standing-picture.ts';
import type { Answer } from '#lib/domain/session.ts';
import type { QuestionView } from '#lib/domain/session-view.ts';
import { operations } from '#lib/server/http/operations.ts';
import { seedSheet } from '../bench/seed-sheet.ts';
import type { ApiClient } from '../support/api-client.ts';
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
import { accessibilityFaults, moving, overflowing } from '../support/page-checks.ts';
import { answering, tasteOf, worthByPlace } from '../support/sessions.ts';
import { useStage } from '../support/stage.ts';

const COUNT = 12;
let api: ApiClient;
let briefId: string;
/** By number, from 1. */
let ids: string[];
let sessionId: string;
/** One who has finished, and one who is still at it. */
let done: string;
let busy: string;

const stage = useStage(async (set) => {
	({ api } = set);
	({ briefId } = await seedSheet(stage.workspace, COUNT));
	const { body } = await api.call(operations.getBrief, { params: { id: briefId } });
	ids = body.variants.map(({ id }) => id);
	sessionId = await newSession({ criteria: ['overall', 'detail'] });
	const taste = worthByPlace(ids, 0.8);
	// Whoever builds likes the last one best.
	const otherwise = new Map(taste).set(ids.at(-1) ?? '', 2);
	await play(sessionId, { name: 'Ines', role: 'design' }, tasteOf(taste, 1), 160);
	await play(sessionId, { name: 'Jonah', role: 'engineering' }, tasteOf(otherwise, 2), 160);
	done = await play(sessionId, { name: 'Mara', role: 'design' }, tasteOf(taste, 3), 80);
	await api.call(operations.finishSitting, { params: { id: done } });
	busy = await play(sessionId, { name: 'Teo', role: 'other' }, always('left'), 80);
});

async function newSession(settings: object): Promise<string> {
	const params = { id: briefId };
	return (await api.call(operations.addSession, { params, body: settings })).body.id;
}

type Judge = (question: QuestionView) => Answer;

/** One reviewer joins and answers so many questions. @returns their id */
async function play(session: string, who: object, judge: Judge, actions: number): Promise<string> {
	const params = { id: session };
	const { id } = (await api.call(operations.addReviewer, { params, body: who })).body;
	const query = `?reviewer=${id}`;
	let { body: sitting } = await api.call(operations.nextQuestions, { params, query });
	for (let action = 0; action < actions; action++) {
		const body = answering(sitting, judge);
		({ body: sitting } = await api.call(operations.addComparison, { params, body }));
	}
	return id;
}

const always =
	(says: 'left' | 'neither'): Judge =>
	({ variants: [one, other] }) => ({
		kind: 'pair',
		left: one?.id ?? '',
		right: other?.id ?? '',
		says
	});

const ranking = async (criterion = 'overall', session = sessionId) => {
	const params = { id: session };
	const query = `?criterion=${criterion}`;
	return (await api.call(operations.getRanking, { params, query })).body;
};
const numberOf = (id: string): number => ids.indexOf(id) + 1;
const PEOPLE: Record<string, string> = ROLE_PEOPLE;
const pathOf = (session = sessionId): string => `/briefs/${briefId}/rank/${session}`;

/** In a browser where this reviewer sits in the session. */
async function sitAs(reviewerId: string | null, options = {}): Promise<Visit> {
	const visitor = await visit(stage.browser, options);
	if (reviewerId !== null) {
		const name = `vitrine-sitting-${sessionId}`;
		const cookie = { name, value: reviewerId, url: stage.app.url, httpOnly: true };
		await visitor.context.addCookies([cookie]);
	}
	return visitor;
}

const rows = (page: Page) => page.getByRole('region', { name: 'The standing' }).locator('ol a');
/** What the first row says to whoever hears it. */
const wordsOf = (page: Page) => rows(page).first().getAttribute('aria-label');
/** Numbers of the rows, top to bottom. */
const orderOn = (page: Page): Promise<number[]> =>
	rows(page)
		.locator('.number')
		.evaluateAll((all) => all.map(({ textContent }) => Number(textContent)));
const orderBy = async (criterion?: string): Promise<number[]> =>
	(await ranking(criterion)).ratings.map(({ variantId }) => numberOf(variantId));
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

describe('the standing', { timeout: 2 * PATIENCE_MS }, () => {
	it('has the order of the API, best first, and says of each where it may lie', async () => {
		const { page, context, problems } = await sitAs(done);
		await opened(page, stage.app.url + pathOf());
		const told = await ranking();
		expect(await orderOn(page)).toEqual(told.ratings.map(({ variantId }) => numberOf(variantId)));
		const [first] = told.ratings;
		const words = await wordsOf(page);
		expect(words).toContain(`place 1`);
		expect(words).toMatch(/\d+ % to be among the top 3/);
		const mine = told.groups.find(({ key }) => key === done)?.ranks;
		const own = mine?.find(({ variantId }) => variantId === first?.variantId)?.rank;
		expect(words).toContain(`yours ${own}`);
		await seen(page.getByRole('heading', { name: new RegExp(`${numberOf(first?.variantId ?? '')} (is first|leads)`) })); // prettier-ignore
		await seen(page.getByText(`${told.comparisons} answers by ${told.reviewers} people`));
		await seen(page.getByText('Nearly always the left one'));
		expect(problems).toEqual([]);
		await context.close();
	});

	it('can be laid in the order of a role, which is drawn beside it', async () => {
		const { page, context } = await sitAs(null);
		await opened(page, stage.app.url + pathOf());
		const { groups } = await ranking();
		const engineers = groups.find(({ key }) => key === 'engineering')?.ranks ?? [];
		const wanted = [...engineers].sort((a, b) => a.rank - b.rank);
		expect(wanted).toHaveLength(COUNT);
		await page.getByRole('combobox').selectOption({ label: 'engineers' });
		const order = wanted.map(({ variantId }) => numberOf(variantId));
		await eventually(() => orderOn(page), order, 'the order of engineers');
		expect(await wordsOf(page)).toContain('engineers 1');
		await page.getByRole('combobox').selectOption({ label: 'all' });
		await eventually(() => orderOn(page), await orderBy(), 'the order of all');
		await seen(page.getByRole('heading', { name: 'Where people part' }));
		const [split] = (await ranking()).polarising;
		const named = ({ more = '', rankMore = 0, less = '', rankLess = 0 } = {}) =>
			new RegExp(`^${PEOPLE[more]} ${rankMore}, ${PEOPLE[less]} ${rankLess}$`, 'i');
		await seen(page.getByText(named(split)));
		await context.close();
	});

	it('is looked at by one criterion or another', async () => {
		const { page, context } = await sitAs(null);
		await opened(page, stage.app.url + pathOf());
		await page.getByRole('navigation', { name: 'Criterion' }).getByText('detail').click();
		await arrived(page, `${pathOf()}?criterion=detail`);
		await eventually(() => orderOn(page), await orderBy('detail'), 'the order by detail');
		await page.getByText('Places by criterion, in numbers').click();
		const table = page.getByRole('region', { name: 'Places by criterion, in numbers' });
		const [top] = (await ranking('detail')).ratings;
		const row = table.getByRole('row').nth(1);
		expect(await row.getByRole('cell').last().textContent()).toBe('1');
		expect(await row.textContent()).toContain(`${numberOf(top?.variantId ?? '')}, `);
		await context.close();
	});

	it('leads to each variant by keyboard alone', async () => {
		const { page, context } = await sitAs(null);
		await opened(page, stage.app.url + pathOf());
		const [first = 0, second = 0] = await orderOn(page);
		await rows(page).first().focus();
		await page.keyboard.press('ArrowDown');
		const focused = () =>
			page.evaluate(() => document.activeElement?.querySelector('.number')?.textContent);
		await eventually(focused, String(second), 'the second row');
		await page.keyboard.press('Home');
		await eventually(focused, String(first), 'the first row');
		await page.keyboard.press('End');
		await page.keyboard.press('ArrowUp');
		await page.keyboard.press('Home');
		await page.keyboard.press('Enter');
		await page.waitForURL(`**/loupe/${first}**`);
		await page.goBack();
		await page.waitForURL(`**${pathOf()}`);
		await page.getByRole('link', { name: `Choose ${first}` }).press('Enter');
		await arrived(page, `/briefs/${briefId}/decision?variant=${first}`);
		await context.close();
	});
});

describe('blind', { timeout: 2 * PATIENCE_MS }, () => {
	it('tells nothing of it to whoever has not finished, in any response, until they finish', async () => {
		const { page, context, problems } = await sitAs(busy);
		const received: string[] = [];
		page.on('response', async (response) => {
			if (/html|json/.test(response.headers()['content-type'] ?? ''))
				// Of a page that is left there is nothing to read any more; each is asked for once more below.
				received.push(await response.text().catch(() => ''));
		});
		await opened(page, stage.app.url + pathOf());
		await seen(page.getByText('given 80 answers'));
		await opened(page, `${stage.app.url}/briefs/${briefId}`);
		for (const rest of ['', '/__data.json', '?criterion=detail'])
			received.push(await (await context.request.get(stage.app.url + pathOf() + rest)).text());
		await page.goBack();
		await seen(button(page, 'Finish and see'));
		const told = received.join('\n');
		expect(told).toContain('The standing is told once you have finished.');
		expect(told).not.toMatch(/rankLow|ratings|pTop|pBestShown|reliability|comparisons/);
		for (const name of ['Ines', 'Jonah', 'Mara', 'composer']) expect(told).not.toContain(name);
		expect(await page.getByRole('link', { name: 'Go on' }).getAttribute('href')).toBe(
			`/rank/${sessionId}/${busy}`
		);
		await button(page, 'Finish and see').click();
		await eventually(() => orderOn(page), await orderBy(), 'the standing');
		expect(await wordsOf(page)).toMatch(/yours \d/);
		expect(problems).toEqual([]);
		await context.close();
	});
});

describe('what its holder can do', { timeout: 2 * PATIENCE_MS }, () => {
	it('takes a reviewer out and back in, and draws what is left at once', async () => {
		const { page, context } = await sitAs(null);
		await opened(page, stage.app.url + pathOf());
		const before = await ranking();
		await button(page, 'Take out Jonah').click();
		await seen(button(page, 'Take back in Jonah'));
		const without = await ranking();
		expect(without.comparisons).toBeLessThan(before.comparisons);
		await seen(page.getByText(`${without.comparisons} answers by ${without.reviewers} people`));
		await eventually(() => orderOn(page), await orderBy(), 'the order without');
		await button(page, 'Take back in Jonah').click();
		await seen(page.getByText(`${before.comparisons} answers by ${before.reviewers} people`));
		expect(await ranking()).toEqual(before);
		await context.close();
	});

	it('says that there are new answers, and moves nothing until asked', async () => {
		const { page, context } = await sitAs(null);
		await opened(page, stage.app.url + pathOf());
		const before = await orderOn(page);
		const upsideDown = worthByPlace([...ids].reverse(), 2);
		await play(sessionId, { name: 'Late', role: 'other' }, tasteOf(upsideDown, 5), 60);
		await seen(page.getByText('60 new answers:'));
		expect(await orderOn(page)).toEqual(before);
		expect(await page.getByText('Late').count()).toBe(0);
		await button(page, 'look again').click();
		await gone(page.getByText('60 new answers:'));
		await eventually(() => orderOn(page), await orderBy(), 'the order with them');
		await seen(button(page, 'Take out Late'));
		await context.close();
	});

	it('takes the files along, and a picture', async () => {
		const { page, context } = await sitAs(done);
		await opened(page, stage.app.url + pathOf());
		const save = async (press: () => Promise<void>) => {
			const [download] = await Promise.all([page.waitForEvent('download'), press()]);
			const content = await readFile(await download.path());
			return { name: download.suggestedFilename(), content };
		};
		const link = (name: string) => () => page.getByRole('link', { name }).click();
		const table = await save(link('The table, as CSV'));
		expect(table.name).toBe(`A sheet of ${COUNT} standing.csv`);
		const lines = table.content.toString().trim().split('\r\n');
		expect(lines).toHaveLength(1 + 2 * COUNT);
		const whole = await save(link('Every answer, as JSON'));
		expect(JSON.parse(whole.content.toString()).session.id).toBe(sessionId);

		const picture = await save(() => button(page, 'A picture, as PNG').click());
		expect(picture.name).toBe(`A sheet of ${COUNT} standing.png`);
		const { format, width = 0, height = 0 } = await sharp(picture.content).metadata();
		expect([format, width]).toEqual(['png', 2 * PICTURE_WIDTH]);
		expect(height).toBeGreaterThan(2 * COUNT * 24);
		const { channels, entropy } = await sharp(picture.content).stats();
		// Of red, green and blue; all of it is opaque.
		expect(Math.min(...channels.slice(0, 3).map(({ stdev }) => stdev))).toBeGreaterThan(5);
		expect(entropy).toBeGreaterThan(1);
		await context.close();
	});

	it('tells who made what when asked, having said what that costs', async () => {
		const { page, context } = await sitAs(done);
		await opened(page, stage.app.url + pathOf());
		await seen(page.getByText('Your sitting in this session ends with it'));
		expect(await page.content()).not.toContain('composer');
		await button(page, 'Tell who made what').click();
		await seen(page.getByText('composer'));
		await seen(page.getByText(/^Told since/));
		expect(await button(page, 'Tell who made what').count()).toBe(0);
		const { body } = await api.call(operations.getSession, { params: { id: sessionId } });
		expect(body.revealedAt).not.toBeNull();
		await context.close();
	});
});

describe('with little to say', { timeout: 2 * PATIENCE_MS }, () => {
	const CASES: [string, object, number, Judge, RegExp][] = [
		['no answers', {}, 0, always('left'), /^Nobody has answered yet\.$/],
		['nothing preferred', {}, 8, always('neither'), /^Nothing has been preferred yet\.$/],
		['two variants', { two: true }, 12, always('left'), /leads; \d+ follows it\.$/]
	];
	it.each(CASES)('%s', async (_, { two }: { two?: boolean }, actions, judge, sentence) => {
		const variantIds = ids.slice(0, 2);
		const session = await newSession(two ? { pool: { kind: 'selection', variantIds } } : {});
		await play(session, { name: '', role: 'other' }, judge, actions);
		const { page, context, problems } = await visit(stage.browser);
		await opened(page, stage.app.url + pathOf(session));
		await seen(page.getByRole('heading', { name: sentence }));
		await seen(button(page, 'Take out Reviewer 1'));
		expect(await rows(page).count()).toBe(two ? 2 : 0);
		expect(problems).toEqual([]);
		await context.close();
	});

	it('no such session, and one of another brief', async () => {
		const { page, context } = await visit(stage.browser);
		await opened(page, stage.app.url + pathOf(`s_${'0'.repeat(20)}`));
		await seen(page.getByRole('heading', { name: 'There is no such session.' }));
		const source = '---\ntitle: Another\n---\nSomething else.\n';
		const { body: other } = await api.call(operations.addBrief, { body: { source } });
		const answer = await context.request.get(
			`${stage.app.url}/briefs/${other.id}/rank/${sessionId}`
		);
		expect(answer.status()).toBe(404);
		await context.close();
	});
});

describe('at every width and in both lights', { timeout: 3 * PATIENCE_MS }, () => {
	it.each([1440, 768, 390, 320])('%i', async (width) => {
		const { page, context } = await sitAs(done, { width, hasReducedMotion: true });
		await opened(page, stage.app.url + pathOf());
		await seen(rows(page));
		await page.getByText('Places by role and reviewer, in numbers').click();
		expect(await overflowing(page)).toEqual([]);
		for (const light of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme: light });
			expect(await accessibilityFaults(page), light).toEqual([]);
		}
		expect(await moving(page)).toEqual([]);
		const small = await page.evaluate(() =>
			[...document.querySelectorAll('main :is(a, button, select, summary)')]
				.filter((element) => element.getBoundingClientRect().height < 24)
				.map((element) => element.textContent?.trim().slice(0, 40))
		);
		expect(small).toEqual([]);
		await context.close();
	});
});
