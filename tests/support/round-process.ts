/**
 * A process of its own that works on a workspace, for tests that kill it: `round-process WORKSPACE TASK [ARGUMENT …]`.
 * It prints lines of JSON. Services are loaded by the tasks that need them: they bring a browser's and an endpoint's client.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import { createBlobStore } from '#lib/server/blobs.ts';
import { readConfig } from '#lib/server/config.ts';
import { openDatabase } from '#lib/server/database.ts';
import { openWorkspace } from '#lib/server/workspace.ts';
import * as events from '#lib/server/store/events.ts';

const [workspace = '', task = '', ...rest] = process.argv.slice(2);

/** Starts a round on an endpoint and runs it to its end; closes in good order on SIGTERM. */
async function runRound([url = '', request = '{}']: string[]): Promise<void> {
	const services = await openServices(url);
	const { SHORT_BRIEF, SMALL_RECIPE } = await import('./services.ts');
	const brief = services.briefs.add(SHORT_BRIEF);
	services.captures.setRecipe(brief.id, SMALL_RECIPE);
	const round = await services.rounds.start(brief.id, JSON.parse(request), LOCAL_REVIEWER);
	say({ briefId: brief.id, roundId: round.id });
	await services.rounds.whenIdle(round.id);
	await services.close();
}

/** Takes over what was left behind, and stays. */
async function adopt([url = '']: string[]): Promise<void> {
	const services = await openServices(url);
	services.rounds.adopt();
	say({ adopted: true });
	await new Promise(() => setInterval(() => undefined, 1000));
}

async function openServices(url: string) {
	const { configFor } = await import('./services.ts');
	const { createServices } = await import('#lib/server/services.ts');
	const services = await createServices(configFor(workspace, { endpoint: url }));
	process.once('SIGTERM', () => void services.close().then(() => process.exit(0)));
	return services;
}

/** Stores blobs of many sizes until it is killed. */
async function storeBlobs(): Promise<void> {
	const blobs = createBlobStore(openWorkspace(workspace).blobsFolder);
	say({ storing: true });
	for (;;) {
		await Promise.all(
			Array.from({ length: 8 }, (_, index) => blobs.put(randomBytes(1 << (10 + index))))
		);
	}
}

/** Opens the workspace at the word. */
async function open(): Promise<void> {
	await word();
	const database = openHere();
	say({ tables: database.db.all(TABLES).length });
	database.close();
}

/** Appends `count` events to a round at the word. */
async function append([roundId = '', count = '0']: string[]): Promise<void> {
	const database = openHere();
	await word();
	for (let n = 0; n < Number(count); n++) {
		database.write((tx) =>
			events.append(tx, roundId, 'round.resumed', null, { pid: process.pid, n })
		);
	}
	database.close();
	say({ appended: Number(count) });
}

function openHere() {
	const { databaseFile } = openWorkspace(path.resolve(workspace));
	return openDatabase(databaseFile, readConfig({ workspace }, {}).migrationsDir);
}

const TABLES = `SELECT name FROM sqlite_master WHERE type = 'table'`;

function say(line: object): void {
	process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Says that it is ready, and waits to be told to go on. */
async function word(): Promise<void> {
	say({ ready: true });
	await once(process.stdin, 'data');
	process.stdin.destroy();
}

const TASKS: Record<string, (args: string[]) => Promise<void>> = {
	runRound,
	adopt,
	storeBlobs,
	open,
	append
};
await TASKS[task]?.(rest);
