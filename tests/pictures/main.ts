/** `npm run pictures`: photographs of every view, both widths, both lights, from the sample, into docs/pictures. */
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { newId } from '#lib/domain/ids.ts';
import type { MarkChange } from '#lib/domain/marks.ts';
import type { MappedElement } from '#lib/domain/page-map.ts';
import type { BriefView } from '#lib/domain/view.ts';
import { operations } from '#lib/server/http/operations.ts';
import type { NewNote } from '#lib/domain/note.ts';
import { createApiClient, type ApiClient } from '../support/api-client.ts';
import { openBrowser, opened, visit } from '../support/browse.ts';
import { answering, tasteOf, worthByPlace } from '../support/sessions.ts';
import { startApp, temporaryFolder } from '../support/start-app.ts';

const FOLDER = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const WIDTHS = [
	{ width: 1440, height: 900 },
	{ width: 390, height: 844 }
];
const LIGHTS = ['light', 'dark'] as const;
const QUALITY = 80;

interface Picture {
	name: string;
	path: string;
	/** Pressed before it is taken, one after the other. */
	keys?: string[];
}

interface Ranked {
	/** Has a standing. */
	sessionId: string;
	/** Who looks at it. */
	reviewerId: string;
	/** Addresses of a sitting that asks for one of two, and of one that asks for an order of four. */
	two: string;
	four: string;
}

/** The views, in the order in which the work goes. */
function picturesOf(id: string, { sessionId, two, four }: Ranked): Picture[] {
	const at = (rest = '') => `/briefs/${id}${rest}`;
	return [
		{ name: 'briefs', path: '/briefs' },
		{ name: 'round', path: at('/round') },
		{ name: 'sheet', path: at() },
		{ name: 'filter', path: at(), keys: ['f'] },
		{ name: 'rooms', path: at('?by=likeness') },
		{ name: 'map', path: at('/map') },
		{ name: 'loupe', path: at('/loupe/4') },
		{ name: 'compare', path: at('/compare/4/6?mode=swipe') },
		{ name: 'compare-side', path: at('/compare/4/6') },
		{ name: 'survey', path: at('/survey?of=1,4,6,9') },
		{ name: 'rank-set-up', path: at('/rank') },
		{ name: 'join', path: `/rank/${sessionId}?new` },
		{ name: 'rank', path: two },
		{ name: 'rank-four', path: four, keys: ['3', '1'] },
		{ name: 'film', path: at('/film?of=4') },
		{ name: 'origin', path: at('/loupe/4/origin') },
		{ name: 'standing', path: at(`/rank/${sessionId}`) },
		{ name: 'notes', path: at('/notes') },
		{ name: 'merge', path: at('/merge') },
		{ name: 'merged', path: at(`/merge/${MERGED}`) },
		{ name: 'lineage', path: at('/lineage') },
		{ name: 'decision', path: at('/decision') }
	];
}

/** A sheet half culled, as a person would leave it. */
function marksFor({ variants }: BriefView): MarkChange[] {
	const put: Record<number, Omit<MarkChange, 'variantId'>> = {
		1: { stars: 3 },
		2: { flag: 'reject' },
		4: { flag: 'pick', stars: 5 },
		6: { flag: 'pick', stars: 4, label: 'yellow' },
		8: { flag: 'reject' },
		9: { stars: 2, label: 'violet' },
		11: { flag: 'reject' },
		12: { label: 'green' }
	};
	return variants.flatMap(({ id, number }) => {
		const marks = put[number];
		return marks ? [{ variantId: id, ...marks }] : [];
	});
}

/** What is put together of the eighteen is the next. */
const MERGED = 19;

/** What people have said of some, by the number of the variant. */
const NOTES: [number, Pick<NewNote, 'intent' | 'text'> & { elementId: string }][] = [
	[4, { elementId: 'e4', intent: 'keep', text: 'One pointer, five orders. Leave it alone.' }],
	[4, { elementId: 'e2', intent: 'question', text: 'Why is dead slow beside stop? As in #10.' }],
	[6, { elementId: 'e16', intent: 'steal', text: 'The line that is drawn across the list.' }],
	[9, { elementId: 'e5', intent: 'fix', text: 'The time is larger than what it is about.' }]
];

async function main(): Promise<void> {
	const workspace = temporaryFolder();
	const app = await startApp({ workspace: workspace.path });
	const browser = await openBrowser();
	try {
		const api = createApiClient(app.url);
		const id = await prepare(api);
		const ranked = await rank(api, id);
		await rm(FOLDER, { recursive: true, force: true });
		await mkdir(FOLDER, { recursive: true });
		for (const size of WIDTHS) {
			for (const light of LIGHTS) {
				const { page, context } = await visit(browser, { ...size, light, hasReducedMotion: true });
				const { sessionId, reviewerId } = ranked;
				const name = `vitrine-sitting-${sessionId}`;
				await context.addCookies([{ name, value: reviewerId, url: app.url, httpOnly: true }]);
				for (const picture of picturesOf(id, ranked)) {
					const file = path.join(FOLDER, `${picture.name}-${size.width}-${light}.webp`);
					await take(page, app.url, picture, file);
				}
				await context.close();
			}
		}
	} finally {
		await browser.close();
		await app.stop();
		workspace.remove();
	}
}

