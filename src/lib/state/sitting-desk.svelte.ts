/** A reviewer at work: what is asked, answered at once on screen and sent behind it, and taken back one by one. */
import { newId } from '#lib/domain/ids.ts';
import { isSkip, MAX_HELD, shownIn, type Answer, type HeldQuestion } from '#lib/domain/session.ts';
import type { QuestionView, SittingView } from '#lib/domain/session-view.ts';
import { readAnswerSending, sendAnswer, type AnswerSending } from './answer-sending.ts';
import { api, ApiError } from './api.ts';
import { Outbox, type Outcome } from './outbox.ts';
import { heldOf, keyOfQuestion, queueUp } from './question-queue.ts';
import { StopWatch } from './stop-watch.ts';
import { storageOf } from './storage.ts';

/** A rest is offered after so many answers in a row, or so long. */
const REST_ANSWERS = 60;
const REST_MS = 15 * 60 * 1000;
/** Answers that can be taken back. */
const MAX_GIVEN = 100;

interface Given {
	comparisonId: string;
	question: QuestionView;
	reason: string | null;
	/** Skips are not counted. Of what an earlier visit left it is not known. */
	isSkip: boolean;
}

type PairSays = Extract<Answer, { kind: 'pair' }>['says'];

export class SittingDesk {
	#sitting: SittingView;
	#queue = $state.raw<readonly QuestionView[]>([]);
	#given = $state.raw<readonly Given[]>([]);
	/** Of the four that are asked: those with a place, best first. */
	#placed = $state.raw<readonly string[]>([]);
	#answered = $state(0);
	#sinceRest = $state(0);
	#isRestDue = $state(false);
	#message = $state('');
	#problem = $state<string | null>(null);
	#lost = $state<string | null>(null);
	#isUnreachable = $state(false);
	#waiting = $state(0);
	#outbox: Outbox<AnswerSending, SittingView>;
	#look = new StopWatch();
	#sitsSince = performance.now();

