/** Making a ranking session, sharing it, watching who sits in it, and closing it. */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { SessionSettings } from '#lib/domain/session.ts';
import type { SessionView } from '#lib/domain/session-view.ts';
import { operations } from '#lib/server/http/operations.ts';
import type { ApiClient } from '../support/api-client.ts';
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
import { bringLamps, LAMPS, WITHOUT_PHONE } from '../support/lamps.ts';
import { accessibilityFaults, moving, overflowing } from '../support/page-checks.ts';
import { answering, tasteOf, worthByPlace } from '../support/sessions.ts';
import { useStage } from '../support/stage.ts';
import { startApp } from '../support/start-app.ts';

let api: ApiClient;
let desk: Visit;
let page: Page;
let brief: BriefReader;
const stage = useStage(async (set) => {
	({ api, desk, page } = set);
	brief = await bringLamps(api);
});

const setUp = (search = ''): string => `${brief.sheet}/rank${search}`;
const open = (search = ''): Promise<void> => opened(page, stage.app.url + setUp(search));
const sentence = (text: string) => seen(page.getByRole('heading', { name: text, level: 2 }));
const row = (session: SessionView) => page.locator(`article[id="${session.id}"]`);

/** Newest first. */
async function sessions(): Promise<SessionView[]> {
	const { body } = await api.call(operations.listSessions, { params: { id: brief.id } });
	return body.sessions;
}
async function newest(): Promise<SessionView> {
	const [session] = await sessions();
	if (!session) throw new Error('There is no session.');
	return session;
}
async function made(given: object = {}): Promise<SessionView> {
	const body = SessionSettings.parse(given);
	return (await api.call(operations.addSession, { params: { id: brief.id }, body })).body;
}
async function joined(session: SessionView, name: string): Promise<string> {
	const answer = await api.call(operations.addReviewer, {
		params: { id: session.id },
		body: { name, role: 'product' }
	});
	return answer.body.id;
}
const idsOf = async (...numbers: number[]): Promise<string[]> =>
	Promise.all(numbers.map(async (number) => (await brief.variant(number)).id));

