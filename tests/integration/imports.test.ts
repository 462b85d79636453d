/** What people made themselves: read, stored, photographed and served as any other variant. */
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import type { VariantView } from '#lib/domain/view.ts';
import { MAX_IMPORT_BYTES, type ImportFile } from '#lib/domain/import.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { sha256Of } from '#lib/server/blobs.ts';
import { ImportAnswer } from '#lib/server/http/schemas.ts';
import { operations } from '#lib/server/http/operations.ts';
import { serve, type ApiEvent } from '#lib/server/http/serve.ts';
import { importAnswer } from '#lib/server/http/import-answer.ts';
import type { Services } from '#lib/server/services.ts';
import * as events from '#lib/server/store/events.ts';
import { bytesOf, page, PNG, zipOf, type Files } from '../support/import-files.ts';
import { SHORT_BRIEF, Workbench } from '../support/services.ts';

const bench = new Workbench();
afterEach(() => bench.closeAll());

const PAGE = page('<h1>Ask first</h1>').replace('<title>T', '<title>Ask first');
/** One of each kind that can be brought in. */
const ALL: Files = {
	'alone.html': PAGE,
	'folder/index.html': page('<img src="img/a.png" alt="">'),
	'folder/img/a.png': PNG,
	'packed.zip': zipOf({
		'index.html': page('<p>Packed</p>', '<link rel="stylesheet" href="a.css">'),
		'a.css': 'p { color: red }'
	}),
	'screenshot.png': PNG
};
const UNREADABLE: Files = { 'notes.docx': 'PK\x03\x04 and so on', 'empty.html': '' };

const filesOf = (files: Files): ImportFile[] =>
	Object.entries(files).map(([path, content]) => ({ path, bytes: bytesOf(content) }));

async function withBrief(settings = {}): Promise<{ services: Services; briefId: string }> {
	const services = await bench.services(settings);
	return { services, briefId: services.briefs.add(SHORT_BRIEF).id };
}

