import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from './lock.js';

let folder = '';
let file = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'vitrine-lock-'));
	file = join(folder, 'inside', 'lock');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function signal(): { promise: Promise<void>; resolve: () => void } {
	let resolve: () => void = () => undefined;
	const promise = new Promise<void>((done) => {
		resolve = done;
	});
	return { promise, resolve };
}

/** The id of a process that has ended. */
function endedProcess(): number {
	return Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));
}

async function leaveBehind(holder: object | string): Promise<void> {
	await withLock(file, async () => undefined);
	writeFileSync(file, typeof holder === 'string' ? holder : JSON.stringify(holder));
}

describe('withLock', () => {
	it('lets one in at a time, and every one in the end', async () => {
		let inside = 0;
		let most = 0;
		const work = async () => {
			inside += 1;
			most = Math.max(most, inside);
			await new Promise((resolve) => setImmediate(resolve));
			inside -= 1;
			return 1;
		};
		const done = await Promise.all([1, 2, 3].map(() => withLock(file, work)));
		expect(done).toEqual([1, 1, 1]);
		expect(most).toBe(1);
		expect(existsSync(file)).toBe(false);
	});

	it('is free again after work that failed', async () => {
		const failing = withLock(file, () => Promise.reject(new Error('No.')));
		await expect(failing).rejects.toThrow('No.');
		expect(await withLock(file, async () => 'in')).toBe('in');
	});

	it('says who holds it, and which program the holder waits for', async () => {
		await withLock(file, async ({ nameChild }) => {
			nameChild(4321);
			const holder = JSON.parse(readFileSync(file, 'utf8'));
			expect(holder).toMatchObject({ pid: process.pid, host: hostname(), child: 4321 });
		});
	});

	it('tells once whom it waits for', async () => {
		const waited: (number | undefined)[] = [];
		const { promise: secondWaits, resolve: release } = signal();
		const order: string[] = [];
		const first = withLock(file, async () => {
			await secondWaits;
			order.push('first');
		});
		const second = withLock(file, async () => order.push('second'), {
			onWait: (holder) => {
				waited.push(holder?.pid);
				release();
			}
		});
		await Promise.all([first, second]);
		expect(order).toEqual(['first', 'second']);
		expect(waited).toEqual([process.pid]);
	});
});

describe('a lock left behind', () => {
	const left = { token: 'theirs', host: hostname(), child: null };
	/** Long enough that a test which waits for it fails by its own limit. */
	const NEVER_MS = 3_600_000;

	it('by a process that has ended is taken over at once', async () => {
		await leaveBehind({ ...left, pid: endedProcess() });
		expect(await withLock(file, async () => 'in', { silentMs: NEVER_MS })).toBe('in');
		expect(existsSync(file)).toBe(false);
	});

	it('by an ended process whose program has ended too is taken over at once', async () => {
		await leaveBehind({ ...left, pid: endedProcess(), child: endedProcess() });
		expect(await withLock(file, async () => 'in', { silentMs: NEVER_MS })).toBe('in');
	});

	it('by an ended process is not taken while its program goes on writing', async () => {
		const program = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
		await leaveBehind({ ...left, pid: endedProcess(), child: program.pid });
		let ended = false;
		const exit = once(program, 'exit').then(() => {
			ended = true;
		});
		const endedWhenIn = await withLock(file, async () => ended, {
			silentMs: NEVER_MS,
			onWait: () => program.stdin.end()
		});
		await exit;
		expect(endedWhenIn).toBe(true);
	});

	it.each([
		['by a machine that is silent', { ...left, host: 'elsewhere', pid: 1 }],
		['by a process whose id another one has now', { ...left, pid: process.pid }],
		['half-written', '{"token":"th'],
		['empty', '']
	])('%s is taken over after a silence', async (_, holder) => {
		await leaveBehind(holder);
		let waited = false;
		const onWait = () => {
			waited = true;
		};
		expect(await withLock(file, async () => 'in', { silentMs: 100, onWait })).toBe('in');
		expect(waited).toBe(true);
	});

	it('is taken over by one of many', async () => {
		await leaveBehind({ ...left, pid: endedProcess() });
		let inside = 0;
		let most = 0;
		const work = async () => {
			inside += 1;
			most = Math.max(most, inside);
			await new Promise((resolve) => setImmediate(resolve));
			inside -= 1;
		};
		await Promise.all(Array.from({ length: 8 }, () => withLock(file, work)));
		expect(most).toBe(1);
	});
});
