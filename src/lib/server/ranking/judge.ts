/** What the answers of one session say by one criterion, as far as the next question needs it: near enough at once, exact soon after. */
import type { Marks } from '#lib/domain/marks.ts';
import type { Criterion, Top } from '#lib/domain/session.ts';
import { aboutLeft } from '#lib/scoring/preference/about-left.ts';
import { answersIn, type Evidence } from '#lib/scoring/preference/evidence.ts';
import { follow } from '#lib/scoring/preference/follow.ts';
import { fit, type Preference } from '#lib/scoring/preference/preference.ts';
import {
	ANSWERS_BETWEEN_FITS,
	settled,
	type FitPair,
	type Verdict
} from '#lib/scoring/preference/settled.ts';
import { answerOf, evidenceOf, numberThem, type Numbering } from './evidence-of.ts';
import type { Entry, Ledger } from './ledger.ts';

/** Draws are the same for the same evidence, so that a standing looked at twice is the same twice. */
export const SEED = 20;
/** A verdict needs two fits that are apart; where few works are compared, fewer answers tell as much. */
const LEAST_BETWEEN = 10;
/** With many answers a few more change nothing, and a fit takes longer: the next one waits for this share more. */
const SHARE_BETWEEN = 0.02;

/** Whether it is settled, and how long that may yet take. */
export interface Outlook {
	verdict: Verdict | null;
	/** Answers that would settle it from here; null while that cannot be told. */
	aboutLeft: number | null;
	/** Answers there were. */
	at: number;
}

export interface JudgeSources {
	ledger: Ledger;
	criterion: Criterion;
	top: Top;
	/** What the curator has put on the works, as it is now. */
	marks(): ReadonlyMap<string, Marks>;
	/** Numbers of the works that are out of the race. */
	excluded(): ReadonlySet<number>;
}

export class Judge {
	outlook: Outlook = { verdict: null, aboutLeft: null, at: 0 };
	#sources: JudgeSources;
	#numbering: Numbering | null = null;
	#preference: Preference | null = null;
	#shown = new Uint32Array();
	/** Answers of the whole session that were looked at. */
	#taken = 0;
	#breaks = 0;
	#fittedAt = 0;

	constructor(sources: JudgeSources) {
		this.#sources = sources;
	}

	/** With every answer so far, the latest ones by a rank-1 update each. */
	preference(): Preference {
		const { ledger, criterion } = this.#sources;
		if (this.#preference === null || this.#breaks !== ledger.breaks) return this.#fit();
		const numbering = this.numbering();
		for (const entry of ledger.entries.slice(this.#taken)) {
			this.#taken++;
			if (!ledger.counts(entry, criterion)) continue;
			const answer = answerOf(entry.comparison, numbering);
			this.#see(entry, numbering);
			if (answer) this.#preference = follow(this.#preference, answer);
		}
		return this.#preference;
	}

	/** How often each work has been seen, by number: in a question or to mark it. */
	shown(): Uint32Array {
		return this.#shown.slice();
	}

	numbering(): Numbering {
		const { session, reviewers } = this.#sources.ledger;
		if (this.#numbering?.reviewerOf.size !== reviewers.size)
			this.#numbering = numberThem(session.variantIds, [...reviewers.keys()]);
		return this.#numbering;
	}

	/** Whether so much was answered since the last fit that it is time for another. */
	isDue(): boolean {
		const answers = this.#preference?.answers ?? 0;
		return answers - this.#fittedAt >= between(this.#fittedAt, this.#items());
	}

	/** Fits anew, and looks whether it is settled. Takes some 0.1 s, so not while somebody waits. */
	review(): void {
		const { answers } = this.#fit();
		this.outlook = outlookOf((count) => this.evidence(count), {
			top: this.#sources.top,
			excluded: this.#sources.excluded()
		});
		this.#fittedAt = answers;
	}

	/** What counts, for an exact fit. @param count only the first so many answers that say something */
	evidence(count = Infinity): Evidence {
		const { ledger, criterion, marks } = this.#sources;
		const numbering = this.numbering();
		const telling = ledger
			.inForce(criterion)
			.map(({ comparison }) => comparison)
			.filter((comparison) => answerOf(comparison, numbering) !== null);
		return evidenceOf(telling.slice(0, count), numbering, criterion, marks());
	}

	#fit(): Preference {
		const { ledger } = this.#sources;
		const evidence = this.evidence();
		const numbering = this.numbering();
		this.#preference = fit(evidence);
		this.#breaks = ledger.breaks;
		this.#taken = ledger.entries.length;
		this.#fittedAt = this.#preference.answers;
		this.#shown = new Uint32Array(evidence.items);
		for (const { item } of evidence.marks) this.#shown[item] = 1;
		for (const entry of ledger.inForce(this.#sources.criterion)) this.#see(entry, numbering);
		return this.#preference;
	}

	#see({ comparison: { answer } }: Entry, { itemOf }: Numbering): void {
		const ids = answer.kind === 'pair' ? [answer.left, answer.right] : answer.shown;
		for (const id of ids) {
			const item = itemOf.get(id);
			if (item !== undefined) this.#shown[item] = (this.#shown[item] ?? 0) + 1;
		}
	}

	#items(): number {
		return this.#sources.ledger.session.variantIds.length;
	}
}

/** Answers from one verdict to the next. */
function between(answers: number, items: number): number {
	const few = Math.min(ANSWERS_BETWEEN_FITS, Math.max(LEAST_BETWEEN, items));
	return Math.max(few, Math.floor(answers * SHARE_BETWEEN));
}

/** The last two numbers of answers at which there is a verdict. */
function checkpoints(answers: number, items: number): { last: number; before: number } {
	let [before, last] = [0, 0];
	for (;;) {
		const next = last + between(last, items);
		if (next > answers) return { last, before };
		before = last;
		last = next;
	}
}

/**
 * What the same answers in the same order always say, whenever it is asked.
 * @param evidenceOfFirst the evidence of all answers, or of the first so many
 */
export function outlookOf(
	evidenceOfFirst: (count?: number) => Evidence,
	{ top, excluded }: { top: Top; excluded: ReadonlySet<number> }
): Outlook {
	const evidence = evidenceOfFirst();
	const at = answersIn(evidence);
	const goal = { top, seed: SEED, excluded };
	const fits = fitsOf(evidence);
	const { last, before } = checkpoints(at, evidence.items);
	const earlier = before > 0 ? settled(fitsOf(evidenceOfFirst(before)), goal, null) : null;
	const then = last > 0 && last < at ? fitsOf(evidenceOfFirst(last)) : fits;
	const verdict = settled(then, goal, earlier);
	return {
		verdict,
		aboutLeft: verdict.settled ? 0 : (aboutLeft(fits, goal)?.about ?? null),
		at
	};
}

function fitsOf(evidence: Evidence): FitPair {
	return { fixed: fit(evidence), empirical: fit(evidence, { prior: 'empirical' }) };
}
