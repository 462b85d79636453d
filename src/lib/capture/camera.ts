/** What a photographer of variants looks like to the pipeline: plain data in, pictures and facts out. */
import type { Shot } from '#lib/domain/capture.ts';
import type { PageFacts } from '#lib/domain/capture-facts.ts';
import type { PageAnimation, Take } from '#lib/domain/motion.ts';
import type { VitrineError } from '#lib/domain/errors.ts';

/** Plain data: nothing here assumes a shared file system or process. */
interface CaptureJob {
	/** For log lines alone. */
	variantId: string;
	html: string;
	shots: Shot[];
	/** Whether accessibility rules are checked as well, once for each theme on the first viewport; about as dear as three photographs. */
	axe?: boolean;
}

export interface TakenPhotograph {
	shot: Shot;
	status: 'taken';
	/** PNG of the viewport, lossless. */
	image: Uint8Array;
	/** webp, THUMB_WIDTH pixels wide; a photograph that is narrower keeps its width, enlarging would add no detail. */
	thumb: Uint8Array;
	width: number;
	height: number;
	facts: PageFacts;
	browser: string;
	ms: number;
}
export interface FailedPhotograph {
	shot: Shot;
	status: 'failed';
	error: VitrineError;
	facts: PageFacts | null;
	browser: string | null;
	ms: number;
}
export type Photograph = TakenPhotograph | FailedPhotograph;

interface FilmJob {
	/** For log lines alone. */
	variantId: string;
	html: string;
	takes: Take[];
}

export interface FilmedStrip {
	take: Take;
	status: 'filmed';
	/** As photographs: PNG, and a small webp. */
	frames: { atMs: number; image: Uint8Array; thumb: Uint8Array }[];
	/** Every animation that ran or waited while it was filmed, in the order they were met. */
	animations: PageAnimation[];
	browser: string;
	ms: number;
}
interface FailedStrip {
	take: Take;
	status: 'failed';
	error: VitrineError;
	browser: string | null;
	ms: number;
}
export type Strip = FilmedStrip | FailedStrip;

interface InspectionJob {
	/** For log lines alone. */
	variantId: string;
	html: string;
	/** In which the page is brought to rest first, as for a photograph. */
	look: Pick<Shot, 'viewport' | 'theme' | 'state'>;
	/**
	 * Script text: an expression that is worked out in a world of our own, which shares the page's elements and none of its
	 * scripts. A promise is waited for. Its value is what a hostile page lets be read: check it by a schema.
	 */
	expression: string;
}

export interface Camera {
	/**
	 * Visits the document once and takes every shot of the job, telling each as it is taken: resting shots first, then
	 * poses, then state by state, each in a document loaded afresh. Listeners are called one at a time. A page that hangs, crashes or
	 * throws costs its own shots alone: those arrive as `failed`, and the promise still resolves.
	 * @throws VitrineError `browser_missing`, `browser_failed` when there is no browser to work with; `cancelled`
	 */
	photograph(
		job: CaptureJob,
		onPhotograph: (photograph: Photograph) => void | Promise<void>,
		signal: AbortSignal
	): Promise<void>;
	/**
	 * Films the document, telling each strip as it is filmed: frames at FRAME_TIMES_MS after the trigger, on the page's own clock, so that the
	 * same document gives the same frames. Otherwise as `photograph`.
	 * @throws VitrineError as `photograph`
	 */
	film(
		job: FilmJob,
		onStrip: (strip: Strip) => void | Promise<void>,
		signal: AbortSignal
	): Promise<void>;
	/**
	 * Reads the document instead of photographing it.
	 * @returns the value of the job's expression, as JSON holds it
	 * @throws VitrineError `capture_timeout`, `capture_crashed`; otherwise as `photograph`
	 */
	inspect(job: InspectionJob, signal: AbortSignal): Promise<unknown>;
	/** How many jobs it works on at once. */
	readonly size: number;
	/** Ends every browser it started. Safe to call twice. */
	close(): Promise<void>;
}

export const THUMB_WIDTH = 640;
