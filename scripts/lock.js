/**
 * One process at a time makes the clone ready. The lock is a file that says who holds it, so that one left behind by a
 * killed process is recognised and taken over.
 */
import { randomUUID } from 'node:crypto';
import {
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf, writingIn } from './setup-error.js';

/** The holder touches its file this often. */
const HEARTBEAT_MS = 2000;
/** Fifteen missed heartbeats: the holder is gone, even if some other process now has its id. */
const SILENT_MS = 30_000;
const LOOK_AGAIN_MS = 200;

/**
 * @typedef {{ token: string, pid: number, host: string, child: number | null }} Holder
 * `child` is the program the holder is waiting for; it may outlive a holder that was killed, and goes on writing.
 *
 * @typedef {{ nameChild: (pid: number) => void }} Held
 */

/**
 * Runs `work` while holding the lock, waiting for it first if another process has it.
 *
 * @template T
 * @param {string} file
 * @param {(held: Held) => Promise<T>} work
 * @param {{ onWait?: (holder: Holder | null) => void, silentMs?: number }} [options]
 * @returns {Promise<T>}
 * @throws {import('./setup-error.js').SetupError} when its folder may not be written
 */
export async function withLock(file, work, { onWait, silentMs = SILENT_MS } = {}) {
	/** @type {Holder} */
	const holder = { token: randomUUID(), pid: process.pid, host: hostname(), child: null };
	writingIn(dirname(file), () => mkdirSync(dirname(file), { recursive: true }));
	await acquire(file, holder, onWait, silentMs);
	const heartbeat = setInterval(() => touch(file), HEARTBEAT_MS);
	try {
		return await work({
			nameChild: (pid) => writeFileSync(file, JSON.stringify({ ...holder, child: pid }))
		});
	} finally {
		clearInterval(heartbeat);
		if (readHolder(file)?.token === holder.token) rmSync(file, { force: true });
	}
}

/**
 * @param {string} file
 * @param {Holder} holder
 * @param {((holder: Holder | null) => void) | undefined} onWait
 * @param {number} silentMs
 */
async function acquire(file, holder, onWait, silentMs) {
	let told = false;
	let lastSign = '';
	let lastSignAt = 0;
	while (!writingIn(dirname(file), () => create(file, holder))) {
		const other = readHolder(file);
		// Our own clock measures the silence: the file's times may come from another machine's.
		const sign = `${other?.token} ${heardAt(file)}`;
		if (sign !== lastSign) {
			lastSign = sign;
			lastSignAt = performance.now();
		}
		const silent = performance.now() - lastSignAt > silentMs;
		if (isAbandoned(other, silent)) {
			takeAway(file, other);
			continue;
		}
		if (!told) onWait?.(other);
		told = true;
		await wait(LOOK_AGAIN_MS);
	}
}

/**
 * @param {Holder | null} holder null while its file is being written, or was left half-written
 * @param {boolean} silent
 */
function isAbandoned(holder, silent) {
	if (holder && holder.host === hostname() && !isAlive(holder.pid)) {
		return holder.child === null || !isAlive(holder.child);
	}
	return silent;
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM'; // Alive, and another user's.
	}
}

/**
 * @param {string} file
 * @param {Holder} holder
 */
function create(file, holder) {
	try {
		writeFileSync(file, JSON.stringify(holder), { flag: 'wx' });
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	}
}

/**
 * Of several processes that saw the same abandoned lock only one can rename it. If another was quicker and already holds
 * a new one, the rename has caught that one: it is put back.
 *
 * @param {string} file
 * @param {Holder | null} judged
 */
function takeAway(file, judged) {
	const aside = `${file}.${process.pid}`;
	try {
		renameSync(file, aside);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return;
		throw error;
	}
	if (readHolder(aside)?.token !== judged?.token) renameSync(aside, file);
	else rmSync(aside, { force: true });
}

/**
 * @param {string} file
 * @returns {Holder | null}
 */
function readHolder(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return null; // Gone, or not written to its end yet.
	}
}

/** @param {string} file */
function heardAt(file) {
	try {
		return statSync(file).mtimeMs;
	} catch {
		return 0; // Gone in the meantime; the next look will see.
	}
}

/** @param {string} file */
function touch(file) {
	try {
		const now = new Date();
		utimesSync(file, now, now);
	} catch {
		// Someone removed the folder under us; the work itself will say so.
	}
}
