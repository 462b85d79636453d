/** What the answers of one session say by one criterion, as far as the next question needs it: near enough at once, exact soon after. */
import type { Marks } from '#lib/domain/marks.ts';
import type { Criterion, Top } from '#lib/domain/session.ts';
import type { OrderAnswer, PairAnswer } from '#lib/scoring/preference/evidence.ts';
import { follow } from '#lib/scoring/preference/follow.ts';
import { fit, type Preference } from '#lib/scoring/preference/preference.ts';
import type { Goal } from '#lib/scoring/preference/settled.ts';
import type { ComparisonPool } from '../comparison/comparison.ts';
import { answersBetween, type Outlook } from './assess.ts';
import { answerOf, CURATOR, numberThem, readingsOf, type Numbering } from './evidence-of.ts';
import { idsOf, type Entry, type Ledger } from './ledger.ts';
import { packAnswers, unpack, type PackedEvidence } from './packed-evidence.ts';

/** Draws are the same for the same evidence, so that a standing looked at twice is the same twice. */
const SEED = 20;

export interface JudgeSources {
	ledger: Ledger;
	criterion: Criterion;
	top: Top;
	/** What the curator has put on the works, as it is now. */
	marks(): ReadonlyMap<string, Marks>;
	/** Numbers of the works that are out of the race. */
	excluded(): ReadonlySet<number>;
}

/** An answer in numbers. */
interface Heard {
	entry: Entry;
	shown: number[];
	/** Null for a skip. */
	answer: PairAnswer | OrderAnswer | null;
}

export class Judge {
	outlook: Outlook = { verdict: null, aboutLeft: null, at: 0 };
	#sources: JudgeSources;
	#numbering: Numbering | null = null;
	#preference: Preference | null = null;
	/** How many of them count and are no skips. */
	#answers = 0;
	#shown = new Uint32Array();
	/** By this criterion, whether they count or not. */
	#heard: Heard[] = [];
	/** Answers of the whole session that were looked at. */
	#taken = 0;
	/** Of the ledger, when all before was looked at. */
	#breaks = -1;
	#reviewed = { answers: 0, breaks: -1 };

	constructor(sources: JudgeSources) {
		this.#sources = sources;
	}

	/**
	 * With every answer so far, the latest ones by a rank-1 update each. What was taken out since the last review may still be in
	 * it: to choose a question by, it is near enough.
	 */
	preference(): Preference {
		this.#takeNew();
		this.#preference ??= fit(unpack(this.evidence()));
		return this.#preference;
	}

	/** How often each work has been seen, by number: in a question or to mark it. */
	shown(): Uint32Array {
		this.#takeNew();
		return this.#shown.slice();
	}

	/** Answers that count, without skips. */
	get answers(): number {
		this.#takeNew();
		return this.#answers;
	}

	numbering(): Numbering {
		const { session, reviewers } = this.#sources.ledger;
		if (this.#numbering?.reviewerOf.size !== reviewers.size)
			this.#numbering = numberThem(session.variantIds, [...reviewers.keys()]);
		return this.#numbering;
	}

	/** Whether so much was answered since the last review, or anything taken out, that it is time for another. */
	isDue(): boolean {
		const { answers, breaks } = this.#reviewed;
		if (breaks !== this.#sources.ledger.breaks) return this.answers > 0 || breaks >= 0;
		return this.answers - answers >= answersBetween(answers, this.#sources.ledger.session.variantIds.length); // prettier-ignore
	}

	/**
	 * Fits anew, and looks whether it is settled, in a thread. What is said meanwhile is followed when it is done.
	 * @throws VitrineError `comparison_failed`
	 */
	async review(pool: ComparisonPool): Promise<void> {
		const evidence = this.evidence();
		const heard = this.#heard.length;
		this.#reviewed = { answers: this.#answers, breaks: this.#breaks };
		const found = await pool.run({ kind: 'outlook', evidence, goal: this.goal() });
		this.#takeNew();
		this.#preference = found.preference;
		for (const since of this.#heard.slice(heard)) this.#follow(since);
		this.outlook = found.outlook;
	}

	/** What counts, for an exact fit. */
	evidence(): PackedEvidence {
		this.#takeNew();
		const { ledger } = this.#sources;
		const { itemOf, reviewerOf } = this.numbering();
		const said = this.#heard.flatMap(({ entry, answer }) =>
			answer !== null && ledger.counts(entry) ? answer : []
		);
		return {
			items: itemOf.size,
			reviewers: CURATOR + 1 + reviewerOf.size,
			answers: packAnswers(said),
			marks: this.#marks()
		};
	}

	goal(): Goal {
		return { top: this.#sources.top, seed: SEED, excluded: this.#sources.excluded() };
	}

	#marks() {
		const { criterion, marks } = this.#sources;
		return readingsOf(this.numbering().itemOf, criterion, marks());
	}

	/** Takes in the answers that are new; counts all of them anew where any was taken out. */
	#takeNew(): void {
		const { ledger, criterion } = this.#sources;
		const isBroken = this.#breaks !== ledger.breaks;
		const known = isBroken ? 0 : this.#heard.length;
		for (; this.#taken < ledger.entries.length; this.#taken++) {
			const entry = ledger.entries[this.#taken];
			if (entry?.comparison.criterion === criterion) this.#heard.push(this.#hear(entry));
		}
		if (isBroken) {
			this.#breaks = ledger.breaks;
			this.#answers = 0;
			this.#shown = new Uint32Array(ledger.session.variantIds.length);
			for (const { item } of this.#marks()) this.#shown[item] = 1;
		}
		for (let at = known; at < this.#heard.length; at++) {
			const heard = this.#heard[at];
			if (!heard || !ledger.counts(heard.entry)) continue;
			for (const item of heard.shown) this.#shown[item] = (this.#shown[item] ?? 0) + 1;
			if (heard.answer === null) continue;
			this.#answers++;
			if (!isBroken) this.#follow(heard);
		}
	}

	#hear(entry: Entry): Heard {
		const numbering = this.numbering();
		const shown = idsOf(entry).flatMap((id) => numbering.itemOf.get(id) ?? []);
		return { entry, shown, answer: answerOf(entry.comparison, numbering) };
	}

	#follow({ entry, answer }: Heard): void {
		if (this.#preference === null || answer === null || !this.#sources.ledger.counts(entry)) return;
		this.#preference = follow(this.#preference, answer);
	}
}
