/** Rounds whose process is killed, closed, suspended or alive and well: what another process makes of them. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shotKey } from '#lib/domain/capture.ts';
import { recipeOf, shotsOf } from '#lib/domain/recipe.ts';
import type { RoundEventType } from '#lib/domain/round.ts';
import { createRandom } from '#lib/domain/random.ts';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { sha256Of } from '#lib/server/blobs.ts';
import type { Services } from '#lib/server/services.ts';
import * as events from '#lib/server/store/events.ts';
import * as rounds from '#lib/server/store/rounds.ts';
import * as variants from '#lib/server/store/variants.ts';
import { startFakeOpenAi, type FakeOpenAi, type ScenarioChoice } from '../support/fake-openai.ts';
import { until, Workbench } from '../support/services.ts';
import { buildProcess, type ProcessBuild } from '../support/spawn-process.ts';

let processes: ProcessBuild;
const bench = new Workbench();
beforeAll(async () => {
	processes = await buildProcess();
});
afterEach(() => bench.closeAll());
afterAll(() => processes.close());

const COUNT = 4;
const REQUEST = {
	provider: 'openai',
	models: ['fake-large'],
	count: COUNT,
	concurrency: 2,
	seed: 7
};
/** Slow enough that there is a middle to be killed in. */
const SLOW = { delayMs: 60, chunkDelayMs: 3 };
const TRIAL_MS = 120_000;

/** The moment of a kill: the k-th event of a kind, and a little later. */
interface Moment {
	type: RoundEventType;
	nth: number;
	laterMs: number;
}

function momentsOf(seed: number): Moment[] {
	const random = createRandom(seed);
	const kinds: RoundEventType[] = [
		'variant.running',
		'variant.ready',
		'variant.photographing',
		'capture.taken',
		'variant.photographed'
	];
	return Array.from({ length: 5 }, (_, index) => {
		const type = kinds[index % kinds.length] ?? 'variant.running';
		const most = type === 'capture.taken' ? COUNT * 2 - 2 : COUNT - 1;
		return { type, nth: 1 + Math.floor(random() * most), laterMs: Math.floor(random() * 120) };
	});
}

/** A workspace whose round another process is running. */
async function roundElsewhere(
	settings: { capture?: boolean; count?: number; scenario?: ScenarioChoice } = {}
) {
	const fake = bench.keep(await startFakeOpenAi({ scenario: settings.scenario ?? SLOW }));
	const workspace = await bench.folder();
	const request = { ...REQUEST, capture: settings.capture ?? true, count: settings.count ?? COUNT };
	const child = bench.keep(
		processes.spawn(workspace, 'runRound', fake.url, JSON.stringify(request))
	);
	const { briefId, roundId } = await child.next();
	const services = await bench.services({ workspace, endpoint: fake.url });
	return { fake, workspace, child, services, briefId: String(briefId), roundId: String(roundId) };
}

const countOf = (services: Services, roundId: string, type: RoundEventType): number =>
	events.after(services.database.db, roundId, 0).filter((event) => event.type === type).length;

/** How often the endpoint was asked for this direction. */
const askedFor = (fake: FakeOpenAi, statement: string): number =>
	fake.requests.filter(({ body }) =>
		body.messages.some(({ content }) => content.includes(statement))
	).length;

/** Everything that must hold of a round that is over, however it came to its end. */
async function expectWhole(services: Services, roundId: string): Promise<void> {
	const { db } = services.database;
	expect(rounds.find(db, roundId)).toMatchObject({ status: 'finished' });
	const all = services.variants.ofRound(roundId);
	expect(all.map(({ status, photos }) => [status, photos])).toEqual(
		all.map(() => ['ready', 'done'])
	);
	const told = events.after(db, roundId, 0);
	expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
	expect(told.filter(({ type }) => type === 'round.finished')).toHaveLength(1);

	const brief = services.briefs.get(all[0]?.briefId ?? '');
	const planned = shotsOf(recipeOf(brief), brief).map(shotKey).sort();
	for (const variant of all) {
		const captures = services.variants.captureRows(variant.id);
		expect(captures.map(shotKey).sort()).toEqual(planned);
		expect(captures.map(({ status }) => status)).toEqual(planned.map(() => 'taken'));
		const rows = told.filter(
			(event) => event.type === 'capture.taken' && event.variantId === variant.id
		);
		expect(rows).toHaveLength(planned.length);
		const blobs = captures.flatMap(({ imageSha256, thumbSha256 }) => [imageSha256, thumbSha256]);
		for (const sha256 of [
			variant.promptSha256,
			variant.replySha256,
			variant.htmlSha256,
			...blobs
		]) {
			expect(await services.blobs.get(sha256 ?? '')).not.toBeNull();
		}
	}
}

