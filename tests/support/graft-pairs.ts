/**
 * Pairs of a part and a base out of the sample, each grafted and compared with what it was made of.
 *
 * The rule, written before what it chooses was looked at: of every variant of the sample, four elements of different kinds, chosen
 * by a seeded stream among those that can be seen, are at least 60 × 20 px and at most 3000 px high, and of whose area no other
 * element covers a piece. Each goes after the last element of the body of another variant, chosen by the same stream. Two of three
 * are looked at on the desktop, the third on the phone.
 *
 * Pictures are of the whole page, for parts lie below the first screen, which is all that the camera takes; the page is sealed by
 * the same policy and kept still the same way.
 */
import { readdirSync, readFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { PNG } from 'pngjs';
import type { Camera } from '#lib/capture/camera.ts';
import { SANDBOX_CSP, storageShim } from '#lib/capture/sandbox.ts';
import { VIEWPORTS, type ViewportName } from '#lib/domain/capture.ts';
import { createRandom, shuffled } from '#lib/domain/random.ts';
import { readReply } from '#lib/generator/reply.ts';
import { graft } from '#lib/merge/graft.ts';
import { USUAL_CHOICES, type GraftResult } from '#lib/merge/graft-types.ts';
import {
	readPart,
	readPartExpression,
	readPlace,
	readPlaceExpression
} from '#lib/merge/part-reading.ts';
import { browserPath } from '../fixtures/pages/take.ts';

const SEED = 7;
const PARTS_OF_EACH = 4;
const KINDS: Record<string, string> = {
	main: 'main',
	header: 'header, [role=banner]',
	navigation:
		'nav, [role=navigation], [role=tablist], [role=radiogroup], [role=group], [role=toolbar]',
	form: 'form, fieldset',
	list: 'ul, ol, dl, table',
	card: 'section, article, aside, li',
	heading: 'h1, h2',
	button: 'button, [role=button], input, select',
	drawing: 'figure, svg',
	footer: 'footer, [role=contentinfo]'
};
/** Of the pixels of the part, and of those of the rest. */
const MOST_OF_PART = 0.02;
const MOST_OF_REST = 0.001;

interface Rect {
	x: number;
	y: number;
	width: number;
	height: number;
}

interface Picture {
	png: PNG;
	rects: Record<string, Rect | null>;
}

export interface Pair {
	viewport: ViewportName;
	/** Index of its variant in the sample, and the element in it. */
	origin: number;
	pointer: string;
	kind: string;
	base: number;
}

export interface PairOutcome extends Pair {
	isMatch: boolean;
	/** What differs, in a line; empty for a match. */
	what: string;
	result: GraftResult | null;
	pictures: { origin: PNG; base: PNG; result: PNG | null };
	/** Where the part is in its origin and in the result; null where it is not. */
	boxes: { origin: Rect | null; result: Rect | null };
	/** Milliseconds that reading both and grafting took. */
	ms: number;
}

/** The documents of the recorded sample, in the order of their files. */
export function sampleDocuments(): string[] {
	const folder = new URL('../../samples/how-much-alone/replies/', import.meta.url);
	return readdirSync(folder)
		.sort()
		.map((name) => readReply(readFileSync(new URL(name, folder), 'utf8'), 'stop').html);
}

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

interface Candidate {
	pointer: string;
	kind: string;
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

const CANDIDATES_SCRIPT = `(() => {
	const pointerOf = (element) => {
		const path = [];
		for (let one = element; one; one = one.parentElement) {
			const id = one.getAttribute('data-vt-id');
			if (id !== null) return [id, ...path].join('/');
			path.unshift([...(one.parentElement?.children ?? [])].indexOf(one));
		}
		return null;
	};
	const isItsOwn = (element) => {
		for (let i = 1; i < 8; i++) {
			for (let j = 1; j < 8; j++) {
				const rect = element.getBoundingClientRect();
				scrollBy(0, rect.y + (rect.height * j) / 8 - innerHeight / 2);
				const now = element.getBoundingClientRect();
				const hit = document.elementFromPoint(now.x + (now.width * i) / 8, now.y + (now.height * j) / 8);
				scrollTo(0, 0);
				if (hit === null || !(element.contains(hit) || hit.contains(element))) return false;
			}
		}
		return true;
	};
	return Object.entries(${JSON.stringify(KINDS)}).flatMap(([kind, selector]) =>
		[...document.querySelectorAll(selector)].flatMap((element) => {
			const rect = element.getBoundingClientRect();
			const isSeen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
			const fits = rect.width >= 60 && rect.height >= 20 && rect.height <= 3000;
			const pointer = pointerOf(element);
			if (!isSeen || !fits || pointer === null || element.parentElement?.closest('svg')) return [];
			return isItsOwn(element) ? [{ pointer, kind }] : [];
		})
	);
})()`;

/** By the rule above. */
export async function choosePairs(studio: Studio, documents: readonly string[]): Promise<Pair[]> {
	const random = createRandom(SEED);
	const pairs: Pair[] = [];
	for (const [origin, html] of documents.entries()) {
		const viewport: ViewportName = origin % 3 === 2 ? 'phone' : 'desktop';
		const candidates = await studio.withPage(html, viewport, (page) =>
			page.evaluate<Candidate[]>(CANDIDATES_SCRIPT)
		);
		const chosen = new Set<string>();
		for (const kind of shuffled(Object.keys(KINDS), random)) {
			const [one] = shuffled(
				candidates.filter((candidate) => candidate.kind === kind && !chosen.has(candidate.pointer)),
				random
			);
			if (!one || chosen.size === PARTS_OF_EACH) continue;
			chosen.add(one.pointer);
			const step = 1 + Math.floor(random() * (documents.length - 1));
			pairs.push({
				viewport,
				origin,
				pointer: one.pointer,
				kind,
				base: (origin + step) % documents.length
			});
		}
	}
	return pairs;
}

/** The last element of the body that is shown. */
const LAST_SHOWN = `(() => {
	const shown = [...document.body.children].filter((one) => one.getAttribute('data-vt-id') && one.checkVisibility() && !/^(SCRIPT|STYLE|TEMPLATE)$/.test(one.tagName));
	return shown.at(-1)?.getAttribute('data-vt-id') ?? null;
})()`;

export class PairsBench {
	readonly #studio: Studio;
	readonly #camera: Camera;
	readonly #documents: readonly string[];
	readonly #bases = new Map<string, Promise<{ picture: Picture; anchor: string }>>();
	readonly #origins = new Map<string, Promise<Picture>>();

	constructor(studio: Studio, camera: Camera, documents: readonly string[]) {
		this.#studio = studio;
		this.#camera = camera;
		this.#documents = documents;
	}

	async try(pair: Pair, all: readonly Pair[]): Promise<PairOutcome> {
		const { viewport, pointer } = pair;
		const origin = this.#documents[pair.origin] ?? '';
		const base = this.#documents[pair.base] ?? '';
		const pointers = all
			.filter((one) => one.origin === pair.origin && one.viewport === viewport)
			.map((one) => one.pointer);
		const [before, ground] = await Promise.all([
			remember(this.#origins, `${viewport} ${pair.origin}`, () =>
				this.#studio.photograph(origin, viewport, pointers)
			),
			remember(this.#bases, `${viewport} ${pair.base}`, async () => {
				const anchor = await this.#studio.withPage(base, viewport, (page) =>
					page.evaluate<string>(LAST_SHOWN)
				);
				return { anchor, picture: await this.#studio.photograph(base, viewport, []) };
			})
		]);
		const startedAt = performance.now();
		const look = { viewport, theme: 'light', state: null } as const;
		const signal = new AbortController().signal;
		const pictures = { origin: before.png, base: ground.picture.png, result: null };
		try {
			const [partAnswer, placeAnswer] = await Promise.all([
				this.#camera.inspect(
					{ variantId: 'v', html: origin, look, expression: readPartExpression(origin, pointer) },
					signal
				),
				this.#camera.inspect(
					{ variantId: 'v', html: base, look, expression: readPlaceExpression(ground.anchor) },
					signal
				)
			]);
			const result = graft(base, [
				{
					part: readPart(origin, pointer, partAnswer),
					place: readPlace(ground.anchor, placeAnswer),
					where: 'after',
					choices: USUAL_CHOICES,
					name: String(pair.origin + 1)
				}
			]);
			const ms = performance.now() - startedAt;
			const partId = result.parts[0]?.elementId ?? '';
			const after = await this.#studio.photograph(
				result.html,
				viewport,
				[partId],
				before.rects[pointer] ?? undefined
			);
			const what = differencesOf(before, pointer, ground.picture.png, after, partId);
			const boxes = { origin: before.rects[pointer] ?? null, result: after.rects[partId] ?? null };
			return {
				...pair,
				isMatch: what === '',
				what,
				result,
				ms,
				boxes,
				pictures: { ...pictures, result: after.png }
			};
		} catch (thrown) {
			const what = thrown instanceof Error ? thrown.message : String(thrown);
			return {
				...pair,
				isMatch: false,
				what,
				boxes: { origin: before.rects[pointer] ?? null, result: null },
				result: null,
				ms: performance.now() - startedAt,
				pictures
			};
		}
	}
}

function remember<T>(
	known: Map<string, Promise<T>>,
	key: string,
	make: () => Promise<T>
): Promise<T> {
	let value = known.get(key);
	if (!value) known.set(key, (value = make()));
	return value;
}

function differencesOf(
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

export function cut(png: PNG, { x, y, width, height }: Rect): PNG {
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
