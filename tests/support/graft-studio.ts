/** Documents as variants are shown, photographed at their whole height, and what differs between such pictures. */
import pixelmatch from 'pixelmatch';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { PNG } from 'pngjs';
import { SANDBOX_CSP, storageShim } from '#lib/capture/sandbox.ts';
import { VIEWPORTS, type ViewportName } from '#lib/domain/capture.ts';
import { browserPath } from '../fixtures/pages/take.ts';

/** Of the pixels of the part, and of those of the rest. */
const MOST_OF_PART = 0.02;
const MOST_OF_REST = 0.001;

export interface Rect {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface Picture {
	png: PNG;
	rects: Record<string, Rect | null>;
}

/** Scripts as text: what runs the benchmarks adds names to functions that a page does not have. */
const ALIGN_SCRIPT = `([id, x, y]) => {
	const part = document.querySelector('[data-vt-id="' + id + '"]');
	const rect = part.getBoundingClientRect();
	const off = (was, is) => { const by = (was - is) % 1; return (by > 0.5 ? by - 1 : by < -0.5 ? by + 1 : by) + 'px'; };
	part.parentElement.style.left = off(x, rect.x + scrollX);
	part.parentElement.style.top = off(y, rect.y + scrollY);
}`;

const RECTS_SCRIPT = `(wanted) => {
	const found = {};
	for (const pointer of wanted) {
		const [id, ...path] = pointer.split('/');
		let element = document.querySelector('[data-vt-id="' + id + '"]');
		for (const index of path) element = element?.children[Number(index)] ?? null;
		const rect = element?.getBoundingClientRect();
		found[pointer] = rect ? { x: rect.x + scrollX, y: rect.y + scrollY, width: rect.width, height: rect.height } : null;
	}
	const graft = document.querySelector('[data-graft]')?.getBoundingClientRect();
	found.graft = graft ? { x: graft.x + scrollX, y: graft.y + scrollY, width: graft.width, height: graft.height } : null;
	return found;
}`;

/** Opens documents as variants are shown, at their whole height. */
export class Studio {
	readonly #browser: Browser;
	readonly #contexts = new Map<ViewportName, Promise<BrowserContext>>();

	private constructor(browser: Browser) {
		this.#browser = browser;
	}

	static async open(): Promise<Studio> {
		const isRoot = process.getuid?.() === 0;
		return new Studio(
			await chromium.launch({ executablePath: browserPath(), args: isRoot ? ['--no-sandbox'] : [] })
		);
	}

	close(): Promise<void> {
		return this.#browser.close();
	}

	async withPage<T>(
		html: string,
		viewport: ViewportName,
		use: (page: Page) => Promise<T>
	): Promise<T> {
		const context = await this.#context(viewport);
		const page = await context.newPage();
		try {
			await page.route('**', (route) =>
				route.fulfill({
					body: html,
					contentType: 'text/html; charset=utf-8',
					headers: { 'content-security-policy': SANDBOX_CSP }
				})
			);
			await page.goto('https://variant.invalid/');
			await page.evaluate('document.fonts.ready.then(() => undefined)');
			// What scripts glide to is reached by then: reduced motion is asked for.
			await page.evaluate(
				'new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))'
			);
			return await use(page);
		} finally {
			await page.close();
		}
	}

	/**
	 * @param pointers elements whose boxes are told
	 * @param origin where the first of them is to be aligned with: boxes begin at fractions of pixels and are drawn at whole ones, so it
	 * is moved by less than one, to begin at the same fraction
	 */
	photograph(
		html: string,
		viewport: ViewportName,
		pointers: string[],
		origin?: Rect
	): Promise<Picture> {
		return this.withPage(html, viewport, async (page) => {
			if (origin)
				await page.evaluate(
					`(${ALIGN_SCRIPT})(${JSON.stringify([pointers[0], origin.x, origin.y])})`
				);
			const rects = await page.evaluate<Picture['rects']>(
				`(${RECTS_SCRIPT})(${JSON.stringify(pointers)})`
			);
			const png = await page.screenshot({ fullPage: true, animations: 'disabled' });
			return { png: PNG.sync.read(png), rects };
		});
	}

	#context(viewport: ViewportName): Promise<BrowserContext> {
		const known = this.#contexts.get(viewport);
		if (known) return known;
		const opened = this.#browser
			.newContext({ viewport: VIEWPORTS[viewport], reducedMotion: 'reduce', colorScheme: 'light' })
			.then(async (context) => {
				await context.addInitScript(storageShim());
				return context;
			});
		this.#contexts.set(viewport, opened);
		return opened;
	}
}

/** What differs between a part and its origin, and between a base before and after, in a line; empty where nothing does. */
export function differencesOf(
	before: Picture,
	pointer: string,
	base: PNG,
	after: Picture,
	partId: string
): string {
	const was = before.rects[pointer];
	const is = after.rects[partId];
	if (!was) return 'the origin lost the part while it was photographed';
	if (!is) return 'the part is not in the result';
	const faults: string[] = [];
	const part = shareOf(cut(before.png, was), cut(after.png, is));
	if (part > MOST_OF_PART)
		faults.push(
			`part ${percent(part)} (${Math.round(was.width)}×${Math.round(was.height)} is ${Math.round(is.width)}×${Math.round(is.height)})`
		);
	const rest = restOf(base, after);
	if (rest > MOST_OF_REST) faults.push(`rest ${percent(rest)}`);
	return faults.join(', ');
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

function cut(png: PNG, { x, y, width, height }: Rect): PNG {
	const left = Math.max(0, Math.round(x));
	const top = Math.max(0, Math.round(y));
	const wide = Math.max(1, Math.min(png.width - left, Math.round(x + width) - left));
	const high = Math.max(1, Math.min(png.height - top, Math.round(y + height) - top));
	const piece = new PNG({ width: wide, height: high });
	if (left < png.width && top < png.height) PNG.bitblt(png, piece, left, top, wide, high, 0, 0);
	return piece;
}

/** Of the pixels that either has, those that differ. */
function shareOf(a: PNG, b: PNG): number {
	const width = Math.min(a.width, b.width);
	const height = Math.min(a.height, b.height);
	const all = Math.max(a.width, b.width) * Math.max(a.height, b.height);
	const left = cut(a, { x: 0, y: 0, width, height });
	const right = cut(b, { x: 0, y: 0, width, height });
	const differing = pixelmatch(left.data, right.data, undefined, width, height, { threshold: 0.1 });
	return (differing + all - width * height) / all;
}

/** The base's own pixels but those where the graft lies: after all of it, nothing is moved by it. */
function restOf(base: PNG, after: Picture): number {
	const box = {
		x: 0,
		y: 0,
		width: Math.min(base.width, after.png.width),
		height: Math.min(base.height, after.png.height)
	};
	const [was, is] = [cut(base, box), cut(after.png, box)];
	const graft = after.rects['graft'];
	if (graft) for (const png of [was, is]) blot(png, graft);
	return shareOf(was, is);
}

function blot(png: PNG, { x, y, width, height }: Rect): void {
	const [left, right] = [Math.max(0, Math.floor(x)), Math.min(png.width, Math.ceil(x + width))];
	const [top, bottom] = [Math.max(0, Math.floor(y)), Math.min(png.height, Math.ceil(y + height))];
	for (let row = top; row < bottom; row++)
		png.data.fill(0, (row * png.width + left) * 4, (row * png.width + Math.max(left, right)) * 4);
}
