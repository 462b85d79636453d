/** Notes over real HTTP, on pages in a real browser: pinned, talked over, done with, and found again elsewhere. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import type { NewNote, NoteTarget } from '#lib/domain/note.ts';
import { operations } from '#lib/server/http/operations.ts';
import { createApiClient, type ApiClient } from '../support/api-client.ts';
import { createBriefReader, type BriefReader } from '../support/brief-reader.ts';
import { eventually } from '../support/browse.ts';
import { page } from '../support/import-files.ts';
import { SHORT_BRIEF, SMALL_RECIPE } from '../support/services.ts';
import { json } from '../support/session-calls.ts';
import { runCli, startApp, temporaryFolder, type RunningApp } from '../support/start-app.ts';

const STYLE = `<style>
	body { margin: 0; font: 16px/20px monospace; }
	h1 { margin: 0 0 20px; height: 40px; }
	button { display: block; width: 200px; height: 40px; color: rgb(200, 0, 0); }
	.under { height: 60px; }
	.over { position: absolute; left: 0; top: 300px; width: 400px; height: 200px; background: #fff; }
	.beneath { position: absolute; left: 50px; top: 350px; width: 100px; height: 40px; }
</style>`;
/** e1 main, e2 h1, e3 button, e4 p hidden, e5 p removed, e6 div that a script fills, e7 beneath, e8 over, e9 script. */
const WORK = page(
	`<main><h1>Money back</h1><button>Refund &amp; close</button><p hidden>Nobody sees this</p><p>Gone soon</p><div class="under"></div></main>
<p class="beneath">Covered</p><div class="over">Lies on top</div>
<script>document.querySelectorAll('p')[1].remove(); document.querySelector('.under').innerHTML = '<b>made by a script</b>';</script>`,
	STYLE
);
/** The same with the button under another id, the heading at the bottom, and nothing that a script does. */
const LATER = page(
	`<main><section></section><button>Refund &amp; close</button><h1 style="position: absolute; top: 700px">Money back</h1></main>`,
	STYLE
);
const HUGE = page('<i>x</i> '.repeat(200_000));

const folder = temporaryFolder();
let app: RunningApp;
let api: ApiClient;
let brief: BriefReader;
/** By the order in which they came in. */
let ids: string[];
const [WORK_AT, LATER_AT, HUGE_AT, PICTURE_AT] = [0, 1, 2, 3];
const idOf = (at: number): string => ids[at] ?? '';

beforeAll(async () => {
	app = await startApp({ workspace: folder.path, args: ['--no-sample'] });
	api = createApiClient(app.url);
	const { body } = await api.call(operations.addBrief, { body: { source: SHORT_BRIEF } });
	brief = createBriefReader(api, body.id);
	const params = { id: brief.id };
	const recipe = { ...SMALL_RECIPE, states: [] };
	await api.call(operations.saveRecipe, { params, body: { recipe } });
	for (const html of [WORK, LATER, HUGE])
		await api.call(operations.importVariants, { params, body: { html } });
	const create = { width: 800, height: 400, channels: 3 as const, background: '#336699' };
	const picture = await sharp({ create }).png().toBuffer();
	const form = new FormData();
	form.append('files', new Blob([new Uint8Array(picture)]), 'screen.png');
	const brought = await fetch(`${app.url}/api/v1/briefs/${brief.id}/variants`, {
		method: 'POST',
		body: form
	});
	expect(brought.status).toBe(201);
	ids = (await brief.view()).variants.map(({ id }) => id);
	await eventually(async () => new Set(await brief.phases()), new Set(['ready']), 'photographs');
});

afterAll(async () => {
	await app?.stop();
	folder.remove();
});

const LOOK = { viewport: 'desktop', theme: 'light', state: null, atMs: null } as const;
const on = (target: Partial<NoteTarget>): NoteTarget => ({
	look: LOOK,
	elementId: null,
	region: null,
	strokes: [],
	...target
});
const draft = (target: Partial<NoteTarget> = {}, more: Partial<NewNote> = {}): NewNote => ({
	id: newId('note'),
	intent: 'fix',
	criterion: null,
	text: 'Too red.',
	author: 'Ines',
	target: on(target),
	...more
});
const pin = async (at: number, note: NewNote) =>
	(await api.call(operations.addNote, { params: { id: idOf(at) }, body: note })).body;
