/** One visit to one document: every viewport, theme, state and pose asked for is photographed. */
import type { Shot, ViewportName } from '#lib/domain/capture.ts';
import type { PageFacts } from '#lib/domain/capture-facts.ts';
import { toVitrineError, type VitrineError } from '#lib/domain/errors.ts';
import { readAxe } from './axe-reading.ts';
import type { Stage } from './browser.ts';
import { SECOND_LOOK_MS, type CaptureLimits } from './limits.ts';
import { findControl, useControl } from './main-control.ts';
import { lookOf, planVisit } from './plan-visit.ts';
import { Reading, readingExpression } from './reading-script.ts';
import { SealedPage } from './sealed-page.ts';
import { bringToRest, type Rest } from './settle.ts';

/** A photograph as it comes from the browser, before it is developed. */
export interface RawPhotograph {
	shot: Shot;
	png: Buffer;
	/** A second one of the same moment, where something may have moved that should not. */
	again: Buffer | null;
	facts: PageFacts;
	ms: number;
}

/** A shot that cannot be taken of this page, while others can. */
export interface Untaken {
	shot: Shot;
	error: VitrineError;
	facts: PageFacts;
	ms: number;
}

/** What a state or a pose is compared with. */
interface RestingLook {
	png: Buffer;
	/** How much of the page's own time had passed. */
	age: string;
}

export class Visit {
	readonly #page: SealedPage;
	readonly #withAxe: boolean;
	readonly #resting = new Map<string, RestingLook>();
	/** Where accessibility, typefaces and colours are read. */
	#main: ViewportName = 'desktop';
	#state: string | null = null;
	/** What has been done to the page since it was loaded, in words that are compared. */
	#age = '';
	/** A pose or a state is in it: the next one needs a page without. */
	#isTouched = false;
	#dialogs: number | null = null;
	/** When the document was last asked for, on the `performance.now` clock. */
	#since = 0;

	/** @param withAxe whether accessibility rules are checked, once for each theme */
	constructor(stage: Stage, limits: CaptureLimits, withAxe: boolean) {
		this.#page = new SealedPage(stage, limits);
		this.#withAxe = withAxe;
	}

	/** Ends the visit from outside; whatever it waits for rejects with `error`. The first reason counts. */
	fail(error: VitrineError): void {
		this.#page.fail(error);
	}

	/** What is known so far, for shots that were not taken; null when the page never answered. */
	get facts(): PageFacts | null {
		return this.#dialogs === null ? null : this.#logged();
	}

