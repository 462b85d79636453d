/** Reading one document: it is brought to rest in one look, and an expression is worked out beside it. */
import type { Shot } from '#lib/domain/capture.ts';
import type { VitrineError } from '#lib/domain/errors.ts';
import type { Stage } from './browser.ts';
import type { CaptureLimits } from './limits.ts';
import { SealedPage } from './sealed-page.ts';
import { bringToRest } from './settle.ts';

export class Inspection {
	readonly #page: SealedPage;

	constructor(stage: Stage, limits: CaptureLimits) {
		this.#page = new SealedPage(stage, limits);
	}

	/** Ends it from outside; whatever it waits for rejects with `error`. The first reason counts. */
	fail(error: VitrineError): void {
		this.#page.fail(error);
	}

	/** @throws VitrineError `capture_timeout`, `capture_crashed`, or what `fail` was given */
	async read({
		html,
		look,
		expression
	}: {
		html: string;
		look: Pick<Shot, 'viewport' | 'theme' | 'state'>;
		expression: string;
	}): Promise<unknown> {
		const page = this.#page;
		const { viewport, theme, state } = look;
		await Promise.all([page.setLook({ viewport, theme, reduced: true }), page.load(html)]);
		await bringToRest(page, 'load');
		if (state !== null) {
			await page.inPage(`${page.handle}?.setState(${JSON.stringify(state)})`);
			await bringToRest(page, 'change');
		}
		return page.inOurWorld(expression, page.limits.inspectMs);
	}
}