const act = (more: object) => ({ id: newId('event'), author: 'Jonah', ...more });
const notesOf = async (query = '') =>
	(await api.call(operations.listBriefNotes, { params: { id: brief.id }, query })).body.notes;
const mapOf = async (at: number, query = '') =>
	(await api.call(operations.getPageMap, { params: { id: idOf(at) }, query })).body;

describe('the map of a page', () => {
	it('has what can be seen, with its words and the nearest around it', async () => {
		const map = await mapOf(WORK_AT);
		expect(map).toMatchObject({ width: 1440, height: 900, isPicture: false, omitted: 0 });
		expect(
			map.elements.map(({ id, tag, isMade }) => `${id} ${tag}${isMade ? ' made' : ''}`)
		).toEqual(['e1 main', 'e2 h1', 'e3 button', 'e6 div', 'e6 b made', 'e8 div']);
		const button = map.elements.find(({ id }) => id === 'e3');
		expect(button).toEqual({
			id: 'e3',
			isMade: false,
			parent: 0,
			tag: 'button',
			role: 'button',
			name: 'Refund & close',
			...{ x: 0, y: 60, width: 200, height: 40 }
		});
		expect(map.elements.find(({ id }) => id === 'e6')?.name).toBe('made by a script');
		expect((await mapOf(WORK_AT, '?viewport=phone&theme=dark&state=asked')).width).toBe(390);
	});

	it('tells the largest of too many, and says how many it leaves out', async () => {
		const { elements, omitted } = await mapOf(HUGE_AT);
		expect(elements.length).toBeGreaterThan(2_900);
		expect(omitted).toBeGreaterThan(1_000);
	});

	it('has only regions to point at in a picture', async () => {
		expect(await mapOf(PICTURE_AT)).toMatchObject({ elements: [], isPicture: true });
	});

	it('says what it does not know', async () => {
		const refuse = (query: string) => api.refused('GET', `/variants/${idOf(WORK_AT)}/map${query}`);
		expect(await refuse('?state=asleep')).toMatchObject({ code: 'invalid_input', field: 'state' });
		expect(await refuse('?viewport=watch')).toMatchObject({ field: 'viewport' });
	});
});

