/** Beyond loopback, as a team ranks: whatever a reviewer's browser receives before they have finished tells nothing it must not. */
import { inflateSync } from 'node:zlib';
import type { Response } from 'playwright';
import { describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { operations } from '#lib/server/http/operations.ts';
import type { Operation } from '#lib/server/http/operation.ts';
import { alive, eventually, opened, PATIENCE_MS, seen, visit } from '../support/browse.ts';
import { SMALL_RECIPE } from '../support/services.ts';
import { useStage } from '../support/stage.ts';

const MODELS = ['glockenspiel-70b', 'xylophone-8b'];
/** What another reviewer is called and says. */
const OTHER = { name: 'Wilhelmine', reason: 'zwieback' };
const WHY_PICKED = 'kaleidoscope';

let origin = '';
let token = '';

const stage = useStage(
	async ({ app }) => {
		const printed = new URL(app.url);
		origin = `http://127.0.0.1:${printed.port}`;
		token = printed.searchParams.get('token') ?? '';
	},
	{ models: { models: MODELS }, args: ['--no-sample', '--host', '0.0.0.0'] }
);

/** As the owner's scripts call. */
async function owner<T>(
	{ method, path }: Operation,
	params: Record<string, string>,
	body?: unknown,
	query = ''
): Promise<T> {
	const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
	const answer = await fetch(`${origin}/api/v1${address}${query}`, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) })
	});
	if (!answer.ok) throw new Error(await answer.text());
	return answer.json() as Promise<T>;
}

interface Seeded {
	briefId: string;
	sessionId: string;
	/** What must not be told, by anything. */
	secrets: string[];
	/** What the works say of themselves, and nobody else. */
	words: string[];
}

/** Variants of two models, marked, chosen from and ranked by somebody else. */
async function seed(settings: object): Promise<Seeded> {
	const source = '---\ntitle: A bell\n---\nRing it.\n';
	const { id: briefId } = await owner<{ id: string }>(operations.addBrief, {}, { source });
	await owner(operations.saveRecipe, { id: briefId }, { recipe: SMALL_RECIPE });
	const round = { provider: 'openai', models: MODELS, count: 6, seed: 5 };
	await owner(operations.startRound, { id: briefId }, round);
	type View = { variants: { id: string; phase: string; statement: string; title: string }[] };
	const view = () => owner<View>(operations.getBrief, { id: briefId });
	await eventually(
		async () => [...new Set((await view()).variants.map(({ phase }) => phase))],
		['ready'],
		'all variants'
	);
	const { variants } = await view();
	const batch = newId('batch');
	await owner(
		operations.putMarks,
		{ id: briefId, batch },
		{ marks: variants.slice(0, 2).map(({ id }) => ({ variantId: id, flag: 'pick', stars: 4 })) }
	);
	await owner(operations.decide, { id: briefId }, { variantId: variants[0]?.id, why: WHY_PICKED });
	const { id: sessionId } = await owner<{ id: string }>(
		operations.addSession,
		{ id: briefId },
		settings
	);
	const params = { id: sessionId };
	const { id: reviewerId } = await owner<{ id: string }>(operations.addReviewer, params, {
		name: OTHER.name,
		role: 'product'
	});
	const [left, right] = variants.map(({ id }) => id);
	const id = newId('comparison');
	await owner(operations.addComparison, params, {
		id,
		reviewerId,
		criterion: 'overall',
		answer: { kind: 'pair', left, right, says: 'left' }
	});
	await owner(operations.explainComparison, { id }, { reason: OTHER.reason });
	return {
		briefId,
		sessionId,
		secrets: [...MODELS, OTHER.name, OTHER.reason, WHY_PICKED, reviewerId, token],
		words: variants.flatMap(({ statement, title }) => [statement, title]).filter(Boolean)
	};
}

interface Received {
	url: string;
	headers: string;
	text: string;
	isScript: boolean;
	type: string;
}

async function read(response: Response | null): Promise<Received> {
	if (!response) throw new Error('A request was finished without a response.');
	const headers = await response.allHeaders();
	const type = headers['content-type'] ?? '';
	const bytes = await response.body().catch(() => Buffer.alloc(0));
	return {
		url: response.url(),
		headers: JSON.stringify(headers),
		text: type === 'image/png' ? textOfPng(bytes) : bytes.toString('utf8'),
		isScript: type.includes('javascript'),
		type
	};
}

