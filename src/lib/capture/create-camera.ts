/** The camera: browsers, visits and the darkroom put together. */
import { availableParallelism } from 'node:os';
import { toVitrineError, VitrineError } from '#lib/domain/errors.ts';
import { BrowserPool } from './browser-pool.ts';
import type { Camera, CaptureJob, Photograph } from './camera.ts';
import { SILENT_LOG, type CameraLog } from './camera-log.ts';
import { develop } from './darkroom.ts';
import { CAPTURE_LIMITS, type CaptureLimits } from './limits.ts';
import { Visit, type RawPhotograph } from './visit.ts';

/** Browsers take about 150 MB each, and more than this many draw no faster on the machines people have. */
const MAX_BROWSERS = 8;

export interface CameraOptions {
	/** A Chromium, or better its headless shell. Looked at when the first photograph is taken, not before. */
	executablePath: string;
	/** How many browsers work at once; by default one for each core. */
	size?: number | undefined;
	log?: CameraLog | undefined;
	limits?: Partial<CaptureLimits> | undefined;
	/** Environment of the browsers; by default a bare one. */
	env?: Record<string, string> | undefined;
}

/** A camera that starts its browsers when they are first needed. Close it, or they live as long as the process. */
export function createCamera(options: CameraOptions): Camera {
	const size = Math.max(1, options.size ?? Math.min(availableParallelism(), MAX_BROWSERS));
	const limits = { ...CAPTURE_LIMITS, ...options.limits };
	const log = options.log ?? SILENT_LOG;
	const pool = new BrowserPool(
		size,
		{ executablePath: options.executablePath, limits, env: options.env },
		log
	);
	const closing = new AbortController();
	let closed: Promise<void> | null = null;

	return {
		// One more than there are browsers: its pictures are developed while the browsers are with the others.
		size: size + 1,
		async photograph(job, onPhotograph, signal) {
			const stop = AbortSignal.any([signal, closing.signal]);
			if (stop.aborted) throw cancelled();
			await untilAborted(stop, takeAll(pool, limits, log, job, onPhotograph, stop));
		},
		close() {
			closing.abort(cancelled());
			closed ??= pool.end();
			return closed;
		}
	};
}

/** Runs one job to its end. Everything the page does ends in a photograph, taken or failed. */
async function takeAll(
	pool: BrowserPool,
	limits: CaptureLimits,
	log: CameraLog,
	job: CaptureJob,
	onPhotograph: (photograph: Photograph) => void | Promise<void>,
	signal: AbortSignal
): Promise<void> {
	const missing = new Set(job.shots);
	// Developed and handed over one after the other, while the browser goes on to the next shot.
	let handedOver = Promise.resolve();
	const failure = await pool.use(signal, async (stage, browser) => {
		const visit = new Visit(stage, limits);
		const stopped = (): void => visit.fail(cancelled());
		signal.addEventListener('abort', stopped, { once: true });
		const timer = setTimeout(() => visit.fail(tooLong(limits.jobMs)), limits.jobMs);
		const startedAt = performance.now();
		try {
			for await (const raw of visit.photograph(job.html, [...missing])) {
				missing.delete(raw.shot);
				handedOver = handedOver.then(async () => {
					const photograph = await finish(raw, browser);
					// Whoever stopped the job has been told that it is over.
					if (!signal.aborted) await onPhotograph(photograph);
				});
				handedOver.catch(() => visit.fail(cancelled()));
			}
			return null;
		} catch (thrown) {
			const error = toVitrineError(thrown);
			log.warn({ variantId: job.variantId, code: error.code, err: error }, 'photographs not taken');
			return { error, facts: visit.facts, browser, ms: Math.round(performance.now() - startedAt) };
		} finally {
			clearTimeout(timer);
			signal.removeEventListener('abort', stopped);
		}
	});
	await handedOver;
	if (failure?.error.code === 'cancelled') throw failure.error;
	if (failure)
		for (const shot of missing) await onPhotograph({ shot, status: 'failed', ...failure });
}

async function finish(
	{ shot, png, facts, ms }: RawPhotograph,
	browser: string
): Promise<Photograph> {
	const { thumb, width, height, blank } = await develop(png);
	return {
		shot,
		status: 'taken',
		image: png,
		thumb,
		width,
		height,
		facts: { ...facts, blank },
		browser,
		ms
	};
}

/** `work`, but no longer than until the signal: what is left to tidy up then goes on by itself, and `close` waits for it. */
async function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
	let stop: () => void = () => undefined;
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(cancelled());
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

function cancelled(): VitrineError {
	return new VitrineError('cancelled', 'Photographing was stopped.');
}

function tooLong(ms: number): VitrineError {
	return new VitrineError(
		'capture_timeout',
		`The page took longer than ${Math.round(ms / 1000)} s to photograph and was closed.`
	);
}
