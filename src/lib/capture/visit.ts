/** One visit to one document: it is loaded once, and every viewport, theme and state asked for is photographed. */
import { VIEWPORTS, type Shot, type Theme, type ViewportName } from '#lib/domain/capture.ts';
import type { PageFacts } from '#lib/domain/capture-facts.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { DevTools, Stage } from './browser.ts';
import { FactLog } from './fact-log.ts';
import { Lifeline, seconds } from './lifeline.ts';
import { TIMER_WAIT_MS, type CaptureLimits } from './limits.ts';
import { Rest, restExpression } from './page-scripts.ts';
import { lookOf, planVisit } from './plan-visit.ts';
import { SANDBOX_CSP } from './sandbox.ts';

/** A photograph as it comes from the browser, before it is developed. */
export interface RawPhotograph {
	shot: Shot;
	png: Buffer;
	facts: PageFacts;
	ms: number;
}

/** Between two looks at whether a page still has short timers to come, in milliseconds. */
const BUSY_POLL_MS = 40;
/** The page settles by its own limit; the answer needs a moment more to come back. */
const ANSWER_SLACK_MS = 2_000;

export class Visit {
	readonly #devTools: DevTools;
	readonly #stage: Stage;
	readonly #limits: CaptureLimits;
	/** Of this load alone: a document that is loaded again says everything again. */
	#log: FactLog;
	readonly #life = new Lifeline();
	/** Nobody's, and never used again: nothing that one document leaves behind is there for another. */
	readonly #origin = `https://v-${crypto.randomUUID()}.vitrine.invalid/`;
	/** The document, while a load waits for it. */
	#due: string | null = null;
	#frameId = '';
	#loaderId = '';
	/** The document the browser last said the page shows. */
	#showing: { frameId: string; loaderId: string; url: string } | null = null;
	#world: number | null = null;
	#look: { viewport: ViewportName; theme: Theme } | null = null;
	#state: string | null = null;
	/** One resting PNG for each viewport and theme: what a state is compared with. */
	readonly #resting = new Map<string, Buffer>();
	#dialogs: number | null = null;
	/** It was busy to the end of the time it was given once; it is not given as much again. */
	#restless = false;

	constructor(stage: Stage, limits: CaptureLimits) {
		this.#stage = stage;
		this.#devTools = stage.devTools;
		this.#limits = limits;
		this.#log = this.#newLog();
	}

