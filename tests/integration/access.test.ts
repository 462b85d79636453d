/** Beyond loopback: every route, with each kind of token and with none. */
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#lib/domain/ids.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { createServices } from '#lib/server/services.ts';
import * as captures from '#lib/server/store/captures.ts';
import { RESTING } from '../fixtures/pages/take.ts';
import { configFor } from '../support/services.ts';
import { settingsOf, worksToRank } from '../support/sessions.ts';
import { startApp, type RunningApp } from '../support/start-app.ts';

const ROUTES = fileURLToPath(new URL('../../src/routes', import.meta.url));

interface Seeded {
	briefId: string;
	ids: string[];
	/** A session by photographs, and one live that shows the first two alone. */
	sessionId: string;
	liveId: string;
	reviewer: string;
	withdrawn: string;
	liveReviewer: string;
	/** Of a photograph in the pool, and of one that is in none. */
	photograph: string;
	document: string;
}

let workspace: string;
let seeded: Seeded;
let app: RunningApp;
let origin: string;
let token: string;

beforeAll(async () => {
	workspace = await mkdtemp(path.join(tmpdir(), 'vitrine-test-'));
	seeded = await seed();
	app = await startApp({ workspace, args: ['--no-sample', '--host', '0.0.0.0'] });
	const printed = new URL(app.url);
	origin = printed.origin;
	token = printed.searchParams.get('token') ?? '';
}, 60_000);
afterAll(async () => {
	await app?.stop();
	await rm(workspace, { recursive: true, force: true });
});

async function seed(): Promise<Seeded> {
	const services = await createServices(configFor(workspace, { capture: false }));
	const { briefId, ids } = await worksToRank(services, 3);
	const photograph = await services.blobs.put(Buffer.from('a photograph'));
	const document = await services.blobs.put(Buffer.from('something else'));
	const { sessions } = services;
	services.database.write((tx) =>
		captures.insert(tx, {
			...RESTING,
			id: newId('capture'),
			variantId: ids[0] ?? '',
			status: 'taken',
			htmlSha256: '',
			imageSha256: photograph,
			thumbSha256: null,
			width: 10,
			height: 10,
			facts: null,
			errorCode: null,
			errorMessage: null,
			browser: null,
			ms: 1,
			createdAt: Date.now()
		})
	);
	const { id: sessionId } = sessions.create(briefId, settingsOf(), LOCAL_REVIEWER);
	const pool = { kind: 'selection', variantIds: ids.slice(0, 2) };
	const { id: liveId } = sessions.create(
		briefId,
		settingsOf({ pool, shows: 'live' }),
		LOCAL_REVIEWER
	);
	const join = (id: string) => sessions.join(id, { name: 'Ada', role: 'design' }).id;
	const [reviewer, withdrawn, liveReviewer] = [join(sessionId), join(sessionId), join(liveId)];
	sessions.withdraw(withdrawn, true);
	await services.close();
	return {
		briefId,
		ids,
		sessionId,
		liveId,
		reviewer,
		withdrawn,
		liveReviewer,
		photograph,
		document
	};
}

type Visitor = 'nobody' | 'a guess' | 'a withdrawn reviewer' | 'a reviewer' | 'the owner';
const VISITORS: Visitor[] = [
	'nobody',
	'a guess',
	'a withdrawn reviewer',
	'a reviewer',
	'the owner'
];

function headersOf(visitor: Visitor): Record<string, string> {
	switch (visitor) {
		case 'nobody':
			return {};
		case 'a guess':
			return { cookie: `vitrine-owner=${'A'.repeat(43)}; vitrine-sitting-x=${newId('reviewer')}` };
		case 'a withdrawn reviewer':
			return { cookie: `vitrine-sitting-${seeded.sessionId}=${seeded.withdrawn}` };
		case 'a reviewer':
			return { cookie: `vitrine-sitting-${seeded.sessionId}=${seeded.reviewer}` };
		case 'the owner':
			return { authorization: `Bearer ${token}` };
	}
}

interface Told {
	status: number;
	text: string;
	headers: Record<string, string | string[] | undefined>;
}

function ask(method: string, address: string, headers: Record<string, string>): Promise<Told> {
	return new Promise((resolve, reject) => {
		const url = new URL(address, origin);
		const { hostname, port } = url;
		const options = { host: hostname, port, method, path: url.pathname + url.search, headers };
		const request = httpRequest(options, (response) => {
			let text = '';
			const tell = () =>
				resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
			response.on('data', (chunk: Buffer) => {
				text += chunk.toString();
				// An event stream does not end by itself.
				if (response.headers['content-type'] === 'text/event-stream') request.destroy();
			});
			response.on('close', tell);
		});
		request.once('error', (error) => {
			if (!request.destroyed) reject(error);
		});
		request.end();
	});
}

const isRefused = ({ status, text }: Told): boolean =>
	status === 403 && (text.includes('owner_only') || text.includes('whoever started Vitrine'));

/** Every method of every address there is, as `GET /api/v1/briefs/{id}`. */
function everyDoor(): string[] {
	const api = Object.values(operations).map((operation) => {
		const { method, path: address } = operation;
		return `${method} /api/v1${address}`;
	});
	const pages = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' })
		.filter((file) => /\+page\.(svelte|server\.ts|ts)$/.test(file))
		.map((file) => path.dirname(file).split(path.sep).join('/'))
		.map((folder) => `GET /${folder === '.' ? '' : folder.replaceAll(/\[(\w+)\]/g, '{$1}')}`);
	return [...new Set([...api, ...pages])].sort();
}

