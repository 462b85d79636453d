/** Baskets and merges over real HTTP, on pages in a real browser: what comes of them, and what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import type { MergeDraft, MergeView } from '#lib/domain/merge.ts';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient, type ApiClient } from '../support/api-client.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { eventually } from '../support/browse.ts';
import { startFakeOpenAi, type FakeOpenAi } from '../support/fake-openai.ts';
import { page } from '../support/import-files.ts';
import { readEvents } from '../support/read-events.ts';
import { SHORT_BRIEF, SMALL_RECIPE } from '../support/services.ts';
import { json } from '../support/session-calls.ts';
import { startApp, temporaryFolder, type RunningApp } from '../support/start-app.ts';

/** e1 header, e2 h1, e3 main, e4 p, e5 button, e6 footer. */
const BASE = page(
	`<header><h1>Money back</h1></header><main><p>What was paid</p><button>Refund</button></main><footer>Ends here</footer>`,
	`<style>:root { --ink: #123; } body { margin: 0; font: 16px/20px monospace; color: var(--ink); }
	header { height: 80px; background: #cde; } main { height: 200px; } footer { height: 40px; background: #eee; }
	button { color: red; width: 200px; height: 40px; }</style>`
);
/** e1 section, e2 h2, e3 ul, e4 li, e5 li, e6 script, e7 hidden. */
const CARDS = page(
	`<section class="cards"><h2>Two ways</h2><ul><li>All of it</li><li>Some of it</li></ul></section><script>var nothing = 1;</script><p hidden>Nobody</p>`,
	`<style>:root { --ink: #910; --gap: 12px; } body { margin: 0; font: 18px/24px sans-serif; color: var(--ink); }
	.cards { padding: var(--gap); background: #fed; width: 500px; } li { list-style: none; } ul { margin: 0; padding: 0; }</style>`
);
const NAV = page(
	`<nav><a href="#a">One</a> <a href="#b">Two</a></nav>`,
	`<style>body { margin: 0; } nav { height: 50px; background: #2a2; font: 20px/50px serif; } a { color: #fff; transition: opacity 2s; } a:hover { opacity: 0.5; }</style>`
);

/** e1 main, e2 p; taller than any photograph. */
const TALL = page(
	`<main><p>Far down</p></main>`,
	'<style>body { margin: 0; } main { height: 1500px; background: #eef; }</style>'
);

const folder = temporaryFolder();
let endpoint: FakeOpenAi;
let app: RunningApp;
let api: ApiClient;
let brief: BriefReader;
/** By the order in which they came in. */
let ids: string[];
const [BASE_AT, CARDS_AT, NAV_AT, TALL_AT] = [0, 1, 2, 3];
const idOf = (at: number): string => ids[at] ?? '';

beforeAll(async () => {
	endpoint = await startFakeOpenAi();
	app = await startApp({
		workspace: folder.path,
		args: ['--no-sample'],
		env: { OPENAI_BASE_URL: endpoint.url }
	});
	api = createApiClient(app.url);
	const { body } = await api.call(operations.addBrief, { body: { source: SHORT_BRIEF } });
	brief = createBriefReader(api, body.id);
	const params = { id: brief.id };
	const recipe = { ...SMALL_RECIPE, states: [] };
	await api.call(operations.saveRecipe, { params, body: { recipe } });
	for (const html of [BASE, CARDS, NAV, TALL])
		await api.call(operations.importVariants, { params, body: { html } });
	ids = (await brief.view()).variants.map(({ id }) => id);
	await photographed();
});

afterAll(async () => {
	await app?.stop();
	await endpoint?.close();
	folder.remove();
});

const photographed = () =>
	eventually(
		async () => (await brief.phases()).filter((phase) => !/ready|failed/.test(phase)),
		[],
		'photographs'
	);

/** Merges, and waits until what comes of it is photographed. @returns the variants of the round */
async function merge(request: MergeDraft) {
	const params = { id: brief.id };
	const { body: round } = await api.call(operations.startMerge, { params, body: request });
	await readEvents(`${app.url}/api/v1/rounds/${round.id}/events`);
	await photographed();
	const { variants } = await brief.view();
	return { round, made: variants.filter(({ roundId }) => roundId === round.id) };
}
const viewOf = async (id: string): Promise<MergeView> =>
	(await api.call(operations.getMerge, { params: { id } })).body;
const htmlOf = async (id: string): Promise<string> =>
	(await api.call(operations.getHtml, { params: { id } })).raw;
const refusedMerge = (body: unknown) =>
	api.refused('POST', `/briefs/${brief.id}/merges`, json(body));