/** Whatever a PNG says besides its pixels. */
function textOfPng(bytes: Buffer): string {
	const parts: string[] = [];
	for (let at = 8; at + 8 <= bytes.length;) {
		const length = bytes.readUInt32BE(at);
		const kind = bytes.toString('latin1', at + 4, at + 8);
		const data = bytes.subarray(at + 8, at + 8 + length);
		if (kind !== 'IDAT') parts.push(kind, data.toString('latin1'));
		if (kind === 'zTXt' || kind === 'iTXt')
			parts.push(inflateSync(data.subarray(data.lastIndexOf(0) + 1)).toString('utf8'));
		at += 12 + length;
	}
	return parts.join('\n');
}

/** Field names that would tell. */
const TELLING =
	/"(provider|model|cost|costs|source|tokens|standing|ratings|ranking|models|reliability|flag|stars|label|likeness|signals|facts)"/;

describe('what a reviewer’s browser receives', { timeout: 4 * PATIENCE_MS }, () => {
	it.each<[string, { mode?: string; shows?: string }]>([
		['photographs', { mode: 'mixed' }],
		['living variants', { shows: 'live' }]
	])('by %s: nothing of who made what, or of what others said', async (_, settings) => {
		const { briefId, sessionId, secrets, words } = await seed(settings);
		expect(words.length).toBeGreaterThan(6);
		const { page, context, problems } = await visit(stage.browser);
		const pending: Promise<Received>[] = [];
		// A frame that is gone before its page has come has received none of it.
		page.on('requestfinished', (request) =>
			pending.push(request.response().then((response) => read(response)))
		);
		await opened(page, `${origin}/rank/${sessionId}`);
		await page.getByLabel('Your name').fill('Ines');
		await page.getByRole('button', { name: 'Begin' }).click();
		await page.waitForURL(/\/rank\/s_\w+\/p_\w+$/);
		await alive(page);
		const film = page.locator('.film:not([inert])');
		for (let action = 0; action < 12; action++) {
			await seen(film);
			const count = await film.locator('[data-index]').count();
			const keys = count === 4 ? ['1', '2', '3'] : ['ArrowLeft'];
			for (const key of keys) await page.keyboard.press(key);
			await eventually(
				() => page.locator('.where b').textContent(),
				String(action + 1),
				'the count'
			);
		}
		await page.keyboard.press('w');
		await page.getByLabel('On your last answer, why?').fill('because');
		await page.keyboard.press('Enter');
		await page.keyboard.press('?');
		await page.keyboard.press('Escape');
		const dom = await page.content();
		const kept = JSON.stringify(
			await page.evaluate(() => ({ ...localStorage, ...sessionStorage, title: document.title }))
		);
		// What is not theirs is refused, to their browser as it is.
		for (const path of [
			`/briefs/${briefId}`,
			`/briefs/${briefId}/rank`,
			`/briefs/${briefId}/rank/${sessionId}`,
			`/api/v1/briefs/${briefId}`,
			`/api/v1/sessions/${sessionId}`,
			`/api/v1/sessions/${sessionId}/ranking`,
			`/api/v1/sessions/${sessionId}/export`
		]) {
			const status = await page.evaluate(async (to) => {
				const response = await fetch(to);
				await response.text();
				return response.status;
			}, path);
			expect(status, path).toBe(403);
		}

		const received = await Promise.all(pending);
		const types = new Set(received.map(({ type }) => type.split(';')[0]));
		expect(types).toContain('application/json');
		expect(types).toContain('text/html');
		if (settings.shows === undefined) {
			const photographs = received.filter(({ url }) => url.includes('/api/v1/blobs/'));
			expect(photographs.length).toBeGreaterThan(3);
		}
		// The page of a living variant is the work itself, its title with it.
		const ours = received.filter(({ url }) => !/\/v\/v_[0-9a-f]+/.test(url));
		const all = ({ url, headers, text }: Received) => `${url}\n${headers}\n${text}`;
		const tellingOf = (secret: string, among: Received[]) =>
			[...among.map(all), dom, kept].find((text) => text.includes(secret))?.slice(0, 400);
		for (const secret of secrets)
			expect(tellingOf(secret, received), `“${secret}” is told`).toBeUndefined();
		for (const word of words) expect(tellingOf(word, ours), `“${word}” is told`).toBeUndefined();
		for (const { url, text, isScript } of ours.filter((one) => !one.isScript))
			expect(TELLING.exec(text)?.[0], `${url} ${isScript}`).toBeUndefined();
		expect(problems).toEqual([]);
		await context.close();
	});
});
