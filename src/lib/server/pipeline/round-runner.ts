/** Drives one round to its end. The database is the queue: rows are claimed one at a time, so that a stop, a retry or a
 * kill in any process is seen by whoever owns the round. */
import type { Camera } from '#lib/capture/camera.ts';
import { invariant } from '#lib/domain/errors.ts';
import type { Brief } from '#lib/domain/brief.ts';
import type { Dimension } from '#lib/domain/direction.ts';
import type { RoundSettings } from '#lib/domain/round.ts';
import type { Provider } from '#lib/generator/provider.ts';
import { everySpaceOf } from '../brief-space.ts';
import * as briefs from '../store/briefs.ts';
import * as events from '../store/events.ts';
import * as rounds from '../store/rounds.ts';
import * as variants from '../store/variants.ts';
import { judgeBudget } from './budget.ts';
import { buildVariant, ProcessClosing, type BuildDeps } from './build-variant.ts';
import { photographVariant } from './photograph-variant.ts';
import { markCutOff } from './recovery.ts';

/** How soon a stop or a retry made in another process is noticed. */
const TICK_MS = 200;

/** The person pressed stop. */
class StopRequested extends Error {
	override readonly name = 'StopRequested';
}

export interface RunnerDeps extends BuildDeps {
	camera(): Camera;
	providerFor(settings: RoundSettings): Provider;
}

export class RoundRunner {
	readonly roundId: string;
	#deps: RunnerDeps;
	/** What waits for a reply: as many at once as the round allows. */
	#building = new Map<string, AbortController>();
	/** What has its reply, and is being stored and read. */
	#reading = new Map<string, AbortController>();
	#photographing = new Map<string, AbortController>();
	#tasks = new Set<Promise<void>>();
	#closing = false;
	#wake = () => {};

	constructor(deps: RunnerDeps, roundId: string) {
		this.#deps = deps;
		this.roundId = roundId;
	}

	/** Looks at the queue now rather than at the next tick. */
	wake(): void {
		this.#wake();
	}

	/** Runs until nothing is left to do, the round is taken by another process, or `close` is called. */
	async run(): Promise<void> {
		const { database, workerId } = this.#deps;
		const context = this.#readContext();
		while (!this.#closing && rounds.ownerOf(database.db, this.roundId) === workerId) {
			if (rounds.find(database.db, this.roundId)?.cancelRequestedAt) this.#stop();
			this.#startWork(context);
			if (this.#tasks.size === 0 && this.#finishIfDone()) return;
			await this.#pause();
		}
		// Taken over by another process, which does the same work again: what is in flight here is of no use.
		if (!this.#closing) this.#abortAll();
		await Promise.all(this.#tasks);
	}

	/** Puts the work in flight back where it was and lets go of the round. */
	async close(): Promise<void> {
		this.#closing = true;
		this.#abortAll();
		this.#wake();
		await Promise.all(this.#tasks);
		const { database, workerId } = this.#deps;
		database.write((tx) => rounds.release(tx, this.roundId, workerId));
	}

	#abortAll(): void {
		for (const group of [this.#building, this.#reading, this.#photographing]) {
			for (const controller of group.values()) controller.abort(new ProcessClosing());
		}
	}

	#readContext(): RoundContext {
		const { db } = this.#deps.database;
		const round = rounds.find(db, this.roundId);
		invariant(round, 'the round that is run is stored');
		const brief = briefs.find(db, round.briefId);
		invariant(brief, 'the brief of a round is stored');
		return { brief, dimensions: everySpaceOf(db, brief.id), settings: round.settings };
	}

	#startWork(context: RoundContext): void {
		const { database, workerId } = this.#deps;
		const { settings } = context;
		while (this.#building.size < settings.concurrency && this.#isWithinBudget(settings)) {
			const queued = this.#claim();
			if (!queued) break;
			const provider = () => this.#deps.providerFor(settings);
			const { id } = queued.variant;
			this.#track(this.#building, id, (signal) =>
				buildVariant(this.#deps, {
					...context,
					queued,
					provider,
					signal,
					onReply: () => this.#freeSlot(id)
				})
			);
		}
		if (settings.shots.length === 0) return;
		const camera = this.#deps.camera();
		const room = camera.size - this.#photographing.size;
		// Every tick comes by here: while the camera is full there is nothing to look for.
		if (room <= 0) return;
		const waiting = variants.withPhotos(database.db, this.roundId, 'queued');
		for (const { variant } of waiting.slice(0, room)) {
			const claimed = database.write((tx) => {
				if (rounds.ownerOf(tx, this.roundId) !== workerId) return false;
				if (!variants.movePhotos(tx, variant.id, 'running')) return false;
				events.append(tx, this.roundId, 'variant.photographing', variant.id);
				return true;
			});
			if (!claimed) continue;
			this.#track(this.#photographing, variant.id, (signal) =>
				photographVariant(this.#deps, { variant, shots: settings.shots, camera, signal })
			);
		}
	}

