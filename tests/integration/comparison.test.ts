/** Differences and likeness over HTTP: real pictures, threads, database and handlers. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Capture } from '#lib/domain/capture.ts';
import { newId } from '#lib/domain/ids.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { readRuns } from '#lib/scoring/similarity/mask.ts';
import { DifferenceAnswer, LikenessAnswer } from '#lib/server/http/schemas-comparison.ts';
import type { Services } from '#lib/server/services.ts';
import * as captures from '#lib/server/store/captures.ts';
import { GET as getLikeness } from '../../src/routes/api/v1/briefs/[id]/likeness/+server.ts';
import { GET as getDifference } from '../../src/routes/api/v1/captures/[id]/difference/+server.ts';
import { SHORT_BRIEF, Workbench } from '../support/services.ts';

const bench = new Workbench();
let services: Services;
let briefId: string;
let variantIds: string[];

const WIDTH = 1440;
const VIEWPORT_HEIGHT = 900;
const line = (y: number, width: number) =>
	`<rect x="100" y="${y}" width="${width}" height="14" fill="#222"/>`;
const LINES = Array.from({ length: 18 }, (_, at) => 400 + ((at * 137) % 700));
/** A page of lines, each unlike the others; `gap` blank pixels are put in above the tenth. */
const linesPage = (gap = 0, more = '') =>
	`<rect width="100%" height="100%" fill="#fafafa"/><circle cx="1300" cy="60" r="40" fill="#36c"/>${LINES.map(
		(width, at) => line(20 + at * 44 + (at >= 10 ? gap : 0), width)
	).join('')}${more}`;
const BOARD = `<rect width="100%" height="100%" fill="#223"/>${[60, 500, 940].map((x) => `<rect x="${x}" y="120" width="400" height="640" rx="12" fill="#e85"/>`).join('')}`;

/** Stores a picture as a capture of a variant, as the pipeline does. */
async function photograph(
	variantId: string,
	svg: string,
	height = VIEWPORT_HEIGHT,
	other: Partial<Capture> = {}
): Promise<string> {
	const image = await sharp(
		Buffer.from(
			`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}">${svg}</svg>`
		)
	)
		.png()
		.toBuffer();
	const thumb = await sharp(image).resize({ width: 640 }).webp().toBuffer();
	const id = newId('capture');
	captures.insert(services.database.db, {
		id,
		variantId,
		viewport: 'desktop',
		theme: 'light',
		state: null,
		pose: 'rest',
		status: 'taken',
		htmlSha256: '0'.repeat(64),
		imageSha256: await services.blobs.put(image),
		thumbSha256: await services.blobs.put(thumb),
		width: WIDTH,
		height,
		facts: null,
		errorCode: null,
		errorMessage: null,
		browser: null,
		ms: 1,
		createdAt: Date.now(),
		...other
	});
	return id;
}

const failed = (variantId: string) =>
	photograph(variantId, '', VIEWPORT_HEIGHT, {
		status: 'failed',
		imageSha256: null,
		thumbSha256: null,
		errorCode: 'capture_timeout',
		errorMessage: 'It took too long.'
	});

beforeAll(async () => {
	services = await bench.services();
	const brief = services.briefs.add(SHORT_BRIEF);
	briefId = brief.id;
	const { id } = await services.rounds.start(
		briefId,
		{ provider: 'composer', count: 6, capture: false, seed: 2 },
		LOCAL_REVIEWER
	);
	await services.rounds.whenIdle(id);
	variantIds = services.variants.ofRound(id).map((variant) => variant.id);
});
afterAll(() => bench.closeAll());

function event(path: string, id: string) {
	const url = new URL(`http://127.0.0.1/api/v1${path}`);
	return {
		request: new Request(url),
		url,
		params: { id },
		locals: { services, reviewer: LOCAL_REVIEWER }
	};
}

async function difference(left: string, right: string) {
	const response = await getDifference(
		event(`/captures/${left}/difference?with=${right}`, left) as never
	);
	const body: unknown = await response.json();
	expect(response.status, JSON.stringify(body)).toBe(200);
	expect(DifferenceAnswer.parse(body)).toEqual(body);
	return DifferenceAnswer.parse(body);
}

