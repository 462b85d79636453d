/** What a photographer of variants looks like to the pipeline: plain data in, pictures and facts out. */
import type { Shot } from '#lib/domain/capture.ts';
import type { PageFacts } from '#lib/domain/capture-facts.ts';
import type { VitrineError } from '#lib/domain/errors.ts';

/** Plain data: nothing here assumes a shared file system or process. */
export interface CaptureJob {
	/** For log lines alone. */
	variantId: string;
	html: string;
	shots: Shot[];
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

export interface Camera {
	/**
	 * Visits the document once and takes every shot of the job, telling each as it is taken: resting shots first, then state by
	 * state, each state but the first in a document loaded afresh. Listeners are called one at a time. A page that hangs, crashes or
	 * throws costs its own shots alone: those arrive as `failed`, and the promise still resolves.
	 * @throws VitrineError `browser_missing`, `browser_failed` when there is no browser to work with; `cancelled`
	 */
	photograph(
		job: CaptureJob,
		onPhotograph: (photograph: Photograph) => void | Promise<void>,
		signal: AbortSignal
	): Promise<void>;
	/** How many jobs it works on at once. */
	readonly size: number;
	/** Ends every browser it started. Safe to call twice. */
	close(): Promise<void>;
}

export const THUMB_WIDTH = 640;