describe('what is brought in', () => {
	it('leaves nothing behind when it is called off', async () => {
		const { services, briefId } = await withBrief();
		const stop = new AbortController();
		const coming = services.imports.importFiles(briefId, filesOf(ALL), { signal: stop.signal });
		stop.abort();
		await expect(coming).rejects.toMatchObject({ code: 'cancelled' });
		expect(services.briefs.view(briefId, LOCAL_REVIEWER)).toMatchObject({
			rounds: [],
			variants: []
		});
	});

	it(
		'is photographed, marked, chosen and taken away as any other',
		{ timeout: 120_000 },
		async () => {
			const { services, briefId } = await withBrief();
			const { round, problems } = await services.imports.importFiles(briefId, filesOf(ALL));
			expect(problems).toEqual([]);
			const roundId = round?.id ?? '';
			await services.rounds.whenIdle(roundId);
			expect(services.rounds.view(roundId)).toMatchObject({
				kind: 'import',
				status: 'finished',
				count: 4,
				spent: { cost: 0, unpriced: 0 }
			});
			const brought = services.variants.ofRound(roundId);
			expect(brought.map(({ number, sourceName }) => [number, sourceName])).toEqual([
				[1, 'alone.html'],
				[2, 'screenshot.png'],
				[3, 'folder/index.html'],
				[4, 'packed.zip/index.html']
			]);
			for (const { id, statement, sourceName, point } of brought) {
				expect({ statement, point }).toEqual({
					statement: `Brought in from ${sourceName}.`,
					point: {}
				});
				const view = services.variants.view(id, LOCAL_REVIEWER);
				expect(view).toMatchObject({ status: 'ready', phase: 'ready', source: null });
				expect(taken(view)).toEqual(['desktop', 'phone']);
			}
			expect(brought.map(({ title }) => title)).toEqual(['Ask first', 'screenshot', 'T', 'T']);

			const [first] = brought;
			services.marks.decide(briefId, first?.id ?? '', 'It asks first.');
			const zip = await services.exports.make(first?.id ?? '', 'zip', {
				isOperator: false,
				reviewer: LOCAL_REVIEWER
			});
			const manifest = unzipSync(new Uint8Array(zip.bytes))['manifest.json'];
			expect(JSON.parse(new TextDecoder().decode(manifest))).toMatchObject({
				variant: { sourceName: 'alone.html' },
				source: { provider: 'import', replySha256: sha256Of(Buffer.from(PAGE)), cost: null }
			});
			expect(services.tallies.ofBrief(briefId, LOCAL_REVIEWER)).toMatchObject([
				{ provider: 'import', variants: 4, ready: 4, failed: 0, cost: 0 }
			]);
		}
	);

	it('keeps the files as they were received', async () => {
		const { services, briefId } = await withBrief({ capture: false });
		const { round } = await services.imports.importFiles(briefId, filesOf(ALL));
		const received = services.variants
			.ofRound(round?.id ?? '')
			.map(({ replySha256 }) => replySha256);
		expect(received.slice(0, 2)).toEqual([sha256Of(Buffer.from(PAGE)), sha256Of(PNG)]);
		const [, picture] = services.variants.ofRound(round?.id ?? '');
		expect(await services.variants.reply(picture?.id ?? '')).toEqual(PNG);
		expect((await services.variants.origin(picture?.id ?? '')).diff).toBeNull();
	});

	it('is not built again', async () => {
		const { services, briefId } = await withBrief({ capture: false });
		const { round } = await services.imports.importFiles(briefId, filesOf(ALL));
		const [first] = services.variants.ofRound(round?.id ?? '');
		expect(() => services.variants.retry(first?.id ?? '')).toThrow(
			expect.objectContaining({ code: 'conflict' })
		);
		expect(services.rounds.retryAll(round?.id ?? '')).toBe(0);
		expect(() => services.providers.get('import')).toThrow(
			expect.objectContaining({ code: 'conflict' })
		);
	});

	it('loses nothing to a file that cannot be read', async () => {
		const { services, briefId } = await withBrief({ capture: false });
		const { round, problems } = await services.imports.importFiles(
			briefId,
			filesOf({ ...UNREADABLE, ...ALL })
		);
		expect(round?.settings.count).toBe(4);
		expect(problems.map(({ name, code }) => [name, code]).sort()).toEqual([
			['empty.html', 'import_unreadable'],
			['notes.docx', 'import_unreadable']
		]);
		for (const { name, message } of problems)
			expect(message).toMatch(new RegExp(`^${name}: .*\\.$`));
	});

	it('begins no round when nothing can be read', async () => {
		const { services, briefId } = await withBrief({ capture: false });
		const { round, problems } = await services.imports.importFiles(briefId, filesOf(UNREADABLE));
		expect(round).toBeNull();
		expect(problems).toHaveLength(2);
		expect(services.rounds.ofBrief(briefId)).toEqual([]);
	});

	it('leaves the next round to be drawn as if it were not there', { timeout: 60_000 }, async () => {
		const { services, briefId } = await withBrief({ capture: false });
		await services.imports.importFiles(briefId, filesOf(ALL));
		const round = await services.rounds.start(
			briefId,
			{ provider: 'composer', count: 3, seed: 1 },
			LOCAL_REVIEWER
		);
		await services.rounds.whenIdle(round.id);
		const drawn = services.variants.ofRound(round.id);
		expect(drawn.map(({ number, status }) => [number, status])).toEqual([
			[5, 'ready'],
			[6, 'ready'],
			[7, 'ready']
		]);
		expect(services.rounds.view(round.id).spent).toEqual({ cost: 0, unpriced: 0 });
	});
});

describe('after a restart', () => {
	it('what was not photographed yet still is', { timeout: 120_000 }, async () => {
		const workspace = await bench.folder();
		const before = await bench.services({ workspace });
		const briefId = before.briefs.add(SHORT_BRIEF).id;
		const { round } = await before.imports.importFiles(
			briefId,
			filesOf({ 'a.html': PAGE, 'b.png': PNG })
		);
		const roundId = round?.id ?? '';
		await before.close();

		const after = await bench.services({ workspace });
		expect(after.variants.ofRound(roundId).map(({ status }) => status)).toEqual(['ready', 'ready']);
		after.rounds.adopt();
		await after.rounds.whenIdle(roundId);
		expect(after.rounds.get(roundId).status).toBe('finished');
		for (const { id, attempts } of after.variants.ofRound(roundId)) {
			expect([attempts, taken(after.variants.view(id, LOCAL_REVIEWER))]).toEqual([
				0,
				['desktop', 'phone']
			]);
		}
		const told = events.after(after.database.db, roundId, 0).map(({ type }) => type);
		expect(told.filter((type) => type === 'variant.running')).toEqual([]);
		expect(told.at(-1)).toBe('round.finished');
	});
});

