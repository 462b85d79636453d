/** One job in one browser, from the moment it is free until all that came of the job is handed over. */
import { toVitrineError, VitrineError } from '#lib/domain/errors.ts';
import { untilAborted } from '#lib/domain/until-aborted.ts';
import type { Stage } from './browser.ts';
import type { BrowserPool } from './browser-pool.ts';
import type { CameraLog } from './camera-log.ts';

/** A visit to a page that yields what it brings back piece by piece, and can be ended from outside. */
interface Session {
	fail(error: VitrineError): void;
}

export interface Job<S extends Session, Raw> {
	variantId: string;
	/** The whole job, in milliseconds. */
	limitMs: number;
	open(stage: Stage): S;
	work(session: S): AsyncGenerator<Raw, void>;
	/** Develops one piece and hands it over. Called for one at a time, while the browser goes on to the next. */
	deliver(raw: Raw, browser: string): Promise<void>;
}

/** Why a job ended before its end. */
export interface Broken<S> {
	error: VitrineError;
	session: S;
	browser: string;
	ms: number;
}

/**
 * Runs a job. Whatever the page does to end it early is told in the answer; null when it came to its end.
 * @throws VitrineError `browser_missing`, `browser_failed`, `cancelled`; or what `deliver` throws
 */
export function runJob<S extends Session, Raw>(
	pool: BrowserPool,
	log: CameraLog,
	job: Job<S, Raw>,
	signal: AbortSignal
): Promise<Broken<S> | null> {
	if (signal.aborted) return Promise.reject(cancelled());
	// What is left to tidy up then goes on by itself, and `close` waits for it.
	return untilAborted(runToEnd(pool, log, job, signal), signal, cancelled);
}

async function runToEnd<S extends Session, Raw>(
	pool: BrowserPool,
	log: CameraLog,
	job: Job<S, Raw>,
	signal: AbortSignal
): Promise<Broken<S> | null> {
	let handedOver = Promise.resolve();
	const broken = await pool.use(signal, async (stage, browser) => {
		const session = job.open(stage);
		const stopped = (): void => session.fail(cancelled());
		signal.addEventListener('abort', stopped, { once: true });
		const timer = setTimeout(() => session.fail(tooLong(job.limitMs)), job.limitMs);
		const startedAt = performance.now();
		try {
			for await (const raw of job.work(session)) {
				handedOver = handedOver.then(async () => {
					// Whoever stopped the job has been told that it is over.
					if (!signal.aborted) await job.deliver(raw, browser);
				});
				handedOver.catch(() => session.fail(cancelled()));
			}
			return null;
		} catch (thrown) {
			const error = toVitrineError(thrown);
			log.warn({ variantId: job.variantId, code: error.code, err: error }, 'not all was taken');
			return { error, session, browser, ms: Math.round(performance.now() - startedAt) };
		} finally {
			clearTimeout(timer);
			signal.removeEventListener('abort', stopped);
		}
	});
	await handedOver;
	if (broken?.error.code === 'cancelled') throw broken.error;
	return broken;
}

/** The job was stopped by whoever asked for it. */
export function cancelled(): VitrineError {
	return new VitrineError('cancelled', 'Photographing was stopped.');
}

function tooLong(ms: number): VitrineError {
	return new VitrineError(
		'capture_timeout',
		`The page took longer than ${Math.round(ms / 1000)} s to photograph and was closed.`
	);
}
