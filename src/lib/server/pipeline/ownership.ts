/** Who works on which round. A worker is a process; its row tells others whether it is still there. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { OpenDatabase } from '../database.ts';
import * as workers from '../store/workers.ts';

const HEARTBEAT_MS = 2_000;
/** A heartbeat this old means the process is gone even if its pid is taken: another program has it now. */
const STALE_HEARTBEAT_MS = 30_000;

export interface Ownership {
	/** This process, as written on the rounds it runs. */
	readonly workerId: string;
	/** Whether the worker that owns a round is gone. Nobody (null) counts as gone. */
	isGone(owner: string | null): boolean;
	close(): void;
}

export function registerWorker(database: OpenDatabase): Ownership {
	const now = Date.now();
	const workerId = `w_${randomUUID()}`;
	const host = hostname();
	database.write((tx) =>
		workers.insert(tx, { id: workerId, host, pid: process.pid, started_at: now, heartbeat_at: now })
	);
	const timer = setInterval(() => workers.beat(database.db, workerId), HEARTBEAT_MS);
	timer.unref();

	return {
		workerId,
		isGone(owner) {
			if (owner === workerId) return false;
			const worker = owner === null ? null : workers.find(database.db, owner);
			if (!worker) return true;
			if (worker.host === host && !isProcessAlive(worker.pid)) return true;
			return Date.now() - worker.heartbeat_at > STALE_HEARTBEAT_MS;
		},
		close: () => clearInterval(timer)
	};
}

function isProcessAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it is there and belongs to somebody else.
		return error instanceof Error && 'code' in error && error.code === 'EPERM';
	}
}