async function expectBlobsVerify(workspace: string): Promise<void> {
	const entries = await readdir(path.join(workspace, 'blobs'), {
		recursive: true,
		withFileTypes: true
	});
	for (const entry of entries) {
		if (!entry.isFile() || path.basename(entry.parentPath) === 'tmp') continue;
		expect(sha256Of(await readFile(path.join(entry.parentPath, entry.name)))).toBe(entry.name);
	}
}

describe('a process that is killed', () => {
	it.each(momentsOf(20))(
		'at $type number $nth and $laterMs ms later leaves a round that another finishes',
		async ({ type, nth, laterMs }) => {
			const { fake, workspace, child, services, roundId } = await roundElsewhere();
			await until(`${type} ${nth}`, () => countOf(services, roundId, type) >= nth);
			await new Promise((resolve) => setTimeout(resolve, laterMs));
			child.kill('SIGKILL');
			await child.ended;
			const left = services.variants.ofRound(roundId);

			services.rounds.adopt();
			await services.rounds.whenIdle(roundId);
			await expectWhole(services, roundId);
			await expectBlobsVerify(workspace);
			for (const { id, statement, replySha256 } of left) {
				if (replySha256 === null) continue;
				expect(askedFor(fake, statement)).toBe(1);
				expect(services.variants.get(id).replySha256).toBe(replySha256);
			}
		},
		TRIAL_MS
	);

	it('after the reply was stored and before it was read has nothing asked again', async () => {
		const { fake, child, services, roundId } = await roundElsewhere({ capture: false, count: 1 });
		await until('the document', () => countOf(services, roundId, 'variant.ready') === 1);
		expect(await child.ended).toBe(0);
		const [variant] = services.variants.ofRound(roundId);
		const { database } = services;
		// The rows as they are in that moment, which is too short to hit from outside.
		database.db.run(`UPDATE variants SET status = 'running', html_sha256 = NULL, title = NULL`);
		database.db.run(`UPDATE rounds SET status = 'running', finished_at = NULL`);

		services.rounds.adopt();
		await services.rounds.whenIdle(roundId);
		expect(fake.requests).toHaveLength(1);
		expect(services.variants.ofRound(roundId)[0]).toMatchObject({
			status: 'ready',
			attempts: 2,
			htmlSha256: variant?.htmlSha256,
			title: variant?.title
		});
	});

	it('twice over the same variant leaves it interrupted, and it can be tried again', async () => {
		const { fake, workspace, child, services, roundId } = await roundElsewhere({
			capture: false,
			count: 1,
			scenario: 'hang'
		});
		await until('the first request', () => fake.requests.length === 1);
		child.kill('SIGKILL');
		await child.ended;
		const second = bench.keep(processes.spawn(workspace, 'adopt', fake.url));
		await until('the second request', () => fake.requests.length === 2);
		second.kill('SIGKILL');
		await second.ended;

		services.rounds.adopt();
		await services.rounds.whenIdle(roundId);
		const [variant] = services.variants.ofRound(roundId);
		expect(variant).toMatchObject({ status: 'interrupted', errorCode: 'internal' });
		expect(rounds.find(services.database.db, roundId)?.status).toBe('finished');
		fake.setScenario('good');
		expect(services.rounds.retryAll(roundId)).toBe(1);
		await services.rounds.whenIdle(roundId);
		expect(services.variants.ofRound(roundId)[0]).toMatchObject({
			status: 'ready',
			errorCode: null
		});
	});

	it('leaves its round to whoever cancels or retries it, without adopting', async () => {
		const { child, services, roundId } = await roundElsewhere({ capture: false, scenario: 'hang' });
		await until('two begun', () => countOf(services, roundId, 'variant.running') === 2);
		child.kill('SIGKILL');
		await child.ended;
		services.rounds.cancel(roundId);
		await services.rounds.whenIdle(roundId);
		expect(services.rounds.get(roundId).status).toBe('cancelled');
		expect(services.variants.ofRound(roundId).map(({ status }) => status)).toEqual(
			Array(COUNT).fill('cancelled')
		);
	});

	it('again and again while photographing leaves failed photographs, not missing ones', async () => {
		const { child, services, roundId } = await roundElsewhere({ capture: false, count: 1 });
		expect(await child.ended).toBe(0);
		const { database } = services;
		const brief = services.briefs.get(services.rounds.get(roundId).briefId);
		const shots = shotsOf(recipeOf(brief), brief);
		database.db.run(`UPDATE variants SET photos = 'running', cut_offs = 2`);
		const settings = { ...services.rounds.get(roundId).settings, shots };
		database.db.run(
			`UPDATE rounds SET status = 'running', settings = '${JSON.stringify(settings)}'`
		);

		services.rounds.adopt();
		await services.rounds.whenIdle(roundId);
		const [variant] = services.variants.ofRound(roundId);
		const captures = services.variants.captures(variant?.id ?? '');
		expect(captures.map(({ status, error }) => [status, error?.code])).toEqual(
			shots.map(() => ['failed', 'capture_crashed'])
		);
		expect(services.variants.view(variant?.id ?? '', LOCAL_REVIEWER).phase).toBe('ready');
	});
});