async function likeness(search = '') {
	const response = await getLikeness(
		event(`/briefs/${briefId}/likeness${search}`, briefId) as never
	);
	const body: unknown = await response.json();
	expect(response.status, JSON.stringify(body)).toBe(200);
	expect(LikenessAnswer.parse(body)).toEqual(body);
	return LikenessAnswer.parse(body);
}

describe('GET /captures/{id}/difference', () => {
	const variant = () => variantIds[0] ?? '';

	it('is nothing between two equal pictures', async () => {
		const [one, same] = [
			await photograph(variant(), linesPage()),
			await photograph(variant(), linesPage())
		];
		const found = await difference(one, same);
		expect(found).toMatchObject({ share: 0, regions: [], mask: '', width: WIDTH, height: 900 });
	});

	it('boxes a small change and marks its pixels', async () => {
		const one = await photograph(variant(), linesPage());
		const dot = '<rect x="1200" y="700" width="60" height="30" fill="#c00"/>';
		const other = await photograph(variant(), linesPage(0, dot));
		const { regions, mask, share } = await difference(one, other);
		expect(regions).toEqual([
			{ kind: 'changed', x: 1200, y: 700, width: 60, height: 30, left: 700, right: 700 }
		]);
		expect(share).toBeCloseTo((60 * 30) / (WIDTH * VIEWPORT_HEIGHT), 10);
		const runs: number[] = [];
		readRuns(Buffer.from(mask, 'base64'), (start, end) => runs.push(start, end - start));
		expect(runs).toHaveLength(60);
		expect(runs.slice(0, 4)).toEqual([700 * WIDTH + 1200, 60, 701 * WIDTH + 1200, 60]);
	});

	it('sets a band put in aside, in a page that is taller by it', async () => {
		const one = await photograph(variant(), linesPage());
		const other = await photograph(variant(), linesPage(120), VIEWPORT_HEIGHT + 120);
		const { alignment, regions, share, height } = await difference(one, other);
		const inserted = alignment.filter(({ kind }) => kind !== 'shared');
		expect(inserted).toMatchObject([{ kind: 'inserted', height: 120 }]);
		expect(height).toBe(VIEWPORT_HEIGHT + 120);
		expect(regions).toHaveLength(1);
		expect(regions[0]).toMatchObject({ kind: 'inserted', height: 120, left: null });
		expect(share).toBeCloseTo(120 / (VIEWPORT_HEIGHT + 120), 10);
		const back = await difference(other, one);
		expect(back.share).toBe(share);
		expect(back.regions[0]).toMatchObject({ kind: 'removed', height: 120, right: null });
	});

	it('compares many at once, and each rightly', async () => {
		const ids = await Promise.all(
			[0, 40, 80, 120].map((gap) =>
				photograph(variant(), linesPage(gap, `<text>${gap}</text>`), VIEWPORT_HEIGHT + gap)
			)
		);
		const pairs = ids.flatMap((left) => ids.map((right) => [left, right] as const));
		const found = await Promise.all(pairs.map(([left, right]) => difference(left, right)));
		for (const [at, { alignment }] of found.entries()) {
			const moved = Math.abs((at % 4) - Math.floor(at / 4)) * 40;
			const bands = alignment.filter(({ kind }) => kind !== 'shared');
			expect(bands.reduce((sum, band) => sum + band.height, 0)).toBe(moved);
		}
	});

	it.each<[string, () => Promise<[left: string, right: string]>, number, string, string]>([
		['no such capture', async () => [newId('capture'), await photograph(variant(), BOARD)], 404, 'not_found', 'id'], // prettier-ignore
		['no such other', async () => [await photograph(variant(), BOARD), newId('capture')], 404, 'not_found', 'with'], // prettier-ignore
		['a failed one', async () => [await failed(variant()), await photograph(variant(), BOARD)], 409, 'conflict', 'id'], // prettier-ignore
		['a failed other', async () => [await photograph(variant(), BOARD), await failed(variant())], 409, 'conflict', 'with'], // prettier-ignore
		['no id at all', async () => [await photograph(variant(), BOARD), 'x'], 400, 'invalid_input', 'with'] // prettier-ignore
	])('refuses %s', async (_what, make, status, code, field) => {
		const [left, right] = await make();
		const response = await getDifference(
			event(`/captures/${left}/difference?with=${right}`, left) as never
		);
		expect(response.status).toBe(status);
		expect(await response.json()).toMatchObject({ error: { code, field } });
	});

	it('says when a picture is lost', async () => {
		const lost = await photograph(variant(), BOARD, VIEWPORT_HEIGHT, {
			imageSha256: 'f'.repeat(64)
		});
		const response = await getDifference(
			event(`/captures/${lost}/difference?with=${lost}`, lost) as never
		);
		expect(response.status).toBe(500);
		expect(await response.json()).toMatchObject({ error: { code: 'blob_corrupt' } });
	});
});