const taken = ({ captures }: VariantView): string[] =>
	[
		...new Set(captures.filter(({ status }) => status === 'taken').map(({ viewport }) => viewport))
	].sort();

describe('POST /briefs/{id}/variants', () => {
	const handle = serve(operations.importVariants, ({ params, body, services, reviewer }) =>
		importAnswer(services, { briefId: params.id, reviewer }, body)
	);

	async function post(init: RequestInit, brief?: string) {
		const { services, briefId } = await withBrief({ capture: false });
		const url = new URL(`http://127.0.0.1/api/v1/briefs/${briefId}/variants`);
		const event: ApiEvent = {
			request: new Request(url, { method: 'POST', ...init }),
			url,
			params: { id: brief ?? briefId },
			locals: { services, reviewer: LOCAL_REVIEWER }
		};
		const response = await handle(event);
		return { services, status: response.status, body: await response.json() };
	}

	function form(files: Files, field = 'files'): RequestInit {
		const body = new FormData();
		for (const [path, content] of Object.entries(files))
			body.append(field, new Blob([new Uint8Array(bytesOf(content))]), path);
		return { body };
	}
	const json = (body: unknown): RequestInit => ({
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});

	it('takes files, folders by their paths, and tells what it could not read', async () => {
		const { status, body } = await post(form({ ...ALL, ...UNREADABLE, 'ünïcode ✓.html': PAGE }));
		expect(status).toBe(201);
		const answer = ImportAnswer.strict().parse(body);
		expect(answer.round).toMatchObject({ kind: 'import', count: 5 });
		expect(answer.variants.map(({ sourceName }) => sourceName)).toEqual([
			'alone.html',
			'ünïcode ✓.html',
			'screenshot.png',
			'folder/index.html',
			'packed.zip/index.html'
		]);
		expect(answer.problems.map(({ name }) => name).sort()).toEqual(['empty.html', 'notes.docx']);
	});

	it('takes one page as text', async () => {
		const { status, body } = await post(json({ html: PAGE }));
		expect(status).toBe(201);
		expect(ImportAnswer.parse(body).variants).toMatchObject([
			{ sourceName: 'pasted.html', title: 'Ask first', status: 'ready' }
		]);
	});

	it('takes a picture of many megabytes', async () => {
		const noise = await sharp({
			create: {
				width: 1600,
				height: 1200,
				channels: 3,
				background: '#888',
				noise: { type: 'gaussian', mean: 128, sigma: 90 }
			}
		})
			.png()
			.toBuffer();
		expect(noise.length).toBeGreaterThan(4 * 1024 * 1024);
		const { status } = await post(form({ 'noise.png': noise }));
		expect(status).toBe(201);
	});

	it.each<[what: string, init: () => RequestInit, code: string, status: number]>([
		['nothing', () => ({}), 'invalid_json', 400],
		['an empty form', () => form({}), 'invalid_input', 400],
		['another field', () => form({ 'a.html': PAGE }, 'file'), 'invalid_input', 400],
		['no page', () => json({ html: 'just words' }), 'import_unreadable', 400],
		['no html', () => json({ name: 'a' }), 'invalid_input', 400],
		['a file it cannot read', () => form(UNREADABLE), 'import_unreadable', 400],
		['a path that leads out', () => form({ '../a.html': PAGE }), 'import_unsafe', 400],
		[
			'too much',
			() => ({
				...form({ 'a.html': PAGE }),
				headers: { 'content-length': String(MAX_IMPORT_BYTES + 1) }
			}),
			'import_too_large',
			413
		]
	])('refuses %s and stores nothing', async (_, init, code, status) => {
		const answer = await post(init());
		expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
		expect(answer.services.rounds.hasAny()).toBe(false);
	});

	it('refuses a brief that is not there', async () => {
		const { status } = await post(json({ html: PAGE }), `b_${'0'.repeat(20)}`);
		expect(status).toBe(404);
	});
});
