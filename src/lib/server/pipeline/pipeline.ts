/** All rounds this process runs, and the watch for rounds that others left behind. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { OpenDatabase, Queryable } from '../database.ts';
import { requiredVariant } from '../required.ts';
import * as captures from '../store/captures.ts';
import * as events from '../store/events.ts';
import * as rounds from '../store/rounds.ts';
import * as variants from '../store/variants.ts';
import type { Ownership } from './ownership.ts';
import { adoptOrphans, adoptRound } from './recovery.ts';
import { RoundRunner, type RunnerDeps } from './round-runner.ts';

/** How often an open gallery looks for rounds whose process is gone. */
const ADOPT_INTERVAL_MS = 3_000;

export interface Pipeline {
	/** Begins to run a round that this process owns. */
	start(roundId: string): void;
	/** Resolves when the round is not being run by this process any more. */
	whenIdle(roundId: string): Promise<void>;
	/** Asks for a stop, whoever runs the round. */
	cancel(roundId: string): void;
	/** Queues a failed, interrupted or cancelled variant again. @throws VitrineError `conflict`, `not_found` */
	retry(variantId: string): void;
	/** Goes on with a round that has something to do again, here or wherever it is run. */
	resume(roundId: string): void;
	/** Takes over what is left behind, now and from now on. */
	adopt(): void;
	/** Puts work in flight back and lets go of every round. */
	close(): Promise<void>;
}

export function createPipeline(deps: RunnerDeps, ownership: Ownership): Pipeline {
	const runners = new Map<string, { runner: RoundRunner; done: Promise<void> }>();
	let adopting: NodeJS.Timeout | undefined;
	let isClosed = false;

	function start(roundId: string): void {
		if (isClosed) return;
		const running = runners.get(roundId);
		if (running) return running.runner.wake();
		const runner = new RoundRunner(deps, roundId);
		runners.set(roundId, { runner, done: drive(runner) });
	}

	async function drive(runner: RoundRunner): Promise<void> {
		const { roundId } = runner;
		try {
			await runner.run();
		} catch (error) {
			deps.log.error({ err: error, roundId }, 'a round broke');
			return letGo(roundId);
		} finally {
			runners.delete(roundId);
		}
		// Asked to be tried again between the runner's last look and here.
		if (!isClosed && rounds.ownerOf(deps.database.db, roundId) === ownership.workerId)
			start(roundId);
	}

	/** What broke the round, such as a full disk, may be in the way of this too. */
	function letGo(roundId: string): void {
		try {
			deps.database.write((tx) => rounds.release(tx, roundId, ownership.workerId));
		} catch (error) {
			deps.log.error({ err: error, roundId }, 'a broken round could not be let go of');
		}
	}

	/** Runs the round here unless a living process has it: that one sees the change within its next tick. */
	function takeIfFree(roundId: string): void {
		const owner = rounds.ownerOf(deps.database.db, roundId);
		if (owner !== ownership.workerId) {
			if (!ownership.isGone(owner)) return;
			if (!adoptRound(deps.database, roundId, owner, ownership.workerId)) return;
		}
		start(roundId);
	}

	function adoptNow(): void {
		for (const roundId of adoptOrphans(deps.database, ownership)) start(roundId);
	}

	return {
		start,
		async whenIdle(roundId) {
			for (let running = runners.get(roundId); running; running = runners.get(roundId))
				await running.done;
		},
		cancel(roundId) {
			deps.database.write((tx) => {
				rounds.requestCancel(tx, roundId);
				if (!variants.hasStatus(tx, roundId, 'queued', 'running')) stopPhotographing(tx, roundId);
			});
			takeIfFree(roundId);
		},
		retry(variantId) {
			const roundId = requeue(deps.database, variantId);
			takeIfFree(roundId);
		},
		resume: takeIfFree,
		adopt() {
			adoptNow();
			adopting ??= setInterval(adoptNow, ADOPT_INTERVAL_MS);
			adopting.unref();
		},
		async close() {
			isClosed = true;
			clearInterval(adopting);
			const all = [...runners.values()];
			await Promise.all(all.map(({ runner }) => runner.close()));
			await Promise.all(all.map(({ done }) => done));
		}
	};
}

/** Nothing was left to write, so the stop is meant for the camera: pictures that are there stay, those that wait are not taken. */
function stopPhotographing(tx: Queryable, roundId: string): void {
	for (const { variant } of variants.withPhotos(tx, roundId, 'queued')) {
		const hasPictures = captures.ofVariant(tx, variant.id).length > 0;
		variants.movePhotos(tx, variant.id, hasPictures ? 'done' : 'none');
		events.append(tx, roundId, 'variant.photographed', variant.id, { stopped: true });
	}
}

function requeue(database: OpenDatabase, variantId: string): string {
	return database.write((tx) => {
		const variant = requiredVariant(tx, variantId);
		const round = rounds.find(tx, variant.roundId);
		if (round?.status === 'running' && round.cancelRequestedAt !== null) {
			throw new VitrineError('conflict', 'The round is being stopped.', {
				fix: 'Try again when it has ended.'
			});
		}
		const moved = variants.move(tx, variantId, 'queued', {
			reply_sha256: null,
			reply_finish: null,
			error_code: null,
			error_message: null,
			chars_written: 0,
			cut_offs: 0
		});
		if (!moved) {
			throw new VitrineError(
				'conflict',
				`Variant ${variant.number} is ${variant.status}: there is nothing to try again.`
			);
		}
		rounds.reopen(tx, variant.roundId);
		events.append(tx, variant.roundId, 'variant.queued', variantId);
		return variant.roundId;
	});
}
