/**
 * Pairs of a part and a base out of the sample, each grafted and compared with what it was made of.
 *
 * The rule, written before what it chooses was looked at: of every variant of the sample, four elements of different kinds, chosen
 * by a seeded stream among those that can be seen, are at least 60 × 20 px and at most 3000 px high, and of whose area no other
 * element covers a piece. Each goes after the last element of the body of another variant, chosen by the same stream. Two of three
 * are looked at on the desktop, the third on the phone. Of these, 60 in the order of a seeded shuffle.
 *
 * Pictures are of the whole page, for parts lie below the first screen, which is all that the camera takes; the page is sealed by
 * the same policy and kept still the same way.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { PNG } from 'pngjs';
import type { Camera } from '#lib/capture/camera.ts';
import { toVitrineError } from '#lib/domain/errors.ts';
import type { ViewportName } from '#lib/domain/capture.ts';
import { createRandom, shuffled } from '#lib/domain/random.ts';
import { readReply } from '#lib/generator/reply.ts';
import { graft } from '#lib/merge/graft.ts';
import { USUAL_CHOICES, type GraftResult } from '#lib/merge/graft-types.ts';
import {
	type PartReading,
	type PlaceReading,
	readPart,
	readPartExpression,
	readPlace,
	readPlaceExpression
} from '#lib/merge/part-reading.ts';
import { differencesOf, type Picture, type Rect, type Studio } from './graft-studio.ts';

const SEED = 7;
const PARTS_OF_EACH = 4;
export const PAIRS = 60;
/** Lanes in which pairs are tried at once. */
const LANES = 3;
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
}

/** The documents of the recorded sample, in the order of their files. */
export function sampleDocuments(): string[] {
	const folder = new URL('../../samples/how-much-alone/replies/', import.meta.url);
	return readdirSync(folder)
		.sort()
		.map((name) => readReply(readFileSync(new URL(name, folder), 'utf8'), 'stop').html);
}

interface Candidate {
	pointer: string;
	kind: string;
}

/** Text, not a function: what runs the benchmarks adds names to functions that a page does not have. */
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
	return shuffled(pairs, random).slice(0, PAIRS);
}

/** The last element of the body that is shown. */
const LAST_SHOWN = `(() => {
	const shown = [...document.body.children].filter((one) => one.getAttribute('data-vt-id') && one.checkVisibility() && !/^(SCRIPT|STYLE|TEMPLATE)$/.test(one.tagName));
	return shown.at(-1)?.getAttribute('data-vt-id') ?? null;
})()`;

interface Base {
	picture: Picture;
	place: PlaceReading;
}

export class PairsBench {
	readonly #studio: Studio;
	readonly #camera: Camera;
	readonly #documents: readonly string[];
	readonly #bases = new Map<string, Promise<Base>>();
	readonly #origins = new Map<string, Promise<Picture>>();

	constructor(studio: Studio, camera: Camera, documents: readonly string[]) {
		this.#studio = studio;
		this.#camera = camera;
		this.#documents = documents;
	}

	/** Every pair, in the order given. */
	async tryAll(pairs: readonly Pair[]): Promise<PairOutcome[]> {
		const outcomes: PairOutcome[] = [];
		const waiting = [...pairs.entries()];
		const lane = async (): Promise<void> => {
			for (let next = waiting.shift(); next; next = waiting.shift()) {
				const [index, pair] = next;
				outcomes[index] = await this.#try(pair, pairs);
			}
		};
		await Promise.all(Array.from({ length: LANES }, lane));
		return outcomes;
	}

	/** Milliseconds that a pair takes to be read and grafted, nothing of it known before. */
	async time({ viewport, pointer, origin, base }: Pair): Promise<number> {
		const html = this.#documents[base] ?? '';
		const anchor = await this.#anchorOf(html, viewport);
		const startedAt = performance.now();
		const [part, place] = await Promise.all([
			this.#readPart(this.#documents[origin] ?? '', viewport, pointer),
			this.#readPlace(html, viewport, anchor)
		]);
		putAtEnd(html, part, place, origin);
		return performance.now() - startedAt;
	}

	async #try(pair: Pair, all: readonly Pair[]): Promise<PairOutcome> {
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
			remember(this.#bases, `${viewport} ${pair.base}`, () => this.#readBase(base, viewport))
		]);
		const was = before.rects[pointer] ?? null;
		const told = {
			...pair,
			isMatch: false,
			result: null,
			boxes: { origin: was, result: null },
			pictures: { origin: before.png, base: ground.picture.png, result: null }
		};
		try {
			const part = await this.#readPart(origin, viewport, pointer);
			const result = putAtEnd(base, part, ground.place, pair.origin);
			const partId = result.parts[0]?.elementId ?? '';
			const after = await this.#studio.photograph(
				result.html,
				viewport,
				[partId],
				was ?? undefined
			);
			const what = differencesOf(before, pointer, ground.picture.png, after, partId);
			return {
				...told,
				isMatch: what === '',
				what,
				result,
				boxes: { origin: was, result: after.rects[partId] ?? null },
				pictures: { ...told.pictures, result: after.png }
			};
		} catch (thrown) {
			return { ...told, what: toVitrineError(thrown).sentence };
		}
	}

	async #readBase(base: string, viewport: ViewportName): Promise<Base> {
		const anchor = await this.#anchorOf(base, viewport);
		const [place, picture] = await Promise.all([
			this.#readPlace(base, viewport, anchor),
			this.#studio.photograph(base, viewport, [])
		]);
		return { picture, place };
	}

	#anchorOf(base: string, viewport: ViewportName): Promise<string> {
		return this.#studio.withPage(base, viewport, (page) => page.evaluate<string>(LAST_SHOWN));
	}

	async #readPart(html: string, viewport: ViewportName, pointer: string): Promise<PartReading> {
		return readPart(
			html,
			pointer,
			await this.#inspect(html, viewport, readPartExpression(html, pointer))
		);
	}

	async #readPlace(html: string, viewport: ViewportName, anchor: string): Promise<PlaceReading> {
		return readPlace(anchor, await this.#inspect(html, viewport, readPlaceExpression(anchor)));
	}

	#inspect(html: string, viewport: ViewportName, expression: string): Promise<unknown> {
		const look = { viewport, theme: 'light', state: null } as const;
		return this.#camera.inspect(
			{ variantId: 'v_pair', html, look, expression },
			new AbortController().signal
		);
	}
}

/** How many match, and of every other one what differs, in a line each. */
export function describePairs(outcomes: readonly PairOutcome[]): string {
	const others = outcomes.filter(({ isMatch }) => !isMatch);
	const matching = outcomes.length - others.length;
	const share = ((matching / outcomes.length) * 100).toFixed(0);
	return [
		`${matching} of ${outcomes.length} pairs (${share} %) look as they did, part and base.`,
		...others.map(
			({ origin, pointer, kind, base, viewport, what, result }) =>
				`  ${kind} ${pointer} of ${origin + 1} in ${base + 1}, ${viewport}: ${what}. ${result?.parts[0]?.notes.join(' ') ?? ''}`
		)
	].join('\n');
}

function putAtEnd(
	base: string,
	part: PartReading,
	place: PlaceReading,
	origin: number
): GraftResult {
	const name = String(origin + 1);
	return graft(base, [{ part, place, where: 'after', choices: USUAL_CHOICES, name }]);
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
