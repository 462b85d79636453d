/** How much of the machine one document may have. Every limit that a hostile page can run into is here. */

export interface CaptureLimits {
	/** One whole visit: the load and every photograph of it, in milliseconds. */
	jobMs: number;
	/** All strips of one document, in milliseconds. */
	filmMs: number;
	/** Reading one document: the load and what is read of it, in milliseconds. */
	inspectMs: number;
	/** From navigation to the load event, in milliseconds. After it a page that still answers is photographed as it is. */
	loadMs: number;
	/** A page has this long to answer one question about itself, in milliseconds. 200,000 nodes take about two seconds. */
	answerMs: number;
	/** One picture from the compositor, in milliseconds. */
	shotMs: number;
	/** Fonts, images and animations may take this long to come to rest, in milliseconds; then it is photographed as it is. */
	settleMs: number;
	/** A browser has this long to start, in milliseconds. */
	launchMs: number;
	/** A browser that has started has this long to open a blank page, in milliseconds; then it is killed. */
	openMs: number;
	/** A browser has this long to let go of a finished page, or to end, in milliseconds; then it is killed. */
	closeMs: number;
	/** Resident memory of one page's process, in bytes. Only watched where /proc tells it. */
	pageMemoryBytes: number;
	/** Console messages, errors and refused requests of one visit. A page that makes more is ended, or it would fill our memory. */
	noise: number;
}

export const CAPTURE_LIMITS: Readonly<CaptureLimits> = {
	jobMs: 60_000,
	filmMs: 180_000,
	inspectMs: 30_000,
	loadMs: 15_000,
	answerMs: 10_000,
	shotMs: 15_000,
	settleMs: 5_000,
	launchMs: 30_000,
	openMs: 20_000,
	closeMs: 4_000,
	pageMemoryBytes: 2 * 1024 ** 3,
	noise: 5_000
};

/** Objects that script may hold, in MiB: the engine ends a page that wants more, well before `pageMemoryBytes`. */
export const SCRIPT_HEAP_MIB = 1024;

/** How often the memory of a page is looked at, in milliseconds. Asking is dear, and most visits are over before the first look. */
export const MEMORY_WATCH_MS = 600;

/** After so many visits a browser is replaced, because it never gives back all it took. */
export const VISITS_PER_BROWSER = 200;

/** Browsers that have had nothing to do for this long are ended, in milliseconds; the next job starts them again. */
export const IDLE_MS = 120_000;

/** How much of a page's own time passes before it is photographed: after loading, and after each change. In milliseconds. */
export const PASS_MS = { load: 1_500, change: 600 } as const;

/** Between the two photographs of a page in which something may still move, in real milliseconds. */
export const SECOND_LOOK_MS = 120;

/** Kept of each list of messages; the rest is counted. And of each message, in characters. */
export const MAX_MESSAGES = 50;
export const MAX_MESSAGE_CHARS = 500;
