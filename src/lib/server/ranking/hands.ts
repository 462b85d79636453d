/** What each reviewer was handed last: what they will answer soon need not be asked of others as well. */
import type { Question } from './questions.ts';

/** Whoever has not answered for so many answers of the others has left, or rests. */
const FORGET_AFTER = 100;
/** Hands that are looked at, the latest of them: each takes time with the square of the works. */
const MOST_HANDS = 16;

/** A question in somebody's hand. */
export interface InHand {
	reviewerId: string;
	question: Question;
}

export class Hands {
	/** Handed last comes last. */
	#hands = new Map<string, { questions: readonly Question[]; at: number }>();

	/** @param at how many answers the session has had */
	put(reviewerId: string, questions: readonly Question[], at: number): void {
		this.#hands.delete(reviewerId);
		if (questions.length > 0) this.#hands.set(reviewerId, { questions, at });
		for (const [id, hand] of this.#hands) if (at - hand.at > FORGET_AFTER) this.#hands.delete(id);
	}

	/** In the hands of all but one. */
	ofOthers(reviewerId: string): InHand[] {
		return [...this.#hands]
			.filter(([id]) => id !== reviewerId)
			.slice(-MOST_HANDS)
			.flatMap(([id, { questions }]) =>
				questions.map((question) => ({ reviewerId: id, question }))
			);
	}
}
