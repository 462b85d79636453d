/** A person at a browser: the installed Chromium on the pages as they are served, keeping what went wrong in them. */
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright';
import { expect, vi } from 'vitest';
import { findBrowser } from '#lib/capture/find-browser.js';

/** How long anything may take before it counts as not coming: machines that build and test at once are slow. */
export const PATIENCE_MS = 60_000;
const FLAGS = [
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run'
];

/** @throws Error when this machine has no browser: then these tests cannot say anything */
export async function openBrowser(): Promise<Browser> {
	const found = findBrowser({ env: process.env });
	if (!found) throw new Error('No browser on this machine. Run `npm test`, which installs one.');
	return chromium.launch({
		executablePath: found.path,
		args: FLAGS,
		// Chromium refuses to start its own sandbox as root, and only then may it go without.
		chromiumSandbox: process.getuid?.() !== 0
	});
}

export interface VisitOptions {
	/** Of the window, in CSS pixels. */
	width?: number;
	height?: number;
	/** What the system asks for; the page follows until somebody switches it. */
	light?: 'light' | 'dark';
	hasReducedMotion?: boolean;
	/** A screen that is touched. */
	hasTouch?: boolean;
}

export interface Visit {
	context: BrowserContext;
	page: Page;
	/** Errors thrown in our pages, and dialogs and windows that nobody asked for. */
	problems: string[];
}

/** One person with cookies and storage of their own, and one tab. */
export async function visit(
	browser: Browser,
	{
		width = 1440,
		height = 900,
		light = 'light',
		hasReducedMotion = false,
		hasTouch = false
	}: VisitOptions = {}
): Promise<Visit> {
	const context = await browser.newContext({
		viewport: { width, height },
		colorScheme: light,
		hasTouch,
		reducedMotion: hasReducedMotion ? 'reduce' : 'no-preference'
	});
	context.setDefaultTimeout(PATIENCE_MS);
	const page = await context.newPage();
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
	page.on('popup', (popup) => problems.push(`window: ${popup.url()}`));
	page.on('dialog', (dialog) => {
		problems.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	return { context, page, problems };
}

/** Waits until `look` gives what is wanted; fails with what it gave last. */
export async function eventually<T>(
	look: () => T | Promise<T>,
	wanted: T,
	what = 'as wanted'
): Promise<void> {
	await vi.waitFor(async () => expect(await look(), what).toEqual(wanted), {
		timeout: PATIENCE_MS,
		interval: 50
	});
}

/** Waits until the address has this path and search, whatever the origin. */
export async function arrived(page: Page, path: string): Promise<void> {
	await eventually(
		() => {
			const { pathname, search } = new URL(page.url());
			return decodeURIComponent(pathname + search.replaceAll('+', ' '));
		},
		path,
		'the address'
	);
}

/** Waits until it can be seen. */
export async function seen(locator: Locator): Promise<Locator> {
	await locator.first().waitFor({ state: 'visible' });
	return locator.first();
}

/** Waits until nothing of it is left to be seen. */
export async function gone(locator: Locator): Promise<void> {
	await locator.first().waitFor({ state: 'hidden' });
}

/** Whether the page's scripts have taken over from what the server sent: before that, keys and presses are not heard. */
export async function opened(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await alive(page);
}

/** Waits until the page's scripts have taken over. */
export async function alive(page: Page): Promise<void> {
	await page.waitForFunction(() => document.documentElement.dataset['alive'] !== undefined);
}