/** Waits for the sample, marks some of it and films one. @returns the brief's id */
async function prepare(api: ApiClient): Promise<string> {
	const { body } = await api.call(operations.listBriefs, {});
	const id = body.briefs[0]?.id ?? '';
	const params = { id };
	const view = async () => (await api.call(operations.getBrief, { params })).body;
	const phases = async () => [...new Set((await view()).variants.map(({ phase }) => phase))];
	const isDone = async () => {
		const seen = await phases();
		return seen.length === 1 && seen[0] === 'ready';
	};
	while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 500));
	const before = await view();
	await api.call(operations.putMarks, {
		params: { ...params, batch: newId('batch') },
		body: { marks: marksFor(before) }
	});
	for (const [number, { elementId, ...note }] of NOTES) {
		const variant = before.variants.find((one) => one.number === number);
		const look = { viewport: 'desktop', theme: 'light', state: null, atMs: null } as const;
		const target = { look, elementId, region: null, strokes: [] };
		const body = { id: newId('note'), criterion: null, author: 'Ines', ...note, target };
		await api.call(operations.addNote, { params: { id: variant?.id ?? '' }, body });
	}
	await putTogether(api, before);
	const filmed = before.variants.find(({ number }) => number === 4);
	await api.call(operations.photograph, {
		params,
		body: { film: true, variantIds: filmed ? [filmed.id] : [] }
	});
	while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 500));
	return id;
}

/** The switch of 10 in place of the head of 7; and of another one a part that waits in the basket. */
async function putTogether(api: ApiClient, { brief, variants }: BriefView): Promise<void> {
	const idOf = (number: number) => variants.find((one) => one.number === number)?.id ?? '';
	const find = async (number: number, isIt: (element: MappedElement) => boolean) => {
		const asked = { params: { id: idOf(number) }, query: '?viewport=desktop&theme=light' };
		const { elements } = (await api.call(operations.getPageMap, asked)).body;
		const found = elements.find(isIt);
		if (!found) throw new Error(`Variant ${number} of the sample has changed.`);
		return found.id;
	};
	const params = { id: brief.id };
	const taken = await find(10, ({ name, tag }) => tag === 'div' && /^Leave it/.test(name ?? ''));
	const place = { anchorId: await find(7, ({ tag }) => tag === 'header'), where: 'replace' };
	await api.call(operations.startMerge, {
		params,
		body: {
			kind: 'graft',
			baseId: idOf(7),
			parts: [{ variantId: idOf(10), elementId: taken, place }]
		}
	});
	await api.call(operations.putIntoBasket, {
		params,
		body: {
			id: newId('part'),
			variantId: idOf(4),
			elementId: 'e4',
			take: 'element',
			remark: 'Five orders, one pointer.',
			viewport: 'desktop',
			theme: 'light',
			state: null
		}
	});
}

/** Somebody in a session of their own, who has answered so often. @returns the address of their sitting */
async function sit(
	api: ApiClient,
	briefId: string,
	{ settings, answers }: { settings: object; answers: number }
): Promise<string> {
	const session = { params: { id: briefId }, body: settings };
	const { id } = (await api.call(operations.addSession, session)).body;
	const who = { params: { id }, body: { name: 'Mara', role: 'design' } };
	const { id: reviewerId } = (await api.call(operations.addReviewer, who)).body;
	const query = `?reviewer=${reviewerId}`;
	let { body: sitting } = await api.call(operations.nextQuestions, { params: { id }, query });
	for (let answer = 0; answer < answers; answer++) {
		const body = answering(sitting, tasteOf(new Map(), answer));
		({ body: sitting } = await api.call(operations.addComparison, { params: { id }, body }));
	}
	return `/rank/${id}/${reviewerId}`;
}

/** Three people with a taste of their own, who mostly agree, rank what there is. */
async function rank(api: ApiClient, briefId: string): Promise<Ranked> {
	const { variants } = (await api.call(operations.getBrief, { params: { id: briefId } })).body;
	const ids = variants.map(({ id }) => id);
	const session = { params: { id: briefId }, body: { criteria: ['overall', 'detail'] } };
	const { id: sessionId } = (await api.call(operations.addSession, session)).body;
	const params = { id: sessionId };
	const shared = worthByPlace([...ids.slice(3), ...ids.slice(0, 3)], 0.4);
	const people = [
		{ name: 'Ines', role: 'design', worth: shared, answers: 240 },
		{
			name: 'Jonah',
			role: 'engineering',
			worth: new Map(shared).set(ids[6] ?? '', -6),
			answers: 240
		},
		{ name: 'Mara', role: 'design', worth: new Map(shared).set(ids[1] ?? '', 0), answers: 120 }
	];
	let reviewerId = '';
	for (const [seed, { worth, answers, ...who }] of people.entries()) {
		({ id: reviewerId } = (await api.call(operations.addReviewer, { params, body: who })).body);
		const judge = tasteOf(worth, seed);
		const query = `?reviewer=${reviewerId}`;
		let { body: sitting } = await api.call(operations.nextQuestions, { params, query });
		for (let answer = 0; answer < answers; answer++) {
			const body = answering(sitting, judge);
			({ body: sitting } = await api.call(operations.addComparison, { params, body }));
		}
	}
	await api.call(operations.finishSitting, { params: { id: reviewerId } });
	const goal = { kind: 'answers', count: 60 };
	const two = { settings: { criteria: ['detail'], goal }, answers: 23 };
	return {
		sessionId,
		reviewerId,
		two: await sit(api, briefId, two),
		four: await sit(api, briefId, { settings: { mode: 'fours' }, answers: 0 })
	};
}

async function take(
	page: Page,
	origin: string,
	{ path: address, keys = [] }: Picture,
	file: string
): Promise<void> {
	await opened(page, origin + address);
	for (const key of keys) await page.keyboard.press(key);
	await page.waitForLoadState('networkidle');
	await page.waitForFunction(() =>
		[...document.images].every(({ complete, loading }) => complete || loading === 'lazy')
	);
	await page.evaluate(() => document.fonts.ready);
	await sharp(await page.screenshot())
		.webp({ quality: QUALITY })
		.toFile(file);
}

await main();
