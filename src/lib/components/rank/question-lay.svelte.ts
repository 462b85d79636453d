/** Which questions lie on the table: what is asked with the next one behind it, and something where nothing is in hand for a moment. */
import { QUESTIONS } from '#lib/domain/session.ts';
import type { QuestionView } from '#lib/domain/session-view.ts';
import type { SittingDesk } from '#lib/state/sitting-desk.svelte.ts';
import { preload } from '../shared/preload.ts';

/** After so long it has to be said that one waits. */
const LATE_MS = 600;

/** Made while a component is set up. */
export class QuestionLay {
	#desk: SittingDesk;
	/** The last that was asked: it lies where it lay, in the dark, until the next one comes. */
	#before = $state.raw<QuestionView | null>(null);
	#isLate = $state(false);

	constructor(desk: SittingDesk) {
		this.#desk = desk;
		$effect(() => {
			this.#isLate = false;
			if (desk.asked) {
				this.#before = desk.asked;
				return;
			}
			const timer = setTimeout(() => (this.#isLate = true), LATE_MS);
			return () => clearTimeout(timer);
		});
		// Of those after the next one the pictures are fetched.
		$effect(() => {
			const wanted = desk.questions.slice(2).flatMap(({ variants }) => variants);
			preload(wanted.map(({ imageSha256 }) => imageSha256));
		});
	}

	/** Asked and next: more would only cost. */
	get questions(): readonly QuestionView[] {
		const inHand = this.#desk.questions.slice(0, 2);
		return inHand.length === 0 && this.#before ? [this.#before] : inHand;
	}

	/** What is asked, in words. */
	get heading(): string {
		const question = this.#desk.asked ?? (this.#isLate ? null : this.#before);
		return question ? QUESTIONS[question.criterion] : 'The next question is on its way.';
	}
}