const look = { viewport: 'desktop', theme: 'light', state: null } as const;
const cards = (where: 'after' | 'replace', anchorId = 'e1') => ({
	variantId: idOf(CARDS_AT),
	elementId: 'e1',
	place: { anchorId, where }
});

describe('the basket', () => {
	it('takes parts once each, says anew what is taken, and gives them back', async () => {
		const params = { id: brief.id };
		const part = {
			id: newId('part'),
			variantId: idOf(CARDS_AT),
			elementId: 'e1',
			take: 'element' as const,
			remark: '',
			...look
		};
		const whole = { ...part, id: newId('part'), elementId: null, take: 'idea' as const };
		for (const body of [part, whole, part])
			await api.call(operations.putIntoBasket, { params, body });
		const { body: basket } = await api.call(operations.getBasket, { params });
		expect(basket.parts.map(({ id, number, problem }) => [id, number, problem])).toEqual([
			[part.id, 2, null],
			[whole.id, 2, null]
		]);
		expect(basket.parts[0]?.photograph).toMatchObject({ isSameLook: true });
		const changed = await api.call(operations.changePart, {
			params: { id: part.id },
			body: { remark: 'The two ways' }
		});
		expect(changed.body.parts[0]).toMatchObject({ take: 'element', remark: 'The two ways' });
		for (const id of [whole.id, whole.id, part.id])
			await api.call(operations.takeOutOfBasket, { params: { id } });
		expect((await api.call(operations.getBasket, { params })).body.parts).toEqual([]);

		const path = `/briefs/${brief.id}/basket`;
		const refuse = (change: object) =>
			api.refused('POST', path, json({ ...part, id: newId('part'), ...change }));
		expect(await refuse({ elementId: 'e99' })).toMatchObject({ status: 400, field: 'elementId' });
		expect(await refuse({ variantId: newId('variant') })).toMatchObject({ field: 'variantId' });
		expect(await refuse({ take: 'soul' })).toMatchObject({ status: 400, field: 'take' });
		expect(await api.refused('PATCH', `/basket/${part.id}`, json({ remark: 'x' }))).toMatchObject({
			status: 404
		});
	});
});