describe('GET /briefs/{id}/likeness', () => {
	it('groups near-duplicates, lays all out, and says who is missing and why', async () => {
		const [a = '', b = '', c = '', d = '', e = '', f = ''] = variantIds;
		await photograph(a, linesPage());
		await photograph(b, linesPage(0, '<rect x="900" y="850" width="90" height="20" fill="#c00"/>'));
		await photograph(c, BOARD);
		await failed(d);
		await photograph(e, BOARD, VIEWPORT_HEIGHT, { viewport: 'phone' });
		await photograph(f, BOARD, VIEWPORT_HEIGHT, {
			imageSha256: 'e'.repeat(64),
			thumbSha256: 'e'.repeat(64)
		});
		const found = await likeness();
		expect(found.shot).toEqual({
			viewport: 'desktop',
			theme: 'light',
			state: null,
			pose: 'rest'
		});
		expect(found.groups.map(({ variantIds: ids }) => ids.toSorted())).toEqual([
			[a, b].toSorted(),
			[c]
		]);
		expect(found.groups[0]?.spread).toBeLessThan(found.threshold);
		expect(found.rooms.flatMap(({ variantIds: ids }) => ids).toSorted()).toEqual(
			[a, b, c].toSorted()
		);
		// Two that look alike are not the first two.
		expect(found.order.toSorted()).toEqual([a, b, c].toSorted());
		expect(found.order.slice(0, 2)).toContain(c);
		expect(found.missing).toMatchObject([
			{ variantId: d, reason: { code: 'capture_timeout' } },
			{ variantId: e, reason: { code: 'not_found' } },
			{ variantId: f, reason: { code: 'blob_corrupt' } }
		]);
		const place = new Map(found.places.map((one) => [one.variantId, one]));
		expect(place.get(a)?.nearest?.variantId).toBe(b);
		const [x, y] = [place.get(a)?.x ?? 0, place.get(c)?.x ?? 0];
		expect(Math.abs(x - y)).toBeGreaterThan(0.3);

		// Described once: the same answer comes when the thumbnails are gone.
		const get = services.blobs.get;
		services.blobs.get = () => Promise.resolve(null);
		try {
			expect(await likeness()).toEqual(found);
		} finally {
			services.blobs.get = get;
		}
	});

	it('is in another order for another reviewer, and in the same for the same', async () => {
		const firsts = await Promise.all(
			Array.from({ length: 12 }, (_, at) => likeness(`?reviewer=${at}`))
		);
		expect(new Set(firsts.map(({ order }) => order[0])).size).toBeGreaterThan(1);
		expect((await likeness('?reviewer=3')).order).toEqual(firsts[3]?.order);
	});

	it('looks at the first screen alone', async () => {
		const [, , c = '', d = ''] = variantIds;
		await photograph(d, `${BOARD}<rect y="900" width="100%" height="900" fill="#fff"/>`, 1800);
		const { places } = await likeness();
		const nearest = places.find(({ variantId }) => variantId === d)?.nearest;
		expect(nearest?.variantId).toBe(c);
		expect(nearest?.distance).toBeLessThan(0.03);
	});

	it('refuses a brief that is none', async () => {
		const id = newId('brief');
		const response = await getLikeness(event(`/briefs/${id}/likeness`, id) as never);
		expect(response.status).toBe(404);
		expect(await response.json()).toMatchObject({ error: { code: 'not_found', field: 'id' } });
	});
});