describe('a note', () => {
	it('keeps what its element was, and is there once however often it is sent', async () => {
		const note = draft({ elementId: 'e3' }, { criterion: 'aesthetics' });
		const pinned = await pin(WORK_AT, note);
		expect(await pin(WORK_AT, note)).toEqual(pinned);
		expect(pinned).toMatchObject({ number: 1, anchoring: 'found', isResolved: false, replies: [] });
		expect(pinned.evidence).toMatchObject({
			quote: { exact: 'Refund & close', prefix: 'Money back', suffix: 'Nobody sees this made by a scrip' },
			role: 'button',
			name: 'Refund & close',
			outerHtml: '<button>Refund &amp; close</button>',
			box: { x: 0, y: 60, width: 200, height: 40 }
		}); // prettier-ignore
		expect(pinned.evidence?.styles['color']).toBe('rgb(200, 0, 0)');
		const crop = await fetch(`${app.url}/api/v1/blobs/${pinned.cropSha256}`);
		const { width, height } = await sharp(Buffer.from(await crop.arrayBuffer())).metadata();
		expect([width, height]).toEqual([208, 56]);
		const other = { ...json(note), method: 'POST' };
		expect(await api.refused('POST', `/variants/${idOf(LATER_AT)}/notes`, other)).toMatchObject({
			code: 'conflict',
			field: 'id'
		});
	});

	it('is talked over, changed, done with and opened again, and taken away', async () => {
		const { id } = await pin(WORK_AT, draft({ elementId: 'e2' }, { intent: 'question' }));
		const params = { id };
		const answer = { params, body: act({ text: 'As the old one.' }) };
		await api.call(operations.replyToNote, answer);
		const { body: twice } = await api.call(operations.replyToNote, answer);
		expect(twice.replies).toMatchObject([{ author: 'Jonah', text: 'As the old one.' }]);
		const change = { params, body: act({ intent: 'keep', criterion: 'systems' }) };
		const { body: edited } = await api.call(operations.editNote, change);
		expect(edited).toMatchObject({ text: 'Too red.', intent: 'keep', criterion: 'systems' });
		expect(edited.editedAt).not.toBeNull();
		const counts = async () => (await brief.variant(1)).notes;
		expect(await counts()).toEqual({ fix: 1, keep: 1, steal: 0, question: 0, resolved: 0 });
		await api.call(operations.resolveNote, { params, body: act({ resolved: true }) });
		expect(await counts()).toMatchObject({ keep: 0, resolved: 1 });
		await api.call(operations.resolveNote, { params, body: act({ resolved: false }) });
		expect(await counts()).toMatchObject({ keep: 1, resolved: 0 });
		await api.call(operations.removeNote, { params });
		await api.call(operations.removeNote, { params });
		expect(await counts()).toMatchObject({ keep: 0, resolved: 0 });
		expect(
			await api.refused('POST', `/notes/${id}/replies`, json(act({ text: 'Late.' })))
		).toMatchObject({ code: 'not_found' });
		// Numbers stay, also of what comes after one that was taken away.
		expect((await pin(WORK_AT, draft())).number).toBe(3);
	});

	it('keeps what a script has made, where it was pointed at', async () => {
		const { elements, width, height } = await mapOf(WORK_AT);
		const made = elements.find(({ isMade }) => isMade);
		const region = {
			x: ((made?.x ?? 0) / width) * 100,
			y: ((made?.y ?? 0) / height) * 100,
			width: ((made?.width ?? 0) / width) * 100,
			height: ((made?.height ?? 0) / height) * 100
		};
		const note = await pin(WORK_AT, draft({ elementId: 'e6', region }));
		expect(note.evidence).toMatchObject({ tag: 'b', outerHtml: '<b>made by a script</b>' });
		const query = `?variant=${idOf(WORK_AT)}`;
		const anchor = await api.call(operations.getAnchoring, { params: { id: note.id }, query });
		expect(anchor.body).toMatchObject({ anchoring: 'found', elementId: 'e6', isChanged: false });
		expect((await pin(WORK_AT, draft({ elementId: 'e6' }))).evidence?.tag).toBe('div');
	});

	it('is kept for an element that a script has removed, and says that it is not there', async () => {
		const note = await pin(WORK_AT, draft({ elementId: 'e5', region: { x: 0, y: 10, width: 5, height: 5 } })); // prettier-ignore
		expect(note).toMatchObject({ evidence: null, anchoring: 'orphaned' });
		expect(note.cropSha256).not.toBeNull();
	});

	it('is pinned on regions and strokes, also of a picture, and on a page of 200,000 elements', async () => {
		const region = { x: 10, y: 10, width: 20, height: 10 };
		const strokes: NoteTarget['strokes'] = [[[10, 10], [20, 20]]]; // prettier-ignore
		const drawn = await pin(PICTURE_AT, draft({ region, strokes }, { intent: 'steal' }));
		expect(drawn).toMatchObject({ anchoring: 'found', evidence: null });
		expect(drawn.cropSha256).not.toBeNull();
		expect((await pin(HUGE_AT, draft({ elementId: 'e7' }))).evidence?.quote?.exact).toBe('x');
	});

	const WRONG: [string, number, Partial<NewNote>, string][] = [
		['an element of a picture', PICTURE_AT, { target: on({ elementId: 'e1' }) }, 'target.elementId'],
		['an element that is not there', WORK_AT, { target: on({ elementId: 'e99' }) }, 'target.elementId'],
		['what is no id', WORK_AT, { target: on({ elementId: 'e1"]' }) }, 'target.elementId'],
		['a state that there is not', WORK_AT, { target: on({ look: { ...LOOK, state: 'lost' } }) }, 'target.look.state'],
		['a region beyond the picture', WORK_AT, { target: on({ region: { x: 60, y: 0, width: 50, height: 9 } }) }, 'target.region'],
		['nothing to say', WORK_AT, { text: '  ' }, 'text'],
		['nobody to say it', WORK_AT, { author: '' }, 'author'],
		['something else to be wanted', WORK_AT, { intent: 'burn' as 'fix' }, 'intent']
	]; // prettier-ignore
	it.each(WRONG)('is refused with %s', async (_, at, changes, field) => {
		const body = json({ ...draft(), ...changes });
		expect(await api.refused('POST', `/variants/${idOf(at)}/notes`, body)).toMatchObject({
			status: 400,
			code: 'invalid_input',
			field
		});
	});

	it('is found again in a variant that was made later, or is not', async () => {
		const [button, heading, nothing] = [
			await pin(WORK_AT, draft({ elementId: 'e3' })),
			await pin(WORK_AT, draft({ elementId: 'e2' })),
			await pin(WORK_AT, draft({ elementId: 'e8' }))
		];
		const anchorOf = async (id: string) => {
			const query = `?variant=${idOf(LATER_AT)}`;
			return (await api.call(operations.getAnchoring, { params: { id }, query })).body;
		};
		expect(await anchorOf(button.id)).toMatchObject({ anchoring: 'found', elementId: 'e3', isChanged: false }); // prettier-ignore
		expect(await anchorOf(heading.id)).toMatchObject({ anchoring: 'drifted', elementId: 'e4', isChanged: true }); // prettier-ignore
		expect(await anchorOf(nothing.id)).toMatchObject({ anchoring: 'orphaned', box: null });
		const region = await pin(WORK_AT, draft({ region: { x: 0, y: 0, width: 20, height: 20 } }));
		expect(await anchorOf(region.id)).toMatchObject({ anchoring: 'drifted', isChanged: true });
		const blank = await pin(WORK_AT, draft({ region: { x: 80, y: 50, width: 10, height: 20 } }));
		expect(await anchorOf(blank.id)).toMatchObject({ anchoring: 'found', isChanged: false });
	});
});

