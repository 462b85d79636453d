import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { openDatabase, type OpenDatabase } from '../database.ts';
import * as workers from '../store/workers.ts';
import { registerWorker, type Ownership } from './ownership.ts';

let database: OpenDatabase;
let ownership: Ownership;
beforeEach(() => {
	database = openDatabase(':memory:', readConfig({}, {}).migrationsDir);
	ownership = registerWorker(database);
});
afterEach(() => {
	ownership.close();
	database.close();
});

/** A pid that no process has: beyond the largest that systems give. */
const NO_PID = 2 ** 31 - 2;
const MINUTE_MS = 60_000;

const CASES: [what: string, worker: (now: number) => Partial<workers.Worker>, isGone: boolean][] = [
	['a process that is there', () => ({ pid: process.ppid }), false],
	['a process that is not', () => ({ pid: NO_PID }), true],
	['another worker of this very process', () => ({ pid: process.pid }), false],
	[
		'one with our pid from before we began',
		(now) => ({ pid: process.pid, started_at: now - 10 * MINUTE_MS - process.uptime() * 1000 }),
		true
	],
	[
		'a pid that somebody else has had since',
		(now) => ({ pid: process.ppid, heartbeat_at: now - MINUTE_MS }),
		true
	],
	['a process elsewhere that is heard', () => ({ pid: NO_PID, host: 'elsewhere' }), false],
	[
		'a process elsewhere that is silent',
		(now) => ({ host: 'elsewhere', heartbeat_at: now - MINUTE_MS }),
		true
	]
];

describe('the owner of a round', () => {
	it.each(CASES)('%s: gone is judged right', (_, made, isGone) => {
		const now = Date.now();
		const worker = {
			id: 'w_other',
			host: hostname(),
			pid: 1,
			started_at: now,
			heartbeat_at: now,
			...made(now)
		};
		workers.insert(database.db, worker);
		expect(ownership.isGone('w_other')).toBe(isGone);
	});

	it('is gone when there is none, and never when it is oneself', () => {
		expect(ownership.isGone(null)).toBe(true);
		expect(ownership.isGone('w_unheard_of')).toBe(true);
		expect(ownership.isGone(ownership.workerId)).toBe(false);
	});

	it('is not taken for gone at once when its heart stopped after we began: the machine may have slept', () => {
		const beat = { started_at: 1, heartbeat_at: Date.now() };
		workers.insert(database.db, { id: 'w_other', host: 'elsewhere', pid: 1, ...beat });
		const { now } = Date;
		try {
			Date.now = () => now() + 10 * MINUTE_MS;
			expect(ownership.isGone('w_other')).toBe(false);
		} finally {
			Date.now = now;
		}
	});
});