const OPEN_TO_ALL = [
	'GET /api/v1/openapi.json',
	'GET /rank/{session}',
	'GET /rank/{session}/{reviewer}',
	'POST /api/v1/sessions/{id}/reviewers'
];
const OPEN_TO_REVIEWERS = [
	'DELETE /api/v1/comparisons/{id}',
	'GET /api/v1/blobs/{sha256}',
	'GET /api/v1/sessions/{id}/next',
	'POST /api/v1/reviewers/{id}/finish',
	'POST /api/v1/sessions/{id}/comparisons',
	'PUT /api/v1/comparisons/{id}/reason'
];

/** Of the right kind, so that it is the door that answers; of things that are not there, so that nothing is changed. */
function addressOf(door: string): { method: string; address: string } {
	const [method = '', template = ''] = door.split(' ');
	const kinds = { briefs: 'brief', variants: 'variant', rounds: 'round', captures: 'capture' };
	const address = template
		.replace('{sha256}', seeded.photograph)
		.replace('{session}', seeded.sessionId)
		.replace('{reviewer}', seeded.reviewer)
		.replace('{batch}', newId('batch'))
		.replaceAll(/(\w+)\/\{(\w+)\}/g, (_, folder: string) => {
			const named: Record<string, string> = kinds;
			const kind = named[folder] ?? folder.replace(/s$/, '');
			return `${folder}/${kind === 'loupe' || kind === 'compare' ? '1' : `${kind[0]}_${'0'.repeat(20)}`}`;
		})
		.replaceAll(/\{\w+\}/g, '1');
	return { method, address };
}

describe.each(VISITORS)('%s', (visitor) => {
	it('is let in where it is theirs to come, and nowhere else', async () => {
		const doors = everyDoor();
		expect(doors.length).toBeGreaterThan(50);
		const letIn: string[] = [];
		for (const door of doors) {
			const { method, address } = addressOf(door);
			const told = await ask(method, address, headersOf(visitor));
			if (!isRefused(told)) letIn.push(door);
		}
		const open = OPEN_TO_ALL.filter((door) => doors.includes(door));
		const expected: Record<Visitor, string[]> = {
			nobody: open,
			'a guess': open,
			'a withdrawn reviewer': open,
			'a reviewer': [...open, ...OPEN_TO_REVIEWERS].sort(),
			'the owner': doors
		};
		expect(letIn).toEqual(expected[visitor]);
	});
});

describe('a reviewer', () => {
	it('sees the photographs of the session, and no other blob', async () => {
		const headers = headersOf('a reviewer');
		expect((await ask('GET', `/api/v1/blobs/${seeded.photograph}`, headers)).status).toBe(200);
		expect(isRefused(await ask('GET', `/api/v1/blobs/${seeded.document}`, headers))).toBe(true);
	});

	it('may show the link as a bearer’s token', async () => {
		const headers = { authorization: `Bearer ${seeded.reviewer}` };
		const address = `/api/v1/sessions/${seeded.sessionId}/next?reviewer=${seeded.reviewer}`;
		const told = await ask('GET', address, headers);
		expect(told.status).toBe(200);
		expect(JSON.parse(told.text).questions).toHaveLength(3);
	});
});

describe('what everybody may read', () => {
	it('goes small over a line, and as it is within one machine', async () => {
		const [far, near] = await Promise.all(
			['192.168.1.20', '127.0.0.1'].map((name) =>
				ask('GET', '/api/v1/openapi.json', {
					host: `${name}:${app.port}`,
					'accept-encoding': 'gzip'
				})
			)
		);
		expect(far?.headers['content-encoding']).toBe('gzip');
		expect(near?.headers['content-encoding']).toBeUndefined();
		expect(Number(far?.text.length)).toBeLessThan(Number(near?.text.length) / 2);
	});
});

describe('live variants on their own port', () => {
	const preview = (index: number, headers: Record<string, string>) =>
		ask('GET', `http://127.0.0.1:${app.port + 1}/v/${seeded.ids[index]}`, headers);

	it('are for the owner, and for who sits in a session that shows them live, or has no photograph of them', async () => {
		const live = { cookie: `vitrine-sitting-${seeded.liveId}=${seeded.liveReviewer}` };
		const statuses = await Promise.all([
			preview(0, headersOf('nobody')),
			preview(0, headersOf('a guess')),
			preview(0, headersOf('a reviewer')),
			preview(1, headersOf('a reviewer')),
			preview(0, live),
			preview(2, live),
			preview(2, { cookie: `vitrine-owner=${token}` })
		]);
		expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403, 200, 200, 403, 200]);
	});
});

describe('the owner’s token', () => {
	it('is taken out of the address into a cookie that no page can read', async () => {
		const told = await ask('GET', `/briefs?token=${token}&a=1`, {});
		expect(told.status).toBe(303);
		expect(told.headers['location']).toBe('/briefs?a=1');
		const [cookie = ''] = told.headers['set-cookie'] ?? [];
		expect(cookie).toMatch(/^vitrine-owner=[\w-]{43};.*HttpOnly/);
		expect(cookie).toContain('SameSite=Lax');
		const [pair = ''] = cookie.split(';');
		expect((await ask('GET', '/briefs', { cookie: pair })).status).toBe(200);
	});

	it('does not come with a wrong one', async () => {
		const told = await ask('GET', `/briefs?token=${'B'.repeat(43)}`, {});
		expect(told.status).toBe(403);
		expect(told.headers['set-cookie']).toBeUndefined();
		expect(told.text).toContain('Open the address that is printed at the start');
	});

	it('is the same after a restart', async () => {
		await app.stop();
		app = await startApp({ workspace, args: ['--no-sample', '--host', '0.0.0.0'] });
		const printed = new URL(app.url);
		origin = printed.origin;
		expect(printed.searchParams.get('token')).toBe(token);
	});
});