describe('a merge without a model', () => {
	it('is a variant with its parents, whose part is as it was and whose base is too', async () => {
		const { round, made } = await merge({
			kind: 'graft',
			baseId: idOf(BASE_AT),
			parts: [cards('after', 'e3')]
		});
		expect([round.kind, made.map(({ status }) => status)]).toEqual(['merge', ['ready']]);
		const [one] = made;
		expect(one?.parents.map(({ variantId, role }) => [variantId, role])).toEqual([
			[idOf(BASE_AT), 'base'],
			[idOf(CARDS_AT), 'part']
		]);
		const { recipe, proof, waiting } = await viewOf(one?.id ?? '');
		expect(waiting).toBeNull();
		expect(proof).toMatchObject({
			parts: [{ verdict: 'kept', look }],
			rest: { verdict: 'kept', regions: [] }
		});
		expect(recipe).toMatchObject({ kind: 'graft', parts: [{ take: 'element' }] });
		const html = await htmlOf(one?.id ?? '');
		const used = [...html.matchAll(/data-vt-id="(e\d+)"/g)].map(([, id]) => id);
		expect(new Set(used).size).toBe(used.length);
		expect(html).toContain('All of it');
		expect(await viewOf(one?.id ?? '')).toMatchObject({ proof });
	});

	it('is made again without a difference, as another variant', async () => {
		const request = { kind: 'graft' as const, baseId: idOf(BASE_AT), parts: [cards('replace')] };
		const { made } = await merge(request);
		const first = await viewOf(made[0]?.id ?? '');
		if (first.recipe.kind !== 'graft') throw new Error('It was put together without a model.');
		expect(first.recipe.differences.every(({ isOff }) => !isOff)).toBe(true);
		const keys = first.recipe.differences.map(({ key }) => key);
		expect(keys).toContain('1:place');
		const again = await merge({ ...request, without: ['1:place'], ofVariantId: first.variantId });
		const second = await viewOf(again.made[0]?.id ?? '');
		expect(second.recipe).toMatchObject({ without: ['1:place'], ofVariantId: first.variantId });
		expect(await htmlOf(second.variantId)).not.toContain('All of it');
		expect(second.proof?.parts[0]).toMatchObject({ verdict: 'lost' });
		expect(second.proof?.rest).toMatchObject({ verdict: 'kept' });
		expect(await htmlOf(first.variantId)).toContain('All of it');
	});

	it('takes parts of two others, and can itself be merged', async () => {
		const nav = {
			variantId: idOf(NAV_AT),
			elementId: 'e1',
			place: { anchorId: 'e6', where: 'before' as const }
		};
		const { made } = await merge({
			kind: 'graft',
			baseId: idOf(BASE_AT),
			parts: [cards('after', 'e3'), nav]
		});
		const three = made[0]?.id ?? '';
		expect((await viewOf(three)).proof?.parts.map(({ verdict }) => verdict)).toEqual([
			'kept',
			'kept'
		]);
		const { recipe } = await viewOf(three);
		const elementId = recipe.parts[1]?.partId ?? null;
		const of = await merge({
			kind: 'graft',
			baseId: idOf(CARDS_AT),
			parts: [{ variantId: three, elementId, place: { anchorId: 'e1', where: 'before' } }]
		});
		expect(of.made[0]?.parents.map(({ role }) => role)).toEqual(['base', 'part']);
		expect((await viewOf(of.made[0]?.id ?? '')).proof?.parts[0]).toMatchObject({ verdict: 'kept' });
	});

	it('gives the look of another to the base, beside elements, each left out by itself', async () => {
		const dressed = { variantId: idOf(CARDS_AT), take: 'look' as const };
		const nav = {
			variantId: idOf(NAV_AT),
			elementId: 'e1',
			place: { anchorId: 'e6', where: 'before' as const }
		};
		const request = { kind: 'graft' as const, baseId: idOf(BASE_AT), parts: [dressed, nav] };
		const { made } = await merge(request);
		const { recipe, proof } = await viewOf(made[0]?.id ?? '');
		if (recipe.kind !== 'graft') throw new Error('It was put together without a model.');
		expect(proof?.parts.map(({ verdict }) => verdict)).toEqual(['unseen', 'kept']);
		expect(proof?.rest.verdict).toBe('changed');
		expect(new Set(recipe.differences.map(({ key, part }) => `${key[0]} ${part}`))).toEqual(
			new Set(['1 0', '2 1'])
		);
		const looks = recipe.differences.filter(({ part }) => part === 0).map(({ key }) => key);
		const again = await merge({ ...request, without: [...looks.slice(1), '2:place'] });
		const second = await viewOf(again.made[0]?.id ?? '');
		if (second.recipe.kind !== 'graft') throw new Error('It was put together without a model.');
		expect(second.recipe.differences.filter(({ isOff }) => !isOff).map(({ key }) => key)).toEqual(
			looks.slice(0, 1)
		);
		expect(await htmlOf(second.variantId)).not.toContain('<nav');
	});

	it('lets an element of the base move as one of another does', async () => {
		const moving = {
			variantId: idOf(NAV_AT),
			elementId: 'e2',
			take: 'motion' as const,
			place: { anchorId: 'e5', where: 'replace' as const }
		};
		const { made } = await merge({ kind: 'graft', baseId: idOf(BASE_AT), parts: [moving] });
		const { recipe, proof } = await viewOf(made[0]?.id ?? '');
		expect(recipe).toMatchObject({ parts: [{ take: 'motion', partId: null }] });
		expect(proof).toMatchObject({ parts: [{ verdict: 'unseen' }], rest: { verdict: 'kept' } });
		expect(await htmlOf(made[0]?.id ?? '')).toMatch(/opacity 2s/);
	});

	it('is scrolled to where a part lies below the photographs, and judged there', async () => {
		const { made } = await merge({
			kind: 'graft',
			baseId: idOf(TALL_AT),
			parts: [cards('after', 'e1')]
		});
		const { proof } = await viewOf(made[0]?.id ?? '');
		const [part] = proof?.parts ?? [];
		expect(part?.verdict).toBe('kept');
		expect(part?.imageSha256).not.toBeNull();
		const taken = made[0]?.captures.map(({ imageSha256 }) => imageSha256);
		expect(taken).not.toContain(part?.imageSha256);
		expect(proof?.rest).toMatchObject({ verdict: 'kept', share: 0 });
	});

	it('is refused in words that name the part at fault', async () => {
		const good = { kind: 'graft', baseId: idOf(BASE_AT), parts: [cards('after')] };
		const withPart = (change: object) =>
			refusedMerge({ ...good, parts: [cards('after'), { ...cards('after'), ...change }] });
		expect(await refusedMerge({ ...good, parts: [] })).toMatchObject({ field: 'parts' });
		expect(await refusedMerge({ ...good, baseId: newId('variant') })).toMatchObject({
			code: 'invalid_input',
			field: 'baseId'
		});
		expect(await withPart({ elementId: 'e99' })).toMatchObject({ field: 'parts.1.elementId' });
		expect(await withPart({ place: { anchorId: 'e77', where: 'after' } })).toMatchObject({
			field: 'parts.1.place.anchorId'
		});
		expect(await withPart({ place: null })).toMatchObject({ field: 'parts.1.place' });
		expect(await withPart({ elementId: null })).toMatchObject({ code: 'merge_impossible' });
		expect(await withPart({ take: 'idea' })).toMatchObject({
			code: 'merge_impossible',
			field: 'parts.1.take'
		});
		expect(await withPart({ elementId: 'e6' })).toMatchObject({ code: 'merge_impossible' });
		expect(await withPart({ elementId: 'html' })).toMatchObject({ field: 'parts.1.elementId' });
		expect(await api.refused('GET', `/merges/${idOf(BASE_AT)}`)).toMatchObject({ status: 404 });
	});
});

