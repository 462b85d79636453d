/** A round's story as it unfolds, in whichever process it is being run. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RoundEvent } from '#lib/domain/round.ts';
import type { Queryable } from '../database.ts';
import * as events from '../store/events.ts';
import * as rounds from '../store/rounds.ts';
import * as variants from '../store/variants.ts';

/** SQLite answers an indexed look-up in microseconds, and asking it works across processes where a signal would not. */
const POLL_MS = 150;
/** A line is sent at least this often, so that a proxy keeps the connection and a lost reader is noticed. */
const KEEP_ALIVE_MS = 15_000;

export type RoundMessage =
	| { kind: 'event'; event: RoundEvent }
	/** Characters written so far, per running variant. A gauge: not stored, not resumable. */
	| { kind: 'progress'; variants: { id: string; chars: number }[] }
	| { kind: 'alive' };

/**
 * Events after `seq`, then whatever follows, until the round is over and all is told, or `signal` aborts.
 */
export async function* watchRound(
	db: Queryable,
	roundId: string,
	seq: number,
	signal: AbortSignal
): AsyncGenerator<RoundMessage> {
	let last = seq;
	let told = '';
	let spokenAt = Date.now();
	while (!signal.aborted) {
		// Read before the events: when it is over by then, every event has been written.
		const isOver = rounds.find(db, roundId)?.status !== 'running';
		const fresh = events.after(db, roundId, last);
		for (const event of fresh) {
			yield { kind: 'event', event };
			last = event.seq;
		}
		const progress = variants.charsOfRunning(db, roundId);
		const gauge = JSON.stringify(progress);
		if (gauge !== told && progress.length > 0) {
			told = gauge;
			yield { kind: 'progress', variants: progress };
			spokenAt = Date.now();
		}
		if (fresh.length > 0) spokenAt = Date.now();
		if (isOver) return;
		if (Date.now() - spokenAt > KEEP_ALIVE_MS) {
			yield { kind: 'alive' };
			spokenAt = Date.now();
		}
		await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
	}
}