	/** The budget is a wall: nothing is begun that could pass it, and what cannot be begun any more fails with that reason. */
	#isWithinBudget(settings: RoundSettings): boolean {
		if (settings.budget === null) return true;
		const { database } = this.#deps;
		const verdict = judgeBudget(settings.budget, variants.ofRound(database.db, this.roundId));
		if (verdict.kind === 'spent') this.#failQueued(verdict.reason);
		return verdict.kind === 'go';
	}

	#failQueued(reason: string): void {
		const { database } = this.#deps;
		database.write((tx) => {
			for (const { variant } of variants.withStatus(tx, this.roundId, 'queued')) {
				variants.move(tx, variant.id, 'running');
				variants.move(tx, variant.id, 'failed', {
					error_code: 'over_budget',
					error_message: reason
				});
				events.append(tx, this.roundId, 'variant.failed', variant.id, { code: 'over_budget' });
			}
		});
	}

	/** Takes the next queued variant, if there is one. */
	#claim(): variants.QueuedVariant | null {
		const { database, workerId } = this.#deps;
		// Most looks find nothing, and a look needs no write lock.
		if (!variants.hasQueued(database.db, this.roundId)) return null;
		return database.write((tx) => {
			const next = variants.nextQueued(tx, this.roundId);
			if (!next || rounds.ownerOf(tx, this.roundId) !== workerId) return null;
			const attempts = next.variant.attempts + 1;
			variants.move(tx, next.variant.id, 'running', { attempts, chars_written: 0 });
			events.append(tx, this.roundId, 'variant.running', next.variant.id, { attempt: attempts });
			return next;
		});
	}

	#track(
		group: Map<string, AbortController>,
		id: string,
		work: (signal: AbortSignal) => Promise<void>
	): void {
		const controller = new AbortController();
		group.set(id, controller);
		const task = Promise.resolve()
			.then(() => work(controller.signal))
			.catch((error: unknown) =>
				this.#deps.log.error({ err: error, variantId: id }, 'a task of the round broke')
			)
			.finally(() => {
				group.delete(id);
				this.#reading.delete(id);
				this.#tasks.delete(task);
				this.#wake();
			});
		this.#tasks.add(task);
	}

	#freeSlot(id: string): void {
		const controller = this.#building.get(id);
		if (controller) this.#reading.set(id, controller);
		this.#building.delete(id);
		this.#wake();
	}

	/** Nothing new is written; what is written already is still photographed, so that it can be seen. */
	#stop(): void {
		const { database } = this.#deps;
		const waiting = variants.withStatus(database.db, this.roundId, 'queued');
		if (waiting.length > 0) {
			database.write((tx) => {
				for (const { variant } of waiting) {
					if (variants.move(tx, variant.id, 'cancelled')) {
						events.append(tx, this.roundId, 'variant.cancelled', variant.id);
					}
				}
			});
		}
		for (const controller of this.#building.values()) controller.abort(new StopRequested());
	}

	/** Only when no task is left: whatever is still marked as running then was left behind by a task that broke. */
	#finishIfDone(): boolean {
		const { database, workerId } = this.#deps;
		return database.write((tx) => {
			if (rounds.ownerOf(tx, this.roundId) !== workerId) return false;
			markCutOff(tx, this.roundId);
			const isBusy =
				variants.hasQueued(tx, this.roundId) ||
				variants.withPhotos(tx, this.roundId, 'queued').length > 0;
			if (isBusy) return false;
			const stopped = rounds.find(tx, this.roundId)?.cancelRequestedAt ? 'cancelled' : 'finished';
			rounds.finish(tx, this.roundId, stopped);
			events.append(tx, this.roundId, `round.${stopped}`);
			return true;
		});
	}

	#pause(): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, TICK_MS);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}
}

interface RoundContext {
	brief: Brief;
	dimensions: Dimension[];
	settings: RoundSettings;
}