describe('a round of a living process', () => {
	it('is left alone, and its process finishes it', async () => {
		const { child, services, roundId, fake } = await roundElsewhere({ capture: false });
		services.rounds.adopt();
		expect(await child.ended).toBe(0);
		expect(countOf(services, roundId, 'round.resumed')).toBe(0);
		expect(services.rounds.get(roundId).status).toBe('finished');
		expect(fake.requests).toHaveLength(COUNT);
	});

	it('is stopped from here', async () => {
		const { child, services, roundId } = await roundElsewhere({ capture: false, scenario: 'hang' });
		await until('two begun', () => countOf(services, roundId, 'variant.running') === 2);
		services.rounds.cancel(roundId);
		expect(await child.ended).toBe(0);
		expect(services.rounds.get(roundId).status).toBe('cancelled');
	});

	it('that closes in good order is put back and taken at once', async () => {
		const { child, services, roundId, fake } = await roundElsewhere({
			capture: false,
			scenario: 'hang'
		});
		await until('two begun', () => countOf(services, roundId, 'variant.running') === 2);
		child.kill('SIGTERM');
		expect(await child.ended).toBe(0);
		expect(services.variants.ofRound(roundId).map(({ status }) => status)).toEqual(
			Array(COUNT).fill('queued')
		);
		expect(rounds.ownerOf(services.database.db, roundId)).toBeNull();
		fake.setScenario('good');
		services.rounds.adopt();
		await services.rounds.whenIdle(roundId);
		expect(services.variants.ofRound(roundId).map(({ status }) => status)).toEqual(
			Array(COUNT).fill('ready')
		);
		expect(countOf(services, roundId, 'variant.interrupted')).toBe(0);
	});

	it('that was taken over writes nothing more when it wakes up', async () => {
		const { child, services, roundId, workspace, fake } = await roundElsewhere({
			capture: false,
			count: 1,
			scenario: { delayMs: 1500 }
		});
		await until('the request', () => fake.requests.length === 1);
		child.kill('SIGSTOP');
		const { db } = services.database;
		db.run(`UPDATE workers SET heartbeat_at = 1`);
		const other = await bench.services({ workspace, endpoint: fake.url });
		other.rounds.adopt();
		await until('the second request', () => fake.requests.length === 2);
		const [begun] = variants.withStatus(db, roundId, 'running');
		child.kill('SIGCONT');
		await other.rounds.whenIdle(roundId);
		expect(await child.ended).toBe(0);
		expect(begun?.variant.attempts).toBe(2);
		expect(countOf(services, roundId, 'variant.ready')).toBe(1);
		expect(countOf(services, roundId, 'round.finished')).toBe(1);
		expect(services.variants.ofRound(roundId)[0]).toMatchObject({ status: 'ready', attempts: 2 });
	});
});