	constructor(sitting: SittingView) {
		this.#sitting = $state.raw(sitting);
		const seat = { sessionId: sitting.session.id, reviewerId: sitting.reviewer.id };
		this.#outbox = new Outbox({
			prefix: `vitrine:answers:${seat.reviewerId}:`,
			shelf: storageOf('localStorage'),
			read: readAnswerSending,
			send: (sending) => sendAnswer(seat, sending),
			onSettled: (sending, outcome) => this.#settle(sending, outcome)
		});
		this.#waiting = this.#outbox.waiting.length;
		this.#adopt(sitting);
		this.#queue = queueUp([], sitting.questions, this.#onTheWay());
	}

	get sitting(): SittingView {
		return this.#sitting;
	}
	/** What is asked now; null while nothing is in hand. */
	get asked(): QuestionView | null {
		return this.#queue[0] ?? null;
	}
	/** What is asked now and then, first first. */
	get questions(): readonly QuestionView[] {
		return this.#queue;
	}
	/** Answers, skips left out. */
	get answered(): number {
		return this.#answered;
	}
	get placed(): readonly string[] {
		return this.#placed;
	}
	/** The last answer; null where there is none that could be taken back or explained. */
	get last(): Given | null {
		return this.#given.at(-1) ?? null;
	}
	get isOver(): boolean {
		return this.#sitting.progress.isOver;
	}
	get isRestDue(): boolean {
		return this.#isRestDue;
	}
	/** What was done last, for those who do not see it. */
	get message(): string {
		return this.#message;
	}
	/** Why nothing can be answered here any more; null while it can. */
	get lost(): string | null {
		return this.#lost;
	}
	get problem(): string | null {
		if (this.#problem !== null) return this.#problem;
		if (!this.#isUnreachable || this.#waiting === 0) return null;
		return `Vitrine does not answer. ${this.#waiting === 1 ? 'One answer is' : `${this.#waiting} answers are`} kept here and sent when it does.`;
	}

	/** The question that is asked has come to be seen: from here on it is measured how long it takes. */
	appear(): void {
		this.#look.start();
		if (document.visibilityState === 'hidden') this.#look.pause();
	}

	/** Answers a pair. */
	say(says: PairSays): void {
		if (this.asked?.kind !== 'pair') return;
		const [left, right] = this.asked.variants;
		if (left && right) this.#answer({ kind: 'pair', left: left.id, right: right.id, says });
	}

	/** Gives the next place to one of the four; or takes it, with those after it, away again. The last one follows by itself. */
	place(variantId: string): void {
		if (this.asked?.kind !== 'four') return;
		const shown = this.asked.variants.map(({ id }) => id);
		const at = this.#placed.indexOf(variantId);
		this.#placed = at === -1 ? [...this.#placed, variantId] : this.#placed.slice(0, at);
		const rest = shown.filter((id) => !this.#placed.includes(id));
		if (rest.length <= 1) this.#answer({ kind: 'four', shown, order: [...this.#placed, ...rest] });
	}

	skip(): void {
		const { asked } = this;
		if (asked?.kind === 'pair') this.say('skip');
		else if (asked) {
			this.#answer({ kind: 'four', shown: asked.variants.map(({ id }) => id), order: [] });
		}
	}

	/** Takes back the last place given, or the last answer: its question is asked again. */
	takeBack(): void {
		if (this.#placed.length > 0) {
			this.#placed = this.#placed.slice(0, -1);
			return;
		}
		const last = this.#given.at(-1);
		if (!last) {
			this.#message = 'There is nothing to take back.';
			return;
		}
		this.#problem = null;
		this.#given = this.#given.slice(0, -1);
		if (!last.isSkip) this.#answered = Math.max(0, this.#answered - 1);
		this.#ask(queueUp([last.question], this.#queue));
		this.#message = 'Taken back. It is asked again.';
		this.#add({ kind: 'retract', comparisonId: last.comparisonId });
	}

	/** Notes why, about the last answer. */
	explain(reason: string): void {
		const last = this.#given.at(-1);
		if (!last) return;
		this.#given = [...this.#given.slice(0, -1), { ...last, reason: reason === '' ? null : reason }];
		this.#message = reason === '' ? 'The reason is gone.' : 'Noted.';
		this.#add({ kind: 'reason', comparisonId: last.comparisonId, reason });
	}

	/** Ends the sitting for good. */
	finish(): void {
		this.#add({ kind: 'finish' });
	}

	/** The rest was taken, or is not wanted. */
	endRest(): void {
		this.#isRestDue = false;
		this.#sinceRest = 0;
		this.#sitsSince = performance.now();
	}

	/** Sends what an earlier visit left, and measures only what is before one's eyes. @returns what ends it */
	open(): () => void {
		const flush = () => void this.#outbox.flush();
		const watch = () => {
			if (document.visibilityState === 'hidden') this.#look.pause();
			else this.#look.goOn();
		};
		flush();
		addEventListener('online', flush);
		document.addEventListener('visibilitychange', watch);
		return () => {
			removeEventListener('online', flush);
			document.removeEventListener('visibilitychange', watch);
			this.#outbox.close();
		};
	}

	#answer(answer: Answer): void {
		const [question, ...rest] = this.#queue;
		if (!question || this.#lost !== null) return;
		const id = newId('comparison');
		const given = { comparisonId: id, question, reason: null, isSkip: isSkip(answer) };
		this.#problem = null;
		this.#given = [...this.#given, given].slice(-MAX_GIVEN);
		const ms = Math.round(this.#look.elapsed);
		this.#ask(rest);
		if (!isSkip(answer)) this.#count();
		this.#message = `${saidOf(answer)} ${this.#answered} answered.`;
		this.#add({
			kind: 'answer',
			comparison: {
				id,
				reviewerId: this.#sitting.reviewer.id,
				criterion: question.criterion,
				answer,
				ms,
				holding: rest.slice(0, MAX_HELD).map(heldOf)
			}
		});
	}

	#count(): void {
		this.#answered++;
		this.#sinceRest++;
		const isLong = performance.now() - this.#sitsSince >= REST_MS;
		if (this.#sinceRest >= REST_ANSWERS || isLong) this.#isRestDue = true;
	}

	#add(sending: AnswerSending): void {
		this.#outbox.add(sending);
		this.#waiting = this.#outbox.waiting.length;
	}

	#settle(sending: AnswerSending, outcome: Outcome<SittingView>): void {
		this.#waiting = this.#outbox.waiting.length;
		this.#isUnreachable = outcome.kind === 'unreachable';
		if (outcome.kind === 'unreachable') return;
		if (outcome.kind === 'answered') {
			this.#take(outcome.answer);
			return;
		}
		if (sending.kind === 'answer')
			this.#given = this.#given.filter(
				({ comparisonId }) => comparisonId !== sending.comparison.id
			);
		if (outcome.code === 'reviewer_withdrawn') this.#lost = outcome.message;
		else this.#problem = outcome.message;
		void this.#lookAgain();
	}

	/** Where one is now, as the server says. While more is on its way, only what comes after it is of use. */
	#take(sitting: SittingView): void {
		if (this.#waiting > 0 && !sitting.progress.isOver) {
			this.#ask(queueUp(this.#queue, sitting.questions, this.#onTheWay()));
			return;
		}
		this.#adopt(sitting);
		// Of two there is one question only, which is asked again and again: once in hand is enough.
		this.#ask(queueUp([], sitting.questions));
	}

	#ask(queue: readonly QuestionView[]): void {
		const [before, after] = [this.#queue[0], queue[0]];
		const isSame = before && after && keyOfQuestion(before) === keyOfQuestion(after);
		if (!isSame) {
			this.#placed = [];
			this.#look.reset();
		}
		this.#queue = queue;
	}

	#adopt(sitting: SittingView): void {
		this.#sitting = sitting;
		this.#answered = sitting.progress.answered + this.#onTheWay().length;
		if (this.#given.length === 0)
			this.#given = sitting.recent.map((one) => ({ ...one, isSkip: false }));
	}

	/** After a refusal: what is asked may have changed. */
	async #lookAgain(): Promise<void> {
		const { session, reviewer } = this.#sitting;
		try {
			this.#take(await api.sitting(session.id, reviewer.id));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			if (error.code !== 'unreachable') this.#lost = error.message;
		}
	}

	/** What is answered here and not yet there. */
	#onTheWay(): HeldQuestion[] {
		return this.#outbox.waiting.flatMap((sending) => {
			if (sending.kind !== 'answer') return [];
			const { answer, criterion } = sending.comparison;
			return [{ criterion, variantIds: shownIn(answer) }];
		});
	}
}

const PAIR_WORDS: Record<PairSays, string> = {
	left: 'The left one.',
	right: 'The right one.',
	tie: 'A tie.',
	neither: 'Neither.',
	skip: 'Skipped.'
};

function saidOf(answer: Answer): string {
	if (answer.kind === 'four') return answer.order.length === 0 ? 'Skipped.' : 'Ordered.';
	return PAIR_WORDS[answer.says];
}
