/** How a page is brought to rest before it is photographed. */
import { z } from 'zod';
import { PASS_MS } from './limits.ts';
import type { SealedPage } from './sealed-page.ts';

/** The page settles by its own limit; the answer needs a moment more to come back. */
const ANSWER_SLACK_MS = 2_000;

const Answer = z.tuple([z.boolean(), z.boolean(), z.boolean(), z.number()]);

export interface Rest {
	/** False when something was still loading or moving at the limit, or the page would not say. */
	isSettled: boolean;
	/** Something in it does not go by its own clock, and may still move: films, pages within the page, endless messages. */
	isRestless: boolean;
	/** It would look different if more of its own time had passed: it draws or counts without end. */
	isEndless: boolean;
	/** Dialogs it has opened since it was loaded. */
	dialogs: number;
}

/**
 * Lets the page's own time pass until nothing is left to happen soon.
 * @param after what the page comes to rest from
 */
export async function bringToRest(page: SealedPage, after: keyof typeof PASS_MS): Promise<Rest> {
	const { settleMs, answerMs } = page.limits;
	const value = await page.inPage(
		`${page.handle}?.rest(${PASS_MS[after]}, ${settleMs}).then((rest) => [...rest, ${page.handle}.dialogs()])`,
		settleMs + answerMs + ANSWER_SLACK_MS
	);
	const answer = Answer.safeParse(value);
	if (!answer.success) return { isSettled: false, isRestless: true, isEndless: true, dialogs: 0 };
	const [isSettled, isRestless, isEndless, dialogs] = answer.data;
	return { isSettled, isRestless, isEndless, dialogs: dialogs | 0 };
}