/** Presses Tab until what has the focus is called so. */
async function tabTo(name: string): Promise<void> {
	const wanted = page.getByLabel(name, { exact: true }).or(page.getByRole('button', { name }));
	for (let presses = 0; presses < 80; presses++) {
		const isThere = await wanted.evaluateAll((all) =>
			all.includes(document.activeElement as never)
		);
		if (isThere) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab does not come to “${name}”.`);
}

describe('a session', { timeout: 2 * PATIENCE_MS }, () => {
	it('is thought out and begun by keyboard alone', async () => {
		await opened(page, stage.app.url + brief.sheet);
		await page.keyboard.press('r');
		await arrived(page, setUp());
		await sentence(`Rank all ${LAMPS}, two at a time, until the top 3 is settled.`);
		await tabTo('1, Lamp 1');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Space');
		await sentence(`Rank a selection of ${LAMPS - 1}, two at a time, until the top 3 is settled.`);
		await tabTo('Overall');
		await page.keyboard.press('Space');
		await seen(page.getByText('Choose at least one.'));
		expect(await page.getByRole('button', { name: 'Start ranking' }).isDisabled()).toBe(true);
		await tabTo('Detail');
		await page.keyboard.press('Space');
		await tabTo('Two at a time');
		await page.keyboard.press('ArrowDown');
		await tabTo('The top 3 settled');
		await page.keyboard.press('ArrowUp');
		await sentence(
			`Rank a selection of ${LAMPS - 1} by detail, four at a time, until the best is settled.`
		);
		await tabTo('Start ranking');
		await page.keyboard.press('Enter');
		await eventually(() => /^\/rank\/s_\w+\/p_\w+$/.test(new URL(page.url()).pathname), true);
		const session = await newest();
		const [reviewer] = session.reviewers;
		expect(new URL(page.url()).pathname).toBe(`/rank/${session.id}/${reviewer?.id}`);
		expect(reviewer).toMatchObject({ name: '', role: 'other' });
		const out = (await brief.variant(2)).id;
		expect(session.variantIds).toHaveLength(LAMPS - 1);
		expect(session.variantIds).not.toContain(out);
		expect(session.settings).toMatchObject({
			criteria: ['detail'],
			mode: 'fours',
			goal: { kind: 'settled', top: 1 },
			shows: 'photographs',
			viewport: 'desktop'
		});
	});

	it('is made by pointer alone, for others to join', async () => {
		await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
		await open('?of=1,4,6,77');
		await sentence('Rank a selection of 3, two at a time, until the best is settled.');
		await seen(page.getByText('This brief has no variant 77.'));
		for (const name of ['The top 3 settled', 'The top 5 settled'])
			expect(await page.getByRole('radio', { name }).isDisabled()).toBe(true);
		await page.getByRole('button', { name: '7, Lamp 7' }).click();
		await sentence('Rank a selection of 4, two at a time, until the top 3 is settled.');
		await page.getByText('Live', { exact: true }).click();
		await page.getByRole('radio', { name: 'dark', exact: true }).click();
		await page.getByRole('button', { name: 'Make it, to share' }).click();
		await eventually(async () => (await sessions()).length, 2, 'another session');
		const session = await newest();
		expect(session.variantIds).toEqual(await idsOf(1, 4, 6, 7));
		expect(session.settings).toMatchObject({ shows: 'live', theme: 'dark' });
		await eventually(
			() => page.evaluate(() => document.activeElement?.id),
			session.id,
			'the focus on what was made'
		);
		const link = `${stage.app.url}/rank/${session.id}`;
		await seen(row(session).getByText(link, { exact: true }));
		await row(session).getByRole('button', { name: 'Copy the link to share' }).click();
		await seen(row(session).getByText('Copied'));
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
	});

	it('says why something cannot be chosen, and what is chosen when it can', async () => {
		await open();
		const reason = (name: string) =>
			page.getByRole('radio', { name }).evaluate((radio: HTMLInputElement) => {
				const said = document.getElementById(radio.getAttribute('aria-describedby') ?? '');
				return [radio.disabled, said?.textContent];
			});
		expect(await reason('The picks')).toEqual([true, 'Nothing is picked yet.']);
		expect(await reason('By stars')).toEqual([true, 'Fewer than two have stars.']);
		expect(await reason('A selection')).toEqual([true, expect.stringContaining('Press frames')]);
		const [first = '', second = '', third = ''] = await idsOf(1, 2, 3);
		await api.call(operations.putMarks, {
			params: { id: brief.id, batch: newId('batch') },
			body: {
				marks: [
					{ variantId: first, flag: 'pick', stars: 4 },
					{ variantId: second, flag: 'pick', stars: 2 },
					{ variantId: third, stars: 3 }
				]
			}
		});
		await open();
		await page.getByRole('radio', { name: 'The picks' }).check();
		await sentence('Rank the 2 picks, two at a time, until the best is settled.');
		await page.getByRole('radio', { name: 'By stars' }).check();
		await sentence('Rank the 2 with 3 stars and more, two at a time, until the best is settled.');
		await page.getByLabel('At least so many stars').selectOption('2');
		await sentence('Rank the 3 with 2 stars and more, two at a time, until the best is settled.');
		await page.getByRole('radio', { name: 'So many answers' }).check();
		await page.getByLabel('Answers from each').fill('12');
		await sentence('Rank the 3 with 2 stars and more, two at a time, for 12 answers from each.');
		await page.getByLabel('Answers from each').fill('');
		expect(await page.getByRole('button', { name: 'Make it, to share' }).isDisabled()).toBe(true);
	});

	it('says which were not photographed like that, and offers to', async () => {
		await open();
		await page.getByRole('radio', { name: 'phone 390' }).check({ force: true });
		const lacking = LAMPS - WITHOUT_PHONE + 1;
		await seen(page.getByText(`${lacking} variants were not photographed like this`));
		await page.getByRole('button', { name: 'Photograph them' }).click();
		await seen(page.getByText('The brief asks for no such photograph.'));
		await page.getByRole('radio', { name: 'Live' }).check();
		await gone(page.getByText('not photographed like this'));
		expect(desk.problems).toEqual([]);
	});
});

/** Of people who are of one mind about four works. */
const ENOUGH = 75;

describe('those there are', { timeout: 2 * PATIENCE_MS }, () => {
	it('give a link to one person, who is taken out and back in', async () => {
		const session = await made();
		await open();
		const own = row(session);
		await own.getByLabel('Name').fill('  Mara ');
		await own.getByLabel('Role').selectOption('engineering');
		await own.getByRole('button', { name: 'Make the link' }).click();
		await seen(own.getByText('For Mara alone'));
		const [mara] = (await newest()).reviewers;
		expect(mara).toMatchObject({ name: 'Mara', role: 'engineering', answers: 0 });
		await seen(own.getByText(`${stage.app.url}/rank/${session.id}/${mara?.id}`, { exact: true }));
		const sitting = () =>
			api.call(operations.nextQuestions, {
				params: { id: session.id },
				query: `?reviewer=${mara?.id}`
			});
		expect((await sitting()).body.reviewer.name).toBe('Mara');
		await own.getByRole('button', { name: 'Take out: Mara' }).click();
		await seen(own.getByText('taken out'));
		expect((await newest()).reviewers[0]?.withdrawnAt).not.toBeNull();
		await own.getByRole('button', { name: 'Take back in: Mara' }).click();
		await seen(own.getByText('not begun'));
		expect((await sitting()).status).toBe(200);
	});

	it('lead whoever sits in this browser back to where they were', async () => {
		const session = await made();
		const id = await joined(session, '');
		const cookie = { name: `vitrine-sitting-${session.id}`, value: id, url: stage.app.url };
		await desk.context.addCookies([cookie]);
		await open();
		const goOn = row(session).getByRole('link', { name: 'Go on' });
		expect(await goOn.getAttribute('href')).toBe(`/rank/${session.id}/${id}`);
		await seen(row(session).getByText('Reviewer 1'));
		const standing = row(session).getByRole('link', { name: 'See the standing' });
		expect(await standing.getAttribute('href')).toBe(`${setUp()}/${session.id}`);
		await api.call(operations.finishSitting, { params: { id } });
		await open();
		await seen(row(session).getByText('finished'));
		await gone(goOn);
	});

	it('say when they are settled', async () => {
		const variantIds = await idsOf(1, 2, 3, 4);
		const pool = { kind: 'selection', variantIds };
		const session = await made({ pool, goal: { kind: 'settled', top: 1 } });
		const judge = tasteOf(worthByPlace(variantIds, 9), 1);
		const params = { id: session.id };
		await open();
		await seen(row(session).getByText('running', { exact: true }));
		const people = [await joined(session, 'Ines'), await joined(session, 'Jonah'), await joined(session, 'Mara')]; // prettier-ignore
		for (let answers = 0; answers < ENOUGH; answers++) {
			const query = `?reviewer=${people[answers % people.length]}`;
			const { body: sitting } = await api.call(operations.nextQuestions, { params, query });
			await api.call(operations.addComparison, { params, body: answering(sitting, judge) });
		}
		await open();
		await seen(row(session).getByText('running, settled'));
		await seen(row(session).getByText(`${ENOUGH} answers`));
	});

	it('are closed, once and for all, and say what went wrong in their place', async () => {
		const session = await made();
		await joined(session, 'Jonah');
		await open();
		const own = row(session);
		await seen(own.getByText('this cannot be undone'));
		await own.getByRole('button', { name: 'Close it' }).click();
		await seen(own.getByText('closed', { exact: true }));
		expect((await newest()).closedAt).not.toBeNull();
		await gone(own.getByText('Link to share'));
		const other = await made();
		await open();
		await row(other).getByLabel('Name').fill('Teo');
		await api.call(operations.closeSession, { params: { id: other.id } });
		await row(other).getByRole('button', { name: 'Make the link' }).click();
		await seen(row(other).getByText('This session is closed.'));
		expect(await row(other).getByLabel('Name').inputValue()).toBe('Teo');
		expect(desk.problems).toEqual([]);
	});

	it('are copied by hand where the browser keeps its clipboard to itself', async () => {
		const session = await made();
		const args = ['--no-sample', '--host', '0.0.0.0'];
		const wide = await startApp({ workspace: stage.workspace, args });
		const other = await visit(stage.browser);
		try {
			const token = new URL(/http:\/\/\S+/.exec(wide.stdout())?.[0] ?? '').searchParams.get(
				'token'
			);
			// To a browser this is another machine over plain http.
			const origin = `http://0.0.0.0:${wide.port}`;
			await opened(other.page, `${origin}${setUp()}?token=${token}`);
			const own = other.page.locator(`article[id="${session.id}"]`);
			await own.getByRole('button', { name: 'Copy the link to share' }).click();
			await seen(own.getByText('Selected'));
			const selected = await other.page.evaluate(() => getSelection()?.toString());
			expect(selected).toMatch(new RegExp(`^http://.+:${wide.port}/rank/${session.id}$`));
			await gone(other.page.getByText('Links open on this machine alone.'));
		} finally {
			await other.context.close();
			await wide.stop();
		}
	});
});

describe('on every table', { timeout: 2 * PATIENCE_MS }, () => {
	it('fits, can be read by all, and is still', async () => {
		const { page: phone, problems } = await visit(stage.browser, { hasReducedMotion: true });
		await opened(phone, stage.app.url + setUp('?of=1,2,3'));
		await seen(phone.locator('article'));
		for (const [width, light] of [
			[320, null],
			[768, 'dark'],
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

	it('says what to do where there is nothing to rank, or one alone', async () => {
		const source = '---\ntitle: A lamp alone\n---\nHow bright it is.\n';
		const { body: alone } = await api.call(operations.addBrief, { body: { source } });
		const address = `${stage.app.url}/briefs/${alone.id}/rank`;
		await opened(page, address);
		await seen(page.getByText('There is nothing to rank yet.'));
		await api.call(operations.importVariants, {
			params: { id: alone.id },
			body: { html: '<!doctype html><title>One</title><h1>One</h1>' }
		});
		await opened(page, address);
		await seen(page.getByText('One alone is not ranked.'));
		await page.getByRole('link', { name: 'Begin a round' }).click();
		await arrived(page, `/briefs/${alone.id}/round`);
	});
});