describe('a merge by models', () => {
	const request = () => ({
		kind: 'model' as const,
		provider: 'openai' as const,
		models: ['fake-large'],
		baseId: idOf(BASE_AT),
		parts: [{ ...cards('replace'), remark: 'The two ways matter.' }],
		instruction: 'Put the ways first.',
		keep: 'The red button.'
	});

	it('shows the base, the parts, notes and photographs, and can be gone over first', async () => {
		const params = { id: brief.id };
		await api.call(operations.addNote, {
			params: { id: idOf(BASE_AT) },
			body: {
				id: newId('note'),
				intent: 'fix',
				criterion: null,
				text: 'The end is too low.',
				author: 'Ada',
				target: { look: { ...look, atMs: null }, elementId: 'e6', region: null, strokes: [] }
			}
		});
		const { body: draft } = await api.call(operations.draftMerge, { params, body: request() });
		for (const words of [
			'Put the ways first.',
			'The red button.',
			'The two ways matter.',
			'The end is too low.',
			'<button>Refund</button>'
		])
			expect(draft.user).toContain(words);
		expect(draft.user).not.toContain('data-vt-id');
		expect(draft.pictures).toHaveLength(2);
		expect(draft.estimate.requests).toBe(1);
		const asked = endpoint.requests.length;
		const { made } = await merge({
			...request(),
			count: 2,
			prompt: `${draft.user}\n\nAnd no more.`
		});
		expect(made.map(({ status }) => status)).toEqual(['ready', 'ready']);
		const [sent] = endpoint.requests.slice(asked);
		const user = sent?.body.messages[1];
		expect(user?.content).toContain('And no more.');
		expect(user?.pictures?.map((url) => url.slice(0, 22))).toEqual([
			'data:image/png;base64,',
			'data:image/png;base64,'
		]);
		const { recipe, proof } = await viewOf(made[0]?.id ?? '');
		expect(recipe).toMatchObject({
			kind: 'model',
			isEdited: true,
			instruction: 'Put the ways first.'
		});
		// What the endpoint wrote has neither the part nor the base in it, and that is said.
		expect(proof).toMatchObject({ parts: [{ verdict: 'lost' }], rest: { verdict: 'changed' } });
	});

	it('is asked again without pictures where they are refused, and says so', async () => {
		endpoint.setScenario('no-pictures');
		const { made } = await merge(request());
		const origin = await api.call(operations.getOrigin, { params: { id: made[0]?.id ?? '' } });
		expect(origin.body.steps[0]).toContain('takes no pictures');
		expect(endpoint.requests.at(-1)?.body.messages[1]?.pictures).toBeUndefined();
	});

	it('is none when the base comes back, in words', async () => {
		endpoint.setScenario({
			text: `\`\`\`html\n${BASE.replace('</header>', '</header>\n\n')}\n\`\`\``
		});
		const { made } = await merge(request());
		expect(made[0]?.error).toMatchObject({ code: 'merge_unchanged' });
		expect(await viewOf(made[0]?.id ?? '')).toMatchObject({ proof: null });
		const failed = { ...cards('after'), variantId: made[0]?.id, elementId: null };
		const body = { kind: 'graft', baseId: idOf(BASE_AT), parts: [failed] };
		expect(await refusedMerge(body)).toMatchObject({
			code: 'conflict',
			field: 'parts.0.variantId'
		});
	});

	it('needs somebody who can read a page', async () => {
		expect(await refusedMerge({ ...request(), provider: 'composer' })).toMatchObject({
			code: 'provider_not_ready',
			field: 'provider'
		});
	});
});
