/** Who works on which round. A worker is a process; its row tells others whether it is still there. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { OpenDatabase, Queryable } from '../database.ts';
import * as rounds from '../store/rounds.ts';
import * as workers from '../store/workers.ts';

const HEARTBEAT_MS = 2_000;
/** A heartbeat this old means the process is gone even if its pid is taken: another program has it now. */
const STALE_HEARTBEAT_MS = 30_000;
/** For so many beats of our own a stale heartbeat must stay as it is: after the machine slept, all look stale for a moment. */
const STALE_BEATS = 2;

/** How far two readings of the clock may be apart. */
const CLOCK_SLACK_MS = 100;

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
	let beats = 0;
	const timer = setInterval(() => {
		beats++;
		workers.beat(database.db, workerId);
	}, HEARTBEAT_MS);
	timer.unref();
	/** Stale heartbeats as first seen, and at which beat of ours. */
	const suspects = new Map<string, { heartbeat: number; beat: number }>();

	function isStale({ id, heartbeat_at: heartbeat }: workers.Worker): boolean {
		if (Date.now() - heartbeat <= STALE_HEARTBEAT_MS) return false;
		if (now - heartbeat > STALE_HEARTBEAT_MS) return true;
		const suspect = suspects.get(id);
		if (suspect?.heartbeat === heartbeat) return beats - suspect.beat >= STALE_BEATS;
		suspects.set(id, { heartbeat, beat: beats });
		return false;
	}

	return {
		workerId,
		isGone(owner) {
			if (owner === workerId) return false;
			const worker = owner === null ? null : workers.find(database.db, owner);
			if (!worker) return true;
			if (worker.host === host && !isSameProcessAlive(worker)) return true;
			return isStale(worker);
		},
		close: () => clearInterval(timer)
	};
}

/**
 * Runs `work` in a write transaction, unless the round is another's by now. A process that was taken for dead, such as one
 * that was suspended, may wake up in the middle of its work: what it writes late must not count.
 */
export function writeAsOwner(
	{ database, workerId }: { database: OpenDatabase; workerId: string },
	roundId: string,
	work: (tx: Queryable) => void
): void {
	database.write((tx) => {
		if (rounds.ownerOf(tx, roundId) === workerId) work(tx);
	});
}

/** In a container every start may have the same pid: a worker from before this process began was not this process. */
function isSameProcessAlive({ pid, started_at: startedAt }: workers.Worker): boolean {
	if (pid === process.pid)
		return startedAt >= Date.now() - process.uptime() * 1000 - CLOCK_SLACK_MS;
	return isProcessAlive(pid);
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
