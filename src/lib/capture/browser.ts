/** One running browser, and blank pages in it. The only file that knows playwright. */
import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright';
import { VitrineError } from '#lib/domain/errors.ts';
import { initScript } from './init-script.ts';
import { SCRIPT_HEAP_MIB, type CaptureLimits } from './limits.ts';
import { pidsOf, killAll } from './processes.ts';
import { inTime, LateError, within } from './within.ts';

export type DevTools = CDPSession;

/** A blank page in a context of its own, ready for one document. */
export interface Stage {
	readonly page: Page;
	readonly devTools: DevTools;
	/** The name under which the page holds our init script's object. */
	readonly handle: string;
	readonly context: BrowserContext;
}

/** Nothing goes out, whatever the page finds: names resolve to nothing, the proxy is nowhere, and loopback is no exception. */
const SEALED_FLAGS = [
	'--proxy-server=http://vitrine.invalid:9',
	'--proxy-bypass-list=<-loopback>',
	'--host-resolver-rules=MAP * ~NOTFOUND',
	'--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
	'--webrtc-ip-handling-policy=disable_non_proxied_udp',
	'--disable-quic',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
	'--no-pings'
];

/** A blank page is drawn as large as its window, for nobody: a document is shown on a screen of its own size. */
const QUICK_FLAGS = ['--window-size=16,16'];

/** The same page gives the same pixels on every machine that has the same fonts. */
const REPEATABLE_FLAGS = [
	'--font-render-hinting=none',
	'--disable-lcd-text',
	'--hide-scrollbars',
	'--force-color-profile=srgb',
	// Animated pictures show their first frame. The rest is what playwright sets by this flag, of which the last one counts.
	'--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4,imageAnimationPolicy=2'
];

export interface BrowserOptions {
	executablePath: string;
	limits: CaptureLimits;
	/** Environment of the browser. By default a bare one: whatever keys are in ours, no page can be made to tell them. */
	env?: Record<string, string> | undefined;
}

/**
 * Starts a browser with every flag the camera works under, and no pages.
 * @throws VitrineError `browser_missing`, `browser_failed`
 */
export async function launchBrowser({
	executablePath,
	limits,
	env = bareEnvironment()
}: BrowserOptions): Promise<Browser> {
	await access(executablePath, constants.X_OK).catch((cause: unknown) => {
		throw new VitrineError('browser_missing', `There is no browser at ${executablePath}.`, {
			fix: 'Install Chromium, or set CHROMIUM_PATH to one.',
			cause
		});
	});
	// Loaded with the first browser: it is half of what a command takes to start, and most take no photographs.
	const { chromium } = await import('playwright');
	try {
		return await chromium.launch({
			executablePath,
			args: [
				...SEALED_FLAGS,
				...REPEATABLE_FLAGS,
				...QUICK_FLAGS,
				`--js-flags=--max-old-space-size=${SCRIPT_HEAP_MIB}`
			],
			// Chromium refuses to start its own sandbox as root, and only then may it go without.
			chromiumSandbox: process.getuid?.() !== 0,
			timeout: limits.launchMs,
			// Interruption is for whoever owns the camera to handle; playwright would end the process.
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
			...(env ? { env } : {})
		});
	} catch (cause) {
		throw new VitrineError('browser_failed', `The browser at ${executablePath} did not start.`, {
			fix: 'Run `vitrine doctor` to see what it says.',
			cause
		});
	}
}