	#newLog(): FactLog {
		return new FactLog(this.#limits.noise, () =>
			this.fail(
				new VitrineError('capture_crashed', 'The page reported errors without end and was closed.')
			)
		);
	}

	/** Ends the visit from outside; whatever it waits for rejects with `error`. The first reason counts. */
	fail(error: VitrineError): void {
		this.#life.end(error);
	}

	/** What is known so far, for shots that were not taken; null when the page never answered. */
	get facts(): PageFacts | null {
		return this.#dialogs === null ? null : { ...this.#log.snapshot(), dialogs: this.#dialogs };
	}

	/**
	 * Loads the document and yields each photograph as it is taken, in the order of `planVisit`.
	 * @throws VitrineError `capture_timeout`, `capture_crashed`, or what `fail` was given
	 */
	async *photograph(html: string, shots: Shot[]): AsyncGenerator<RawPhotograph, void> {
		const { resting, compared, states } = planVisit(shots);
		const first = resting[0] ?? compared[0];
		if (first === undefined) return;
		let since = performance.now();
		this.#listen();
		this.#answerRequests();
		await this.#setLook(first.viewport, first.theme);
		await this.#load(html);
		for (const shot of resting) {
			yield await this.#take(shot, since);
			since = performance.now();
		}
		for (const shot of compared) await this.#take(shot, since);
		for (const shot of states) {
			since = performance.now();
			// What one state's script left behind must not show in the next state, so each but the first starts clean.
			if (this.#state !== null && this.#state !== shot.state) await this.#load(html);
			yield await this.#take(shot, since);
		}
	}

	#listen(): void {
		const { page, devTools } = this.#stage;
		page.on('crash', () =>
			this.fail(
				new VitrineError('capture_crashed', 'The page crashed. It may have run out of memory.')
			)
		);
		page.on('close', () =>
			this.fail(new VitrineError('capture_crashed', 'The browser ended while it showed the page.'))
		);
		page.on('pageerror', (error) => this.#log.pageError(`${error.name}: ${error.message}`));
		page.on('console', (message) => {
			this.#log.count();
			// Without arguments it is the browser that speaks, of refusals that are counted by kind.
			if (message.type() === 'error' && message.args().length > 0)
				this.#log.consoleError(message.text());
		});
		// The sandbox allows neither; should one get through, it must not hold up the page.
		page.on('dialog', (dialog) => {
			this.#log.dialog();
			dialog.dismiss().catch(() => undefined);
		});
		this.#stage.context.on('page', (other) => {
			if (other !== page) other.close().catch(() => undefined);
		});
		devTools.on('Page.windowOpen', () => this.#log.popup());
		devTools.on('Audits.issueAdded', ({ issue }) => {
			const refusal = issue.details.contentSecurityPolicyIssueDetails;
			if (refusal?.blockedURL !== undefined) this.#log.refusedByPolicy(refusal.violatedDirective);
		});
		devTools.on('Page.frameNavigated', ({ frame }) => {
			if (frame.parentId !== undefined) return;
			this.#showing = { frameId: frame.id, loaderId: frame.loaderId, url: frame.url };
			this.#failIfItLeft();
		});
	}

	/** Asked twice, because a page can be gone before the answer to `navigate` says which document was ours. */
	#failIfItLeft(): void {
		if (
			this.#loaderId === '' ||
			this.#showing === null ||
			this.#showing.loaderId === this.#loaderId
		)
			return;
		this.fail(
			new VitrineError(
				'capture_crashed',
				`The page left its own document for ${clip(this.#showing.url)}.`
			)
		);
	}

	async #load(html: string): Promise<void> {
		this.#log = this.#newLog();
		this.#state = null;
		this.#world = null;
		this.#loaderId = '';
		this.#showing = null;
		this.#due = html;
		const loaded = this.#loaded();
		const { frameId, loaderId, errorText } = await this.#life.ask(
			this.#devTools.send('Page.navigate', { url: this.#origin }),
			this.#limits.loadMs
		);
		if (errorText !== undefined || loaderId === undefined) {
			throw new VitrineError(
				'capture_crashed',
				`The page could not be opened: ${errorText ?? 'no reason given'}.`
			);
		}
		this.#frameId = frameId;
		this.#loaderId = loaderId;
		this.#failIfItLeft();
		const late = new VitrineError(
			'capture_timeout',
			`The page did not finish loading within ${seconds(this.#limits.loadMs)}.`
		);
		await this.#life.ask(loaded, this.#limits.loadMs, late).catch(async (error: unknown) => {
			if (error !== late) throw error;
			// Late is not stuck: a page that answers is photographed as far as it has got.
			await this.#life.ask(
				this.#devTools.send('Runtime.evaluate', { expression: '1' }),
				this.#limits.answerMs,
				late
			);
		});
	}

	/** Resolves at the load event, or when loading ended without one. */
	#loaded(): Promise<void> {
		return new Promise((resolve) => {
			let told = false;
			this.#devTools.once('Page.loadEventFired', () => {
				told = true;
				resolve();
			});
			this.#devTools.on('Page.frameStoppedLoading', ({ frameId }) => {
				if (told || frameId !== this.#showing?.frameId) return;
				told = true;
				// An attempt to leave is refused, but it ends the parser, and there is no load event.
				this.#log.pageError(
					'The page tried to leave its own document while loading, and stopped where it was.'
				);
				resolve();
			});
		});
	}

	/** The one document is given from memory, once for each load; all else the page asks for is refused and it stays where it is. */
	#answerRequests(): void {
		this.#devTools.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
			if (this.#due !== null && request.url === this.#origin) {
				const body = Buffer.from(this.#due).toString('base64');
				this.#due = null;
				this.#tell('Fetch.fulfillRequest', {
					requestId,
					responseCode: 200,
					responseHeaders: [
						{ name: 'content-type', value: 'text/html; charset=utf-8' },
						{ name: 'content-security-policy', value: SANDBOX_CSP },
						{ name: 'x-content-type-options', value: 'nosniff' },
						{ name: 'referrer-policy', value: 'no-referrer' }
					],
					body
				});
				return;
			}
			this.#log.count();
			this.#log.refused(resourceType.toLowerCase());
			// `Aborted` leaves the page where it is; any other reason would put an error page in its place.
			this.#tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
		});
	}

	/** A command whose answer nobody needs: if the page is gone, the lifeline says so. */
	#tell(...command: Parameters<DevTools['send']>): void {
		this.#devTools.send(...command).catch(() => undefined);
	}

	/** Sets viewport and theme where they differ from what is set. */
	async #setLook(viewport: ViewportName, theme: Theme): Promise<void> {
		const commands: Promise<unknown>[] = [];
		if (this.#look?.viewport !== viewport) {
			commands.push(
				this.#devTools.send('Emulation.setDeviceMetricsOverride', {
					...VIEWPORTS[viewport],
					deviceScaleFactor: 1,
					mobile: false
				})
			);
		}
		if (this.#look?.theme !== theme) {
			commands.push(
				this.#devTools.send('Emulation.setEmulatedMedia', {
					features: [
						{ name: 'prefers-color-scheme', value: theme },
						{ name: 'prefers-reduced-motion', value: 'reduce' }
					]
				})
			);
		}
		this.#look = { viewport, theme };
		await this.#life.ask(Promise.all(commands), this.#limits.answerMs);
	}

	/** @param since when what this shot shows was begun, on the `performance.now` clock */
	async #take(shot: Shot, since: number): Promise<RawPhotograph> {
		const startedAt = performance.now();
		await this.#setLook(shot.viewport, shot.theme);
		if (shot.state !== null && this.#state !== shot.state) await this.#setState(shot.state);
		const rest = await this.#rest();
		const png = await this.#expose();
		const key = lookOf(shot);
		const resting = this.#resting.get(key);
		if (shot.state === null) this.#resting.set(key, png);
		const facts: PageFacts = {
			...this.#log.snapshot(),
			dialogs: this.#dialogs ?? 0,
			...(rest && {
				documentHeight: rest.documentHeight,
				overflowX: rest.overflowX,
				nodes: rest.nodes
			}),
			// The encoder gives equal bytes for equal pixels, so nothing has to be decoded to compare them.
			stateChanged:
				shot.state === null || resting === undefined ? 'not measured' : !resting.equals(png),
			settleMs: Math.round(performance.now() - since)
		};
		return { shot, png, facts, ms: Math.round(performance.now() - startedAt) };
	}

	async #setState(state: string): Promise<void> {
		await this.#evaluate(
			`window[${JSON.stringify(this.#stage.handle)}]?.setState(${JSON.stringify(state)})`
		);
		this.#state = state;
	}

	/** Waits until the page has come to rest, as far as it does; null when it would not say. */
	async #rest(): Promise<Rest | null> {
		const deadline =
			performance.now() +
			(this.#restless || this.#state !== null ? TIMER_WAIT_MS.change : TIMER_WAIT_MS.load);
		let rest = await this.#settle();
		for (;;) {
			const busy = await this.#busy();
			if (!busy) return rest;
			if (performance.now() > deadline) break;
			await this.#life.ask(
				new Promise((resolve) => setTimeout(resolve, BUSY_POLL_MS)),
				this.#limits.answerMs
			);
			rest = await this.#settle();
		}
		this.#restless = true;
		return rest;
	}

	async #settle(): Promise<Rest | null> {
		const { settleMs, answerMs } = this.#limits;
		if (this.#world === null) {
			const created = this.#devTools.send('Page.createIsolatedWorld', {
				frameId: this.#frameId,
				worldName: 'vitrine'
			});
			this.#world = (await this.#life.ask(created, answerMs)).executionContextId;
		}
		const asked = this.#devTools.send('Runtime.evaluate', {
			contextId: this.#world,
			expression: restExpression(settleMs),
			awaitPromise: true,
			returnByValue: true
		});
		const { result } = await this.#life.ask(asked, settleMs + answerMs + ANSWER_SLACK_MS);
		return Rest.safeParse(result.value).data ?? null;
	}

	/** Whether short timers are still to come; counts dialogs on the way. The page could lie, about itself alone. */
	async #busy(): Promise<boolean> {
		const handle = `window[${JSON.stringify(this.#stage.handle)}]`;
		const value = await this.#evaluate(
			`${handle} ? [${handle}.busy(), ${handle}.dialogs()] : null`
		);
		if (!Array.isArray(value)) {
			this.#dialogs ??= 0;
			return false;
		}
		const [busy, dialogs] = value.map(Number);
		this.#dialogs = (this.#log.snapshot().dialogs + (dialogs ?? 0)) | 0;
		return (busy ?? 0) > 0;
	}

	async #evaluate(expression: string): Promise<unknown> {
		const asked = this.#devTools.send('Runtime.evaluate', { expression, returnByValue: true });
		return (await this.#life.ask(asked, this.#limits.answerMs)).result.value;
	}

	async #expose(): Promise<Buffer> {
		const shoot = () =>
			this.#devTools.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
		// Chromium refuses now and then when the surface has just changed size; asked again, it answers.
		const asked = shoot().catch(shoot);
		return Buffer.from((await this.#life.ask(asked, this.#limits.shotMs)).data, 'base64');
	}
}

function clip(url: string): string {
	return url.length > 100 ? `${url.slice(0, 99)}…` : url;
}
