/** Drives one round to its end. The database is the queue: rows are claimed one at a time, so that a stop, a retry or a
 * kill in any process is seen by whoever owns the round. */
import type { Camera } from '#lib/capture/camera.ts';
import { invariant, VitrineError } from '#lib/domain/errors.ts';
import type { RoundSettings } from '#lib/domain/round.ts';
import { untilAborted } from '#lib/domain/until-aborted.ts';
import type { Provider } from '#lib/generator/provider.ts';
import { dealModels } from '../deal-models.ts';
import { reserveFor } from '../estimate-service.ts';
import { everySpaceOf } from '../brief-space.ts';
import * as briefs from '../store/briefs.ts';
import * as events from '../store/events.ts';
import * as rounds from '../store/rounds.ts';
import * as variants from '../store/variants.ts';
import { judgeBudget, type BudgetVerdict } from './budget.ts';
import { buildVariant, ProcessClosing, type BuildDeps, type BuildTask } from './build-variant.ts';
import { FaultWatch } from './faults.ts';
import { ModelSlots } from './model-slots.ts';
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
	/** What waits for a reply, or for its turn to ask for one again. */
	#building = new Map<string, AbortController>();
	/** What was told to come back later and would ask again now, with what lets it: it goes before the queue. */
	#returning = new Map<string, Returning>();
	/** What would ask for more about a reply it has, with what lets it or does not. */
	#followingUp = new Map<string, FollowUp>();
	#faults = new FaultWatch();
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
			await this.#pause(context.slots.pauseLeft(Date.now()));
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
		const { settings } = round;
		const dimensions = everySpaceOf(db, brief.id);
		const [direction] = variants.ofRound(db, this.roundId);
		const isBound = settings.budget !== null && direction !== undefined;
		return {
			kind: round.kind,
			brief,
			dimensions,
			settings,
			reserve: isBound
				? reserveFor({ db, ...this.#deps }, { brief, settings, dimensions, direction })
				: null,
			models: dealModels(settings.models, settings.count, settings.seed),
			slots: new ModelSlots(settings.concurrency)
		};
	}

	#startWork(context: RoundContext): void {
		this.#followUp(context);
		while (this.#startNext(context));
		this.#startPhotographing(context);
	}

	/** Gives the next free slot to whose turn it is. @returns false when there is none, or nobody for it */
	#startNext({ models, slots, reserve, ...context }: RoundContext): boolean {
		const { settings } = context;
		const mayBegin = this.#isWithinBudget(settings, reserve);
		const queue = (mayBegin ? this.#queue() : []).map(({ id, position }) => ({
			id,
			model: models[position] ?? settings.provider
		}));
		const returning = [...this.#returning.values()];
		const model = slots.next(
			[...returning, ...queue].map((waiting) => waiting.model),
			Date.now()
		);
		if (model === null) return false;
		const back = returning.find((waiting) => waiting.model === model);
		if (back) {
			this.#returning.delete(back.id);
			slots.take(back.id, model);
			back.letGo();
			return true;
		}
		const id = queue.find((waiting) => waiting.model === model)?.id;
		const queued = id === undefined ? null : this.#claim(id);
		if (queued) this.#build({ ...context, queued }, model, slots);
		return queued !== null;
	}

	#build(
		task: Pick<BuildTask, 'kind' | 'brief' | 'dimensions' | 'settings' | 'queued'>,
		model: string,
		slots: ModelSlots
	): void {
		const { id } = task.queued.variant;
		slots.take(id, model);
		this.#track(this.#building, id, async (signal) => {
			try {
				await buildVariant(this.#deps, {
					...task,
					signal,
					provider: () => this.#deps.providerFor(task.settings),
					onPushback: (waitMs) => this.#pushBack(id, model, waitMs, slots),
					onFollowUp: () => this.#askToFollowUp(id, task.settings, signal),
					onReply: () => {
						slots.succeed(id);
						this.#freeSlot(id);
					}
				});
			} finally {
				slots.release(id);
				this.#returning.delete(id);
				this.#followingUp.delete(id);
			}
			this.#heedFault(id, model, task.settings);
		});
	}

	#pushBack(
		id: string,
		model: string,
		waitMs: number | null,
		slots: ModelSlots
	): () => Promise<void> {
		slots.pushBack(id, waitMs, Date.now());
		this.#wake();
		return () =>
			new Promise((letGo) => {
				this.#returning.set(id, { id, model, letGo });
				this.#wake();
			});
	}

	#askToFollowUp(id: string, { budget }: RoundSettings, signal: AbortSignal): Promise<void> {
		if (budget === null) return Promise.resolve();
		const allowed = new Promise<void>((letGo, refuse) => {
			this.#followingUp.set(id, { letGo, refuse });
			this.#wake();
		});
		return untilAborted(allowed, signal);
	}

	/** What has been begun goes before what has not. */
	#followUp({ settings, reserve }: RoundContext): void {
		for (const [id, { letGo, refuse }] of this.#followingUp) {
			const verdict = this.#judge(settings, reserve, new Set(this.#followingUp.keys()));
			if (verdict.kind === 'wait') return;
			this.#followingUp.delete(id);
			if (verdict.kind === 'go') letGo();
			else refuse(new VitrineError('over_budget', verdict.reason));
		}
	}

	/** What the rest of the queue would meet as well is not asked for again and again. */
	#heedFault(id: string, model: string, settings: RoundSettings): void {
		const { db } = this.#deps.database;
		const variant = variants.find(db, id);
		if (variant?.status !== 'failed' && variant?.status !== 'ready') return;
		const scope = this.#faults.note(variant.errorCode);
		if (scope === null) return;
		const models = dealModels(settings.models, settings.count, settings.seed);
		const doomed = this.#queue().filter(
			({ position }) => scope === 'round' || models[position] === model
		);
		const reason = { code: variant.errorCode ?? 'internal', message: variant.errorMessage ?? '' };
		this.#failQueued(
			doomed.map((queued) => queued.id),
			reason
		);
	}

	#startPhotographing({ settings }: RoundContext): void {
		const { database, workerId } = this.#deps;
		// A camera is made when there is something to photograph, and not before.
		if (!variants.hasPhotosQueued(database.db, this.roundId)) return;
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
	#isWithinBudget(settings: RoundSettings, reserve: number | null): boolean {
		const verdict = this.#judge(settings, reserve);
		if (verdict.kind === 'spent') {
			const ids = this.#queue().map(({ id }) => id);
			this.#failQueued(ids, { code: 'over_budget', message: verdict.reason });
		}
		return verdict.kind === 'go';
	}

	#judge({ budget }: RoundSettings, reserve: number | null, waiting?: Set<string>): BudgetVerdict {
		if (budget === null) return { kind: 'go' };
		const all = variants.ofRound(this.#deps.database.db, this.roundId);
		return judgeBudget(budget, all, reserve, waiting);
	}

	#failQueued(ids: string[], { code, message }: { code: string; message: string }): void {
		const { database, workerId } = this.#deps;
		if (ids.length === 0) return;
		database.write((tx) => {
			if (rounds.ownerOf(tx, this.roundId) !== workerId) return;
			for (const id of ids) {
				if (!variants.findQueued(tx, id)) continue;
				variants.move(tx, id, 'running');
				variants.move(tx, id, 'failed', { error_code: code, error_message: message });
				events.append(tx, this.roundId, 'variant.failed', id, { code });
			}
		});
	}

	/** Most looks find nothing, and a look needs no write lock. */
	#queue(): { id: string; position: number }[] {
		return variants.queueOf(this.#deps.database.db, this.roundId);
	}

	/** Takes a queued variant, if it still is. */
	#claim(id: string): variants.QueuedVariant | null {
		const { database, workerId } = this.#deps;
		return database.write((tx) => {
			const next = variants.findQueued(tx, id);
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
				variants.hasStatus(tx, this.roundId, 'queued') ||
				variants.hasPhotosQueued(tx, this.roundId);
			if (isBusy) return false;
			// A stop while all that was left to do was photographing leaves nothing unmade.
			const isStopped =
				rounds.find(tx, this.roundId)?.cancelRequestedAt != null &&
				variants.hasStatus(tx, this.roundId, 'cancelled');
			const end = isStopped ? 'cancelled' : 'finished';
			rounds.finish(tx, this.roundId, end);
			events.append(tx, this.roundId, `round.${end}`);
			return true;
		});
	}

	/** @param pauseLeft until a model may be asked again, in milliseconds */
	#pause(pauseLeft: number | null): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, Math.min(TICK_MS, pauseLeft ?? TICK_MS));
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}
}

interface RoundContext extends Pick<BuildTask, 'kind' | 'brief' | 'dimensions' | 'settings'> {
	/** The model of each direction, by its position. */
	models: string[];
	slots: ModelSlots;
	/** The most a variant is estimated at, in US dollars; null when that is unknown, or there is no budget. */
	reserve: number | null;
}

interface FollowUp {
	letGo(): void;
	refuse(why: VitrineError): void;
}

interface Returning {
	id: string;
	model: string;
	letGo(): void;
}
