/** The browsers of a camera: each shows one document at a time, so that a browser which must be killed takes nobody with it. */
import PQueue from 'p-queue';
import { VitrineError } from '#lib/domain/errors.ts';
import { RunningBrowser, type BrowserOptions, type Stage } from './browser.ts';
import type { CameraLog } from './camera-log.ts';
import { IDLE_MS, MEMORY_WATCH_MS, VISITS_PER_BROWSER } from './limits.ts';
import { killAll, memoryOf } from './processes.ts';

/** A stage, and the browser it stands in. */
interface Lent {
	stage: Stage;
	browser: RunningBrowser;
}

/** One place for a browser: empty until first needed, and filled again when its browser is gone. */
class BrowserSlot {
	readonly #options: BrowserOptions;
	readonly #log: CameraLog;
	#browser: RunningBrowser | null = null;
	/** The stage for the next document, made while this one is photographed. */
	#next: { browser: RunningBrowser; stage: Promise<Stage> } | null = null;
	#visits = 0;
	#idleTimer: NodeJS.Timeout | undefined;

	constructor(options: BrowserOptions, log: CameraLog) {
		this.#options = options;
		this.#log = log;
	}

	/**
	 * Lends a fresh stage for the time of `work`, and takes it down afterwards whatever happened.
	 * @throws VitrineError `browser_missing`, `browser_failed`, or whatever `work` throws
	 */
	async use<T>(work: (stage: Stage, browserName: string) => Promise<T>): Promise<T> {
		clearTimeout(this.#idleTimer);
		const { stage, browser } = await this.#take();
		this.#prepareNext();
		const unwatch = this.#watchMemory(browser);
		try {
			return await work(stage, browser.name);
		} finally {
			unwatch();
			await browser.closeStage(stage);
			if (++this.#visits >= VISITS_PER_BROWSER) await this.end();
			else this.#startIdling();
		}
	}

	async #take(): Promise<Lent> {
		const prepared = this.#next;
		this.#next = null;
		if (this.#browser && !(await this.#browser.answers())) {
			this.#log.warn({ browser: this.#browser.name }, 'browser does not answer, starting another');
			await this.#browser.kill();
		}
		// From a browser that is gone nothing may come any more, not even a refusal.
		if (prepared?.browser.alive) {
			const stage = await prepared.stage.catch(() => null);
			if (stage && prepared.browser.alive) return { stage, browser: prepared.browser };
		}
		try {
			return await this.#open();
		} catch (cause) {
			if (cause instanceof VitrineError) throw cause;
			throw new VitrineError('browser_failed', 'The browser starts, but opens no page.', {
				fix: 'Run `vitrine doctor` to see what it says.',
				cause
			});
		}
	}

	async #open(): Promise<Lent> {
		if (!this.#browser?.alive) {
			this.#browser = await RunningBrowser.start(this.#options);
			this.#visits = 0;
			this.#log.debug({ browser: this.#browser.name }, 'browser started');
		}
		const browser = this.#browser;
		return { stage: await browser.openStage(), browser };
	}

	/** A failure here is not one yet: `#take` tries again when the stage is needed. */
	#prepareNext(): void {
		const browser = this.#browser;
		if (!browser?.alive || this.#visits + 1 >= VISITS_PER_BROWSER) return;
		const stage = browser.openStage();
		stage.catch(() => undefined);
		this.#next = { browser, stage };
	}

	/** Ends the page process that takes more than its share. The only other page of this browser is blank. */
	#watchMemory(browser: RunningBrowser): () => void {
		const look = async (): Promise<void> => {
			for (const pid of await browser.pagePids()) {
				const bytes = await memoryOf(pid);
				if (bytes === null || bytes <= this.#options.limits.pageMemoryBytes) continue;
				this.#log.warn({ pid, bytes }, 'page process takes too much memory, ending it');
				killAll([pid]);
			}
		};
		// A look that takes longer than the pause, or fails with the browser, is one look less.
		const timer = setInterval(() => void look().catch(() => undefined), MEMORY_WATCH_MS);
		return () => clearInterval(timer);
	}

	#startIdling(): void {
		this.#idleTimer = setTimeout(() => void this.end(), IDLE_MS);
		this.#idleTimer.unref();
	}

	/** Ends the browser, if there is one. The next use starts another. */
	async end(): Promise<void> {
		clearTimeout(this.#idleTimer);
		const browser = this.#browser;
		this.#browser = null;
		this.#next = null;
		await browser?.end();
	}
}

export class BrowserPool {
	readonly #slots: BrowserSlot[];
	readonly #free: BrowserSlot[];
	readonly #queue: PQueue;

	constructor(size: number, options: BrowserOptions, log: CameraLog) {
		this.#slots = Array.from({ length: size }, () => new BrowserSlot(options, log));
		this.#free = [...this.#slots];
		this.#queue = new PQueue({ concurrency: size });
	}

	/**
	 * Runs `work` on a fresh stage as soon as a browser is free.
	 * @throws VitrineError `browser_missing`, `browser_failed`; the signal's reason; or whatever `work` throws
	 */
	use<T>(signal: AbortSignal, work: (stage: Stage, browserName: string) => Promise<T>): Promise<T> {
		// The signal is not for the queue, which would count an aborted job as done while its browser is still busy with it.
		return this.#queue.add(async () => {
			signal.throwIfAborted();
			// The one last used is warm; the queue lets in no more than there are.
			const slot = this.#free.pop();
			if (!slot)
				throw new Error('Invariant broken: the queue let in more work than there are browsers');
			try {
				return await slot.use(work);
			} finally {
				this.#free.push(slot);
			}
		});
	}

	/** Ends every browser once its page is down. Work is not stopped here: that is for the signals it was given. */
	async end(): Promise<void> {
		await this.#queue.onIdle();
		await Promise.all(this.#slots.map((slot) => slot.end()));
	}
}
