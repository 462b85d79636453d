/** What evidence comes to, by numbers alone. It is done in a thread: nobody's answer waits for it. */
import { aboutLeft } from '#lib/scoring/preference/about-left.ts';
import {
	polarising,
	reliabilityOf,
	splitHalf,
	type Disagreement,
	type ReviewerReliability
} from '#lib/scoring/preference/agreement.ts';
import { attributes, type Attribute, type ItemGroup } from '#lib/scoring/preference/attributes.ts';
import { answersIn, ofReviewers, type Evidence } from '#lib/scoring/preference/evidence.ts';
import { fragility } from '#lib/scoring/preference/fragility.ts';
import { fit, type Preference } from '#lib/scoring/preference/preference.ts';
import {
	ANSWERS_BETWEEN_FITS,
	settled,
	type FitPair,
	type Goal,
	type Verdict
} from '#lib/scoring/preference/settled.ts';
import { standing, type Place } from '#lib/scoring/preference/standing.ts';
import { unpack, type PackedEvidence } from './packed-evidence.ts';

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

export interface OutlookJob {
	kind: 'outlook';
	evidence: PackedEvidence;
	goal: Goal;
}

/** What the next questions are chosen by, and the outlook with it. */
export interface Assessment {
	preference: Preference;
	outlook: Outlook;
}

export interface RankingJob {
	kind: 'ranking';
	evidence: PackedEvidence;
	goal: Goal;
	/** Reviewers of each group that has a standing of its own. */
	groups: number[][];
	/** Places in `groups` of those that are held against each other. */
	opposed: number[];
	/** Items that have something in common. */
	shared: ItemGroup[];
}

/** The standing with all that is told of it. */
export interface Ranking {
	places: Place[];
	outlook: Outlook;
	agreement: number | null;
	fragility: { answers: number; winner: number } | null;
	reliabilities: ReviewerReliability[];
	/** Of each group. */
	standings: Place[][];
	/** `more` and `less` are places in the job's `groups`. */
	polarising: Disagreement[];
	/** Of each in `shared`, and in how many answers one of its items was shown. */
	attributes: { effect: Attribute | null; answers: number }[];
}

/** Answers from one verdict to the next. */
export function answersBetween(answers: number, items: number): number {
	const few = Math.min(ANSWERS_BETWEEN_FITS, Math.max(LEAST_BETWEEN, items));
	return Math.max(few, Math.floor(answers * SHARE_BETWEEN));
}

/** The last two numbers of answers at which there is a verdict. */
function checkpoints(answers: number, items: number): { last: number; before: number } {
	let [before, last] = [0, 0];
	for (;;) {
		const next = last + answersBetween(last, items);
		if (next > answers) return { last, before };
		before = last;
		last = next;
	}
}

/** What the same answers in the same order always say, whenever it is asked. */
export function assess({ evidence: packed, goal }: Omit<OutlookJob, 'kind'>): Assessment {
	const evidence = unpack(packed);
	const at = answersIn(evidence);
	const fits = fitsOf(evidence);
	const { last, before } = checkpoints(at, evidence.items);
	const earlier = before > 0 ? settled(fitsOf(unpack(packed, before)), goal, null) : null;
	const then = last > 0 && last < at ? fitsOf(unpack(packed, last)) : fits;
	const verdict = settled(then, goal, earlier);
	// Sure once, it is the next verdict that settles it.
	const next = last + answersBetween(last, evidence.items) - at;
	const left = verdict.settled ? 0 : verdict.sure ? next : (aboutLeft(fits, goal)?.about ?? null);
	return { preference: fits.fixed, outlook: { verdict, aboutLeft: left, at } };
}

export function assessWhole(job: Omit<RankingJob, 'kind'>): Ranking {
	const { goal, shared } = job;
	const evidence = unpack(job.evidence);
	const { preference, outlook } = assess(job);
	const fragile = fragility(evidence, preference, goal.excluded);
	const fits = job.groups.map((reviewers) => fit(ofReviewers(evidence, reviewers)));
	const placeOf = (opposed: number): number => job.opposed[opposed] ?? 0;
	return {
		places: standing(preference, goal),
		outlook,
		agreement: splitHalf(evidence, goal.seed),
		fragility: fragile && { answers: fragile.answers.length, winner: fragile.winner },
		reliabilities: reliabilityOf(preference, evidence),
		standings: fits.map((theirs) => standing(theirs, goal)),
		polarising: polarising(job.opposed.flatMap((group) => fits[group] ?? [])).map((found) => ({
			...found,
			more: placeOf(found.more),
			less: placeOf(found.less)
		})),
		attributes: attributes(preference, shared, goal.excluded).map((effect, at) => ({
			effect,
			answers: answersWith(evidence, shared[at]?.items ?? [])
		}))
	};
}

function fitsOf(evidence: Evidence): FitPair {
	return { fixed: fit(evidence), empirical: fit(evidence, { prior: 'empirical' }) };
}

function answersWith({ items, pairs, orders }: Evidence, named: readonly number[]): number {
	const isNamed = new Uint8Array(items);
	for (const item of named) isNamed[item] = 1;
	let count = 0;
	for (const { left, right } of pairs) if (isNamed[left] || isNamed[right]) count++;
	for (const { shown } of orders) if (shown.some((item) => isNamed[item])) count++;
	return count;
}
