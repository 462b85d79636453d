/** One page under the sandbox: one document at a time is given to it from memory, and nothing else comes in or goes out. */
import { VIEWPORTS, type Theme, type ViewportName } from '#lib/domain/capture.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { DevTools, Stage } from './browser.ts';
import { FactLog } from './fact-log.ts';
import { Lifeline, seconds } from './lifeline.ts';
import type { CaptureLimits } from './limits.ts';
import { SANDBOX_CSP } from './sandbox.ts';

/** The medium a page is shown in. */
export interface Look {
	viewport: ViewportName;
	theme: Theme;
	/** Whether it is asked to keep still. */
	reduced: boolean;
}

export class SealedPage {
	readonly limits: CaptureLimits;
	readonly #devTools: DevTools;
	readonly #stage: Stage;
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
	#world: Promise<{ executionContextId: number }> | null = null;
	#look: Look | null = null;
	/** The script that holds animations from the first moment, while there is one. */
	#holding: string | null = null;

	constructor(stage: Stage, limits: CaptureLimits) {
		this.#stage = stage;
		this.#devTools = stage.devTools;
		this.limits = limits;
		this.#log = this.#newLog();
		this.#listen();
		this.#answerRequests();
	}

	#newLog(): FactLog {
		return new FactLog(this.limits.noise, () =>
			this.fail(
				new VitrineError('capture_crashed', 'The page reported errors without end and was closed.')
			)
		);
	}

	/** What the document has done since it was loaded. */
	get log(): FactLog {
		return this.#log;
	}

	/** Name in the page of the init script's object. */
	get handle(): string {
		return `window[${JSON.stringify(this.#stage.handle)}]`;
	}

	/** Whatever is waited for rejects with `error`. The first reason counts. */
	fail(error: VitrineError): void {
		this.#life.end(error);
	}

	/**
	 * The answer, unless it takes longer than `ms` milliseconds or the page is done with.
	 * @throws VitrineError `late`, or `capture_timeout`; `capture_crashed`; what `fail` was given
	 */
	ask<T>(answer: Promise<T>, ms = this.limits.answerMs, late?: VitrineError): Promise<T> {
		return this.#life.ask(answer, ms, late);
	}

	/** The value of an expression among the page's own scripts; a promise is waited for. */
	async inPage(expression: string, ms = this.limits.answerMs): Promise<unknown> {
		const asked = this.#devTools.send('Runtime.evaluate', {
			expression,
			awaitPromise: true,
			returnByValue: true
		});
		return (await this.ask(asked, ms)).result.value;
	}

	/** The value of an expression in a world of our own, which shares the page's elements and none of its scripts. */
	async inOurWorld(
		expression: string,
		ms = this.limits.answerMs,
		late?: VitrineError
	): Promise<unknown> {
		this.#world ??= this.#devTools.send('Page.createIsolatedWorld', {
			frameId: this.#frameId,
			worldName: 'vitrine'
		});
		const { executionContextId } = await this.ask(this.#world);
		const asked = this.#devTools.send('Runtime.evaluate', {
			contextId: executionContextId,
			expression,
			awaitPromise: true,
			returnByValue: true
		});
		return (await this.ask(asked, ms, late)).result.value;
	}

	/** Stops whatever script the page is at. */
	async interrupt(): Promise<void> {
		await this.ask(this.#devTools.send('Runtime.terminateExecution'));
	}

	/** Sets viewport, theme and motion where they differ from what is set. Commands given after it find them set. */
	setLook(look: Look): Promise<unknown> {
		const commands: Promise<unknown>[] = [];
		const { viewport, theme, reduced } = look;
		if (this.#look?.viewport !== viewport) {
			const { width, height } = VIEWPORTS[viewport];
			const screen = { screenWidth: width, screenHeight: height };
			const metrics = { width, height, ...screen, deviceScaleFactor: 1, mobile: false };
			commands.push(this.#devTools.send('Emulation.setDeviceMetricsOverride', metrics));
		}
		if (this.#look?.theme !== theme || this.#look.reduced !== reduced) {
			const features = [
				{ name: 'prefers-color-scheme', value: theme },
				{ name: 'prefers-reduced-motion', value: reduced ? 'reduce' : 'no-preference' }
			];
			commands.push(this.#devTools.send('Emulation.setEmulatedMedia', { features }));
		}
		this.#look = look;
		return this.ask(Promise.all(commands));
	}

	/** Puts the pointer somewhere, or presses and lets go there. In CSS pixels of the viewport. */
	async point(x: number, y: number, isPressed = false): Promise<void> {
		const at = {
			x,
			y,
			button: isPressed ? 'left' : 'none',
			clickCount: isPressed ? 1 : 0
		} as const;
		const types = isPressed
			? (['mousePressed', 'mouseReleased'] as const)
			: (['mouseMoved'] as const);
		await this.ask(
			Promise.all(
				types.map((type) => this.#devTools.send('Input.dispatchMouseEvent', { type, ...at }))
			)
		);
	}

	/** A PNG of the viewport. */
	async expose(): Promise<Buffer> {
		const shoot = () =>
			this.#devTools.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
		// Chromium refuses now and then when the surface has just changed size; asked again, it answers.
		const asked = shoot().catch(shoot);
		return Buffer.from((await this.ask(asked, this.limits.shotMs)).data, 'base64');
	}

	/**
	 * Loads the document afresh.
	 * @param isHeld whether its animations are held at their beginning
	 * @throws VitrineError `capture_timeout`, `capture_crashed`, or what `fail` was given
	 */
	async load(html: string, { isHeld = false } = {}): Promise<void> {
		await this.#hold(isHeld);
		this.#log = this.#newLog();
		this.#world = null;
		this.#loaderId = '';
		this.#showing = null;
		this.#due = html;
		const loaded = this.#loaded();
		const { frameId, loaderId, errorText } = await this.ask(
			this.#devTools.send('Page.navigate', { url: this.#origin }),
			this.limits.loadMs
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
			`The page did not finish loading within ${seconds(this.limits.loadMs)}.`
		);
		await this.ask(loaded, this.limits.loadMs, late).catch(async (error: unknown) => {
			if (error !== late) throw error;
			// Late is not stuck: a page that answers is photographed as far as it has got.
			await this.ask(
				this.#devTools.send('Runtime.evaluate', { expression: '1' }),
				this.limits.answerMs,
				late
			);
		});
	}

	async #hold(isHeld: boolean): Promise<void> {
		const { handle } = this;
		if (!isHeld && this.#holding !== null) {
			const identifier = this.#holding;
			this.#holding = null;
			await this.ask(
				this.#devTools.send('Page.removeScriptToEvaluateOnNewDocument', { identifier })
			);
		} else if (isHeld && this.#holding === null) {
			const source = `${handle}?.film.watch()`;
			const added = this.#devTools.send('Page.addScriptToEvaluateOnNewDocument', { source });
			this.#holding = (await this.ask(added)).identifier;
		}
	}

	/** Resolves at the load event, or when loading ended without one. */
	#loaded(): Promise<void> {
		return new Promise((resolve) => {
			const stopped = ({ frameId }: { frameId: string }): void => {
				if (frameId !== this.#showing?.frameId) return;
				// An attempt to leave is refused, but it ends the parser, and there is no load event.
				this.#log.pageError(
					'The page tried to leave its own document while loading, and stopped where it was.'
				);
				end();
			};
			const end = (): void => {
				this.#devTools.off('Page.loadEventFired', end);
				this.#devTools.off('Page.frameStoppedLoading', stopped);
				resolve();
			};
			this.#devTools.on('Page.loadEventFired', end);
			this.#devTools.on('Page.frameStoppedLoading', stopped);
		});
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
		if (this.#loaderId === '' || this.#showing === null) return;
		const { loaderId, url } = this.#showing;
		if (loaderId === this.#loaderId) return;
		const where = url.length > 100 ? `${url.slice(0, 99)}…` : url;
		this.fail(new VitrineError('capture_crashed', `The page left its own document for ${where}.`));
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
}
