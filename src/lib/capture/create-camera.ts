/** The camera: browsers, visits, films and the darkroom put together. */
import { availableParallelism } from 'node:os';
import { BrowserPool } from './browser-pool.ts';
import type { Camera, Photograph, Strip } from './camera.ts';
import { SILENT_LOG, type CameraLog } from './camera-log.ts';
import { develop, differenceBetween } from './darkroom.ts';
import { CAPTURE_LIMITS, type CaptureLimits } from './limits.ts';
import { cancelled, runJob, type Job } from './run-job.ts';
import { Inspection } from './inspection.ts';
import { Film, type RawStrip, type Unfilmed } from './film.ts';
import { Visit, type RawPhotograph, type Untaken } from './visit.ts';

/** Browsers take about 150 MB each, and more than this many draw no faster on the machines people have. */
const MAX_BROWSERS = 8;

export interface CameraOptions {
	/** A Chromium, or better its headless shell. Looked at when the first photograph is taken, not before. */
	executablePath: string;
	/** How many browsers work at once; by default one more than there are cores, because each waits now and then. */
	size?: number | undefined;
	log?: CameraLog | undefined;
	limits?: Partial<CaptureLimits> | undefined;
	/** Environment of the browsers; by default a bare one. */
	env?: Record<string, string> | undefined;
}

/** A camera that starts its browsers when they are first needed. Close it, or they live as long as the process. */
export function createCamera(options: CameraOptions): Camera {
	const size = Math.max(1, options.size ?? Math.min(availableParallelism() + 1, MAX_BROWSERS));
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
			const missing = new Set(job.shots);
			const stop = AbortSignal.any([signal, closing.signal]);
			const visiting: Job<Visit, RawPhotograph | Untaken> = {
				variantId: job.variantId,
				limitMs: limits.jobMs,
				open: (stage) => new Visit(stage, limits, job.axe ?? false),
				async *work(visit) {
					for await (const raw of visit.photograph(job.html, [...missing])) {
						missing.delete(raw.shot);
						yield raw;
					}
				},
				deliver: async (raw, browser) => {
					const photograph = await developPhotograph(raw, browser);
					if (!stop.aborted) await onPhotograph(photograph);
				}
			};
			const broken = await runJob(pool, log, visiting, stop);
			if (!broken) return;
			const { session, ...why } = broken;
			for (const shot of missing) {
				await onPhotograph({ shot, status: 'failed', facts: session.facts, ...why });
			}
		},
		async film(job, onStrip, signal) {
			const missing = new Set(job.takes);
			const stop = AbortSignal.any([signal, closing.signal]);
			const filming: Job<Film, RawStrip | Unfilmed> = {
				variantId: job.variantId,
				limitMs: limits.filmMs,
				open: (stage) => new Film(stage, limits),
				async *work(film) {
					for await (const raw of film.shoot(job.html, [...missing])) {
						missing.delete(raw.take);
						yield raw;
					}
				},
				deliver: async (raw, browser) => {
					const strip = await developStrip(raw, browser);
					if (!stop.aborted) await onStrip(strip);
				}
			};
			const broken = await runJob(pool, log, filming, stop);
			if (!broken) return;
			const { error, browser, ms } = broken;
			for (const take of missing) await onStrip({ take, status: 'failed', error, browser, ms });
		},
		async inspect(job, signal) {
			const stop = AbortSignal.any([signal, closing.signal]);
			let value: unknown;
			const inspecting: Job<Inspection, unknown> = {
				variantId: job.variantId,
				limitMs: limits.inspectMs,
				open: (stage) => new Inspection(stage, limits),
				async *work(inspection) {
					yield await inspection.read(job);
				},
				deliver: (raw) => {
					value = raw;
					return Promise.resolve();
				}
			};
			const broken = await runJob(pool, log, inspecting, stop);
			if (broken) throw broken.error;
			return value;
		},
		close() {
			closing.abort(cancelled());
			closed ??= pool.end();
			return closed;
		}
	};
}

async function developPhotograph(
	raw: RawPhotograph | Untaken,
	browser: string
): Promise<Photograph> {
	if ('error' in raw) return { ...raw, status: 'failed', browser };
	const { shot, png, again, facts, ms } = raw;
	const { thumb, width, height, blank } = await develop(png);
	const unstable =
		again === null || again.equals(png) ? false : await differenceBetween(png, again);
	return {
		shot,
		status: 'taken',
		image: png,
		thumb,
		width,
		height,
		facts: { ...facts, blank, unstable },
		browser,
		ms
	};
}

async function developStrip(raw: RawStrip | Unfilmed, browser: string): Promise<Strip> {
	if ('error' in raw) return { ...raw, status: 'failed', browser };
	const { take, animations, ms } = raw;
	const frames = await Promise.all(
		raw.frames.map(async ({ atMs, png }) => ({
			atMs,
			image: png,
			thumb: (await develop(png)).thumb
		}))
	);
	return { take, status: 'filmed', frames, animations, browser, ms };
}
