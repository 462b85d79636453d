/**
 * A process of its own that works on a workspace, for tests that kill it. `tsx round-process.ts WORKSPACE TASK [ARGUMENT …]`;
 * it prints one line of JSON when its work has begun.
 */
import { randomBytes } from 'node:crypto';
import { createBlobStore } from '#lib/server/blobs.ts';
import { createServices } from '#lib/server/services.ts';
import { openDatabase } from '#lib/server/database.ts';
import { openWorkspace } from '#lib/server/workspace.ts';
import * as events from '#lib/server/store/events.ts';
import { configFor, SHORT_BRIEF } from './services.ts';

const [workspace = '', task = '', ...rest] = process.argv.slice(2);

/** Runs a round on the endpoint `url` until it is done; closes in good order on SIGTERM. */
async function runRound([url = '', count = '4', concurrency = '2', capture = 'yes']: string[]): Promise<void> {
	const services = await createServices(configFor(workspace, { endpoint: url }));
	process.once('SIGTERM', () => void services.close().then(() => process.exit(0)));
	const brief = services.briefs.add(SHORT_BRIEF);
	const round = await services.rounds.start(brief.id, {
		provider: 'openai',
		models: ['fake-large'],
		count: Number(count),
		concurrency: Number(concurrency),
		capture: capture === 'yes',
		seed: 7
	});
	say({ briefId: brief.id, roundId: round.id });
	await services.rounds.whenIdle(round.id);
	await services.close();
}

/** Takes over what was left behind and stays until it is done or killed. */
async function adopt([url = '']: string[]): Promise<void> {
	const services = await createServices(configFor(workspace, { endpoint: url }));
	services.rounds.adopt();
	say({ adopted: true });
	setInterval(() => undefined, 1000);
}

/** Stores blobs of many sizes for ever. */
async function storeBlobs(): Promise<void> {
	const blobs = createBlobStore(openWorkspace(workspace).blobsFolder);
	say({ storing: true });
	for (;;) {
		await Promise.all(Array.from({ length: 8 }, (_, index) => blobs.put(randomBytes(1 << (10 + index)))));
	}
}

/** Opens the database once everybody is there. */
async function open([at = '0']: string[]): Promise<void> {
	const { databaseFile } = openWorkspace(workspace);
	await new Promise((resolve) => setTimeout(resolve, Number(at) - Date.now()));
	const database = openDatabase(databaseFile, configFor(workspace).migrationsDir);
	say({ tables: database.db.all(TABLES).length });
	database.close();
}

/** Appends `count` events to a round. */
async function append([roundId = '', count = '0', at = '0']: string[]): Promise<void> {
	const { databaseFile } = openWorkspace(workspace);
	const database = openDatabase(databaseFile, configFor(workspace).migrationsDir);
	await new Promise((resolve) => setTimeout(resolve, Number(at) - Date.now()));
	for (let n = 0; n < Number(count); n++) {
		database.write((tx) => events.append(tx, roundId, 'round.resumed', null, { pid: process.pid, n }));
	}
	database.close();
	say({ appended: Number(count) });
}

const TABLES = `SELECT name FROM sqlite_master WHERE type = 'table'`;

function say(line: object): void {
	process.stdout.write(`${JSON.stringify(line)}\n`);
}

const TASKS: Record<string, (args: string[]) => Promise<void>> = { runRound, adopt, storeBlobs, open, append };
await TASKS[task]?.(rest);