describe('the notes of a brief', () => {
	it('are those that are asked for', async () => {
		const all = await notesOf();
		const own = await api.call(operations.listVariantNotes, { params: { id: idOf(WORK_AT) } });
		expect(await notesOf(`?variant=${idOf(WORK_AT)}`)).toEqual(own.body.notes);
		expect(await notesOf('?intent=steal')).toHaveLength(1);
		expect(await notesOf('?criterion=aesthetics&author=Ines&status=open')).toHaveLength(1);
		expect(await notesOf('?author=Jonah')).toEqual([]);
		const refused = await api.refused('GET', `/briefs/${brief.id}/notes?intent=burn`);
		expect(refused).toMatchObject({ code: 'invalid_input', field: 'intent' });
		const { raw, headers } = await api.call(operations.exportNotes, { params: { id: brief.id } });
		expect(headers.get('content-type')).toContain('application/ld+json');
		expect(JSON.parse(raw)).toMatchObject({ type: 'AnnotationCollection', total: all.length });
	});

	it('are told on the command line', async () => {
		const args = ['notes', brief.id, '--workspace', folder.path];
		const { code, stdout } = await runCli([...args, '--variant', '4', '--json']);
		expect([code, JSON.parse(stdout)]).toMatchObject([0, [{ intent: 'steal', number: 1 }]]);
		expect((await runCli(args)).stdout).toMatch(/4 +1 +steal +open +found +Ines +Too red\./);
		const { stdout: linked } = await runCli([...args, '--jsonld']);
		expect(JSON.parse(linked)).toMatchObject({ type: 'AnnotationCollection' });
		expect((await runCli([...args, '--variant', 'four'])).code).toBe(2);
	});
});