	/**
	 * Loads the document and yields each photograph as it is taken, in the order of `planVisit`.
	 * @throws VitrineError `capture_timeout`, `capture_crashed`, or what `fail` was given
	 */
	async *photograph(html: string, shots: Shot[]): AsyncGenerator<RawPhotograph | Untaken, void> {
		const { resting, compared, poses, states } = planVisit(shots);
		const first = resting[0] ?? compared[0];
		if (first === undefined) return;
		this.#main = first.viewport;
		const judged = new Set<string>();
		await this.#load(html, first);
		for (const shot of resting) {
			const isMain = this.#withAxe && shot.viewport === this.#main && !judged.has(shot.theme);
			judged.add(shot.theme);
			yield await this.#take(shot, isMain);
		}
		for (const shot of compared) await this.#take(shot, false);
		for (const shot of [...poses, ...states]) {
			// What one state's or pose's script left behind must not show in the next, so each starts clean, at the same age.
			if (shot.state !== this.#state || (this.#isTouched && shot.pose !== 'rest')) {
				await this.#load(html, shot);
			}
			yield await (shot.pose === 'rest' ? this.#take(shot, false) : this.#pose(shot));
		}
	}

	async #load(html: string, shot: Shot): Promise<void> {
		this.#since = performance.now();
		const look = this.#setLook(shot);
		await Promise.all([look, this.#page.load(html)]);
		this.#state = null;
		this.#age = '';
		this.#isTouched = false;
	}

	#setLook({ viewport, theme }: Shot): Promise<unknown> {
		return this.#page.setLook({ viewport, theme, reduced: true });
	}

	/** Brings the page into the state and to rest in the look of the shot. */
	async #arrange(shot: Shot): Promise<Rest> {
		const commands: Promise<unknown>[] = [this.#setLook(shot)];
		if (shot.state !== this.#state) {
			commands.push(
				this.#page.inPage(`${this.#page.handle}?.setState(${JSON.stringify(shot.state)})`)
			);
			this.#state = shot.state;
			this.#isTouched = true;
		}
		return this.#settle(commands);
	}

	async #settle(commands: Promise<unknown>[]): Promise<Rest> {
		const after = this.#age === '' ? 'load' : 'change';
		// Sent in one go: the browser takes commands in their order.
		const [rest] = await Promise.all([bringToRest(this.#page, after), ...commands]);
		this.#age += `${after} `;
		this.#dialogs = rest.dialogs;
		return rest;
	}

	async #take(shot: Shot, withAxe: boolean): Promise<RawPhotograph> {
		const startedAt = performance.now();
		const rest = await this.#arrange(shot);
		return this.#expose(shot, rest, { startedAt, withAxe });
	}

	async #pose(shot: Shot): Promise<RawPhotograph | Untaken> {
		const startedAt = performance.now();
		await this.#arrange(shot);
		try {
			const control = await findControl(this.#page);
			this.#isTouched = true;
			await useControl(this.#page, control, shot.pose === 'focus' ? 'focus' : 'hover');
			const rest = await this.#settle([]);
			const { x: _x, y: _y, ...told } = control;
			return await this.#expose(shot, rest, { startedAt, withAxe: false, control: told });
		} catch (thrown) {
			const error = toVitrineError(thrown);
			if (error.code !== 'capture_no_control') throw error;
			return { shot, error, facts: this.#logged(), ms: Math.round(performance.now() - startedAt) };
		}
	}

	async #expose(
		shot: Shot,
		rest: Rest,
		{
			startedAt,
			withAxe,
			control
		}: { startedAt: number; withAxe: boolean; control?: PageFacts['control'] }
	): Promise<RawPhotograph> {
		const settleMs = Math.round(
			performance.now() - (this.#age === 'load ' ? this.#since : startedAt)
		);
		// The page is read while the browser draws its picture.
		const [png, answer] = await Promise.all([
			this.#page.expose(),
			this.#page.inOurWorld(readingExpression(shot.viewport === this.#main))
		]);
		const again = rest.isRestless ? await this.#lookAgain() : null;
		const reading = Reading.safeParse(answer).data ?? null;
		const axe = withAxe && reading ? await readAxe(this.#page, reading.nodes) : null;
		const facts: PageFacts = {
			...this.#logged(),
			...(reading && readingFacts(reading)),
			axe: axe ?? 'not measured',
			stateChanged: this.#isChanged(shot, png, rest),
			settleMs,
			control: control ?? 'not measured'
		};
		return { shot, png, again, facts, ms: Math.round(performance.now() - startedAt) };
	}

	#logged(): PageFacts {
		const logged = this.#page.log.snapshot();
		return { ...logged, dialogs: logged.dialogs + (this.#dialogs ?? 0) };
	}

	async #lookAgain(): Promise<Buffer> {
		await this.#page.ask(new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_MS)));
		return this.#page.expose();
	}

	#isChanged(shot: Shot, png: Buffer, rest: Rest): PageFacts['stateChanged'] {
		const key = lookOf(shot);
		const resting = this.#resting.get(key);
		if (shot.state === null && shot.pose === 'rest') {
			this.#resting.set(key, { png, age: this.#age });
			return 'not measured';
		}
		if (resting === undefined) return 'not measured';
		// The encoder gives equal bytes for equal pixels, so nothing has to be decoded to compare them.
		if (resting.png.equals(png)) return false;
		// What never stops moving looks different at another age, whatever the state.
		return rest.isEndless && resting.age !== this.#age ? 'not measured' : true;
	}
}

function readingFacts({ text, ...reading }: Reading): Partial<PageFacts> {
	return {
		...reading,
		fonts: reading.fonts ?? 'not measured',
		colours: reading.colours ?? 'not measured',
		clippedText: text?.clipped ?? 'not measured',
		overlappingText: text?.overlapping ?? 'not measured'
	};
}
