/** A few threads that do jobs one at a time each. They start when there is work, and end when there is none for a while. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';
import { VitrineError } from '#lib/domain/errors.ts';

/** A thread without work is kept this long, in milliseconds: people compare in bursts, and starting one takes about 50 ms. */
const IDLE_MS = 30_000;
/** No picture takes nearly as long, in milliseconds; a thread that does is taken for stuck. */
const JOB_MS = 60_000;
/** More threads only make room in memory scarce. */
const MOST_WORKERS = 4;

export interface WorkerPoolOptions {
	/** The file a thread runs, absolute. */
	entry: string;
	size?: number;
	idleMs?: number;
	jobMs?: number;
}

export interface WorkerPool<Job, Result> {
	/**
	 * Does a job in the next free thread.
	 * @throws VitrineError `comparison_failed` when its thread ended, was stuck, or the pool is closed; another takes its place
	 */
	run(job: Job): Promise<Result>;
	/** Threads there are now. */
	readonly alive: number;
	/** Ends all threads; what they were doing fails. */
	close(): Promise<void>;
}

/** What a thread answers: the result, or what the job threw. */
type Answer<Result> = { result: Result } | { thrown: unknown };

export function createWorkerPool<Job, Result>({
	entry,
	size = Math.min(availableParallelism(), MOST_WORKERS),
	idleMs = IDLE_MS,
	jobMs = JOB_MS
}: WorkerPoolOptions): WorkerPool<Job, Result> {
	const queue = new PQueue({ concurrency: size });
	const alive = new Set<Worker>();
	/** Most recently used last. */
	const idle: { worker: Worker; timer: NodeJS.Timeout }[] = [];
	let isClosed = false;

	function start(): Worker {
		const worker = new Worker(entry, { execArgv: [] });
		alive.add(worker);
		worker.once('exit', () => {
			alive.delete(worker);
			const at = idle.findIndex((waiting) => waiting.worker === worker);
			for (const { timer } of at < 0 ? [] : idle.splice(at, 1)) clearTimeout(timer);
		});
		// Without a listener an error would take the whole process with it; the exit that follows is what counts.
		worker.on('error', () => undefined);
		return worker;
	}

	function take(): Worker {
		const waiting = idle.pop();
		if (!waiting) return start();
		clearTimeout(waiting.timer);
		waiting.worker.ref();
		return waiting.worker;
	}

	function giveBack(worker: Worker): void {
		if (!alive.has(worker)) return;
		// A thread that waits does not keep the process from ending.
		worker.unref();
		const timer = setTimeout(() => {
			idle.splice(
				idle.findIndex((waiting) => waiting.worker === worker),
				1
			);
			void worker.terminate();
		}, idleMs).unref();
		idle.push({ worker, timer });
	}

	return {
		async run(job) {
			if (isClosed) throw failed('The comparison was stopped.');
			return queue.add(async () => {
				if (isClosed) throw failed('The comparison was stopped.');
				const worker = take();
				// One that ended or was stuck is not given back.
				const answer = await ask<Job, Result>(worker, job, jobMs);
				giveBack(worker);
				if ('thrown' in answer) throw answer.thrown;
				return answer.result;
			});
		},
		get alive() {
			return alive.size;
		},
		async close() {
			isClosed = true;
			await Promise.all([...alive].map((worker) => worker.terminate()));
			await queue.onIdle();
		}
	};
}

/** @throws VitrineError `comparison_failed` when no answer came */
function ask<Job, Result>(worker: Worker, job: Job, jobMs: number): Promise<Answer<Result>> {
	return new Promise((resolve, reject) => {
		let cause: unknown;
		const timer = setTimeout(() => {
			leave();
			void worker.terminate();
			reject(failed(`The comparison took longer than ${jobMs / 1000} s.`));
		}, jobMs);
		const onMessage = (answer: Answer<Result>) => {
			leave();
			resolve(answer);
		};
		const onError = (thrown: unknown) => (cause = thrown);
		const onExit = () => {
			leave();
			reject(failed('The thread that compared them ended.', cause));
		};
		const leave = () => {
			clearTimeout(timer);
			worker.off('message', onMessage).off('error', onError).off('exit', onExit);
		};
		worker.on('message', onMessage).on('error', onError).on('exit', onExit);
		worker.postMessage(job);
	});
}

function failed(message: string, cause?: unknown): VitrineError {
	return new VitrineError('comparison_failed', message, {
		fix: 'Try again.',
		passing: true,
		cause
	});
}
