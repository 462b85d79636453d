/** Filming one document: strip by strip, in a document loaded afresh for each. */
import { z } from 'zod';
import { toVitrineError, type VitrineError } from '#lib/domain/errors.ts';
import { FRAME_TIMES_MS, PageAnimation, type Take } from '#lib/domain/motion.ts';
import type { Stage } from './browser.ts';
import type { CaptureLimits } from './limits.ts';
import { findControl, useControl } from './main-control.ts';
import { SealedPage } from './sealed-page.ts';
import { bringToRest } from './settle.ts';

/** A strip as it comes from the browser, before it is developed. */
export interface RawStrip {
	take: Take;
	frames: { atMs: number; png: Buffer }[];
	animations: PageAnimation[];
	ms: number;
}

/** A strip that cannot be filmed of this page, while others can. */
export interface Unfilmed {
	take: Take;
	error: VitrineError;
	ms: number;
}

const Animations = z.array(PageAnimation).max(100);
/** A second of the page's own time runs in as many steps as the page wants; each step to a frame may take so long, in milliseconds. */
const STEP_MS = 10_000;

export class Film {
	readonly #page: SealedPage;

	constructor(stage: Stage, limits: CaptureLimits) {
		this.#page = new SealedPage(stage, limits);
	}

	/** Ends the filming from outside; whatever it waits for rejects with `error`. The first reason counts. */
	fail(error: VitrineError): void {
		this.#page.fail(error);
	}

	/**
	 * Yields each strip as it is filmed, in the order of the takes.
	 * @throws VitrineError `capture_timeout`, `capture_crashed`, or what `fail` was given
	 */
	async *shoot(html: string, takes: Take[]): AsyncGenerator<RawStrip | Unfilmed, void> {
		for (const take of takes) {
			const startedAt = performance.now();
			const ms = (): number => Math.round(performance.now() - startedAt);
			try {
				await this.#begin(html, take);
				const frames = await this.#frames();
				const listed = await this.#page.inPage(`${this.#page.handle}?.film.list()`);
				yield { take, frames, animations: Animations.safeParse(listed).data ?? [], ms: ms() };
			} catch (thrown) {
				const error = toVitrineError(thrown);
				if (error.code !== 'capture_no_control') throw error;
				yield { take, error, ms: ms() };
			}
		}
	}

	/** Brings the page to the moment the trigger is pulled. */
	async #begin(html: string, { viewport, theme, reduced, trigger }: Take): Promise<void> {
		const page = this.#page;
		await page.setLook({ viewport, theme, reduced });
		if (trigger === 'load') {
			await page.load(html, { isHeld: true });
			await page.inPage(`${page.handle}?.film.opened(${page.limits.settleMs})`, STEP_MS);
			await page.inPage(`${page.handle}?.film.begin()`);
			return;
		}
		await page.load(html);
		await bringToRest(page, 'load');
		const control = trigger.startsWith('state:') ? null : await findControl(page);
		await page.inPage(`${page.handle}?.film.begin()`);
		if (control) await useControl(page, control, trigger as 'hover' | 'focus' | 'press');
		else {
			const state = JSON.stringify(trigger.slice('state:'.length));
			await page.inPage(`${page.handle}?.setState(${state})`);
		}
	}

	async #frames(): Promise<RawStrip['frames']> {
		const frames: RawStrip['frames'] = [];
		for (const atMs of FRAME_TIMES_MS) {
			await this.#page.inPage(`${this.#page.handle}?.film.to(${atMs})`, STEP_MS);
			frames.push({ atMs, png: await this.#page.expose() });
		}
		return frames;
	}
}