/** Windows programs need a dozen variables to start at all, so there the browser gets ours. */
function bareEnvironment(): Record<string, string> | undefined {
	if (process.platform === 'win32') return undefined;
	return { HOME: homedir(), PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8' };
}

export class RunningBrowser {
	readonly #browser: Browser;
	readonly #root: DevTools;
	readonly #limits: CaptureLimits;
	/** Name and version, as stored with each capture. */
	readonly name: string;
	/** Every process of this browser that has been seen, itself first. */
	#pids: number[] = [];
	#ending: Promise<void> | null = null;

	private constructor(
		browser: Browser,
		root: DevTools,
		{ executablePath, limits }: BrowserOptions
	) {
		this.#browser = browser;
		this.#root = root;
		this.#limits = limits;
		const kind = /headless[-_]shell/.test(basename(executablePath))
			? 'Chromium headless shell'
			: 'Chromium';
		this.name = `${kind} ${browser.version()}`;
	}

	/** @throws VitrineError `browser_missing`, `browser_failed` */
	static async start(options: BrowserOptions): Promise<RunningBrowser> {
		const browser = await launchBrowser(options);
		const meet = async (): Promise<RunningBrowser> => {
			const running = new RunningBrowser(browser, await browser.newBrowserCDPSession(), options);
			await running.pagePids();
			return running;
		};
		try {
			return await inTime(options.limits.openMs, meet());
		} catch (cause) {
			// Which processes it has is what it did not say, so it can only be asked to end.
			browser.close().catch(() => undefined);
			throw new VitrineError('browser_failed', 'The browser started, but does not answer.', {
				fix: 'Run `vitrine doctor` to see what it says.',
				cause
			});
		}
	}

	get alive(): boolean {
		return this.#ending === null && this.#browser.isConnected();
	}

	/** Asks the browser something: one that died or froze a moment ago is not known to have until then. */
	async answers(): Promise<boolean> {
		const asked = this.#root
			.send('Browser.getVersion')
			.then(() => true)
			.catch(() => false);
		return this.alive && (await within(this.#limits.closeMs, asked)) === true;
	}

	/**
	 * A blank page under the sandbox, with our init script. Network requests wait for the visit to decide on them. A browser that
	 * opens none in time is killed.
	 * @throws Error when there is none, whatever the reason
	 */
	async openStage(): Promise<Stage> {
		try {
			return await inTime(this.#limits.openMs, this.#openStage());
		} catch (error) {
			if (error instanceof LateError) await this.kill();
			throw error;
		}
	}

	async #openStage(): Promise<Stage> {
		const context = await this.#browser.newContext({
			// Viewport, theme and motion are set through the stage's own session: two sessions would undo each other.
			viewport: null,
			colorScheme: null,
			reducedMotion: null,
			serviceWorkers: 'block',
			acceptDownloads: false,
			locale: 'en-GB',
			timezoneId: 'UTC'
		});
		try {
			const page = await context.newPage();
			const devTools = await context.newCDPSession(page);
			const handle = `vt${crypto.randomUUID().replaceAll('-', '')}`;
			await Promise.all([
				devTools.send('Page.enable'),
				devTools.send('Audits.enable'),
				devTools.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
				devTools.send('Page.addScriptToEvaluateOnNewDocument', { source: initScript(handle) })
			]);
			return { page, devTools, handle, context };
		} catch (error) {
			await this.closeStage({ context });
			throw error;
		}
	}

	/** Gives a stage back. A browser that cannot let go of it in time is killed, with the page that holds it. */
	async closeStage({ context }: Pick<Stage, 'context'>): Promise<void> {
		const closed = await within(
			this.#limits.closeMs,
			context
				.close()
				.then(() => true)
				.catch(() => !this.alive)
		);
		if (closed !== true) await this.kill();
	}

	/** Process ids of the browser's pages. */
	async pagePids(): Promise<number[]> {
		const { processInfo } = await this.#root.send('SystemInfo.getProcessInfo');
		const known = processInfo.toSorted(
			(a, b) => Number(b.type === 'browser') - Number(a.type === 'browser')
		);
		this.#pids = known.map(({ id }) => id);
		return known.filter(({ type }) => type === 'renderer').map(({ id }) => id);
	}

	/** Ends it in good order, or by force when it does not answer. Safe to call twice. */
	end(): Promise<void> {
		this.#ending ??= (async () => {
			const ended = await within(
				this.#limits.closeMs,
				this.#browser
					.close()
					.then(() => true)
					.catch(() => true)
			);
			if (ended !== true) await this.#killNow();
		})();
		return this.#ending;
	}

	/** Ends it by force: it, and all processes it started. Safe to call twice. */
	kill(): Promise<void> {
		this.#ending ??= this.#killNow();
		return this.#ending;
	}

	async #killNow(): Promise<void> {
		// Pages first: while their parent lives it collects them, and no zombie is left to whoever adopts orphans.
		const [browser, ...children] = this.#pids;
		const disconnected = new Promise<void>((resolve) => {
			if (!this.#browser.isConnected()) resolve();
			else this.#browser.once('disconnected', () => resolve());
		});
		killAll([...(browser === undefined ? [] : await pidsOf(browser)), ...children]);
		if (browser !== undefined) killAll([browser]);
		await within(this.#limits.closeMs, disconnected);
		// Playwright removes the profile folder once it has seen the process end.
		await within(
			this.#limits.closeMs,
			this.#browser.close().catch(() => undefined)
		);
	}
}
