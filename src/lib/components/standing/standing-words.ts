/** What a standing says, in words. */
import type { SessionView, RankingView, ReviewerReading } from '#lib/domain/session-view.ts';
import { FAST_MS } from '#lib/domain/session-view.ts';
import type { Criterion, Mode, Top } from '#lib/domain/session.ts';
import { CRITERION_NAMES, topName } from '../rank/session-words.ts';
import { counted, grouped } from '../shared/numbers.ts';
import { listed } from '../shared/wording.ts';

/** `overall`, `by detail`. */
export function byWords(criterion: Criterion): string {
	return criterion === 'overall' ? criterion : `by ${CRITERION_NAMES[criterion]}`;
}

/** `97 %`, of what was counted. @param share 0 to 1 */
export function percent(share: number): string {
	if (share > 0 && share < 0.01) return '<1 %';
	return share > 0.99 && share < 1 ? '>99 %' : `${Math.round(share * 100)} %`;
}

/** `97 %`, of what is likely: nothing is said to be certain. @param share 0 to 1 */
export function chance(share: number): string {
	if (share < 0.01) return '<1 %';
	return share > 0.99 ? '>99 %' : `${Math.round(share * 100)} %`;
}

/** The same within a sentence. */
function chanceWords(share: number): string {
	return chance(share).replace('<', 'under ').replace('>', 'over ');
}

/** `.84`, `1.20`: a number on a scale around one. */
export function onScale(value: number): string {
	return value.toFixed(2).replace(/^0\./, '.');
}

/** `1–4`, `3`. */
export function rankRange({ rankLow, rankHigh }: { rankLow: number; rankHigh: number }): string {
	return rankLow === rankHigh ? String(rankLow) : `${rankLow}–${rankHigh}`;
}

/** What chances are told of: the top that the session looks for, or the first place where all would be in that. */
export function topTold({ verdict, ratings }: RankingView): Top {
	return verdict.top < ratings.length ? verdict.top : 1;
}

/** Of being among the top. */
export function topShare(
	{ pTop1, pTop3, pTop5 }: { pTop1: number; pTop3: number; pTop5: number },
	top: Top
): number {
	return { 1: pTop1, 3: pTop3, 5: pTop5 }[top];
}

interface Told {
	ranking: RankingView;
	mode: Mode;
	/** Numbers of the variants, best first. */
	numbers: readonly number[];
}

/** Nobody has preferred one to another: all are ties, or said to fall short. */
export function isUndecided({ comparisons, readings }: RankingView, mode: Mode): boolean {
	return mode === 'pairs' && comparisons > 0 && readings.every((one) => one.leftShare === null);
}

/** The one sentence of the page. */
export function headline({ ranking, mode, numbers }: Told): string {
	const [first, ...others] = numbers;
	const { settled, comparisons, verdict } = ranking;
	if (first === undefined) return 'There is nothing left to rank.';
	if (others.length === 0) return `Only ${first} is left.`;
	if (comparisons === 0) return 'Nobody has answered yet.';
	if (isUndecided(ranking, mode)) return 'Nothing has been preferred yet.';
	const followers = others.slice(0, verdict.top - 1);
	const leads = (verb: string): string =>
		followers.length === 0
			? `${first} ${verb}.`
			: `${first} ${verb}; ${listed(followers)} ${followers.length === 1 ? 'follows' : 'follow'} it.`;
	// Among two the best three are always there: then only the order of the two is news.
	if (numbers.length <= verdict.top) return leads('leads');
	if (settled) return `Settled. ${leads('is first')}`;
	return `${verdict.why === 'sure once' ? 'Nearly settled' : 'Not settled'}. ${leads('leads')}`;
}

/** How sure that is, and what would settle it. */
export function verdictWords({ ranking, mode, numbers }: Told): string {
	const { verdict, comparisons, settled, ratings } = ranking;
	const count = numbers.length;
	if (count < 2) return 'It takes two to compare.';
	if (comparisons === 0) return 'The standing is drawn from the first answer on.';
	if (isUndecided(ranking, mode))
		return 'Every answer so far is a tie, or says that both fall short. One preference begins an order.';
	const { top, pBestShown, why, aboutLeft } = verdict;
	const sure = chanceWords(pBestShown);
	if (count <= top) {
		const first = chanceWords(ratings[0]?.pTop1 ?? 0);
		return `It is the best of the ${grouped(count)} with ${first} certainty. There are no more than ${grouped(top)}, so there is nothing to settle.`;
	}
	const shown = top === 1 ? 'It is the best' : `The best is among these ${top}`;
	if (settled)
		return `${top === 1 ? 'It is' : 'The best of the'} ${top === 1 ? `the best of the ${grouped(count)}` : `${grouped(count)} is among these ${top}`} with ${sure} certainty, found twice running.`;
	const left = aboutLeft === null ? null : `About ${counted(aboutLeft, 'more answer')}`;
	switch (why) {
		case 'sure once':
		case 'settled':
			return `${shown} with ${sure} certainty. It has to be found once more: ${left === null ? 'a few more answers' : left.toLowerCase()}.`;
		case 'noise':
			return `The answers point to ${topName(top)}, but they contradict each other so much that chance could have made this order. ${left === null ? 'More answers, or other reviewers, would tell.' : `${left} would settle it, if people agree.`}`;
		case 'not sure':
			return `${shown} with ${sure} certainty; 95 % is wanted. ${left === null ? 'How many more answers that takes cannot be told yet.' : `${left} would settle it.`}`;
	}
}

/** `412 answers by 5 people, 38 of them yours.` */
export function countWords(
	{ comparisons, reviewers, readings }: RankingView,
	sittingId: string | null
): string {
	if (comparisons === 0) return '';
	const own = readings.find(({ reviewerId }) => reviewerId === sittingId)?.answers ?? 0;
	const by = `${counted(comparisons, 'answer')} by ${counted(reviewers, 'person', 'people')}`;
	if (own === 0) return `${by}.`;
	return own === comparisons
		? `${counted(comparisons, 'answer')}, all of them yours.`
		: `${by}, ${grouped(own)} of them yours.`;
}

/** What counts beside the answers, where there are marks on the works that are ranked. */
export function marksWords({ criterion }: RankingView): string {
	return criterion === 'overall'
		? 'The marks on the sheet count in it, as one more reviewer’s.'
		: '';
}

/** @param left of those that were asked about */
export function goneWords({ variantIds }: SessionView, left: number): string {
	const gone = variantIds.length - left;
	if (gone === 0) return '';
	return gone === 1
		? 'One that was asked about is gone since. What was said of it still tells something of the others.'
		: `${grouped(gone)} that were asked about are gone since. What was said of them still tells something of the others.`;
}

/** Good enough to go by. */
export const AGREEMENT_AIM = 0.8;
const AGREEMENT_SOME = 0.5;

export function agreementWords(agreement: number | null): string {
	if (agreement === null) return 'Too few answers to say how far they agree.';
	if (agreement >= AGREEMENT_AIM) return 'Half of the answers would give nearly the same order.';
	return agreement >= AGREEMENT_SOME
		? 'Half of the answers would give roughly the same order.'
		: 'Half of the answers would give quite another order.';
}

/** @param winner number of the one that would win then */
export function fragilityWords(
	fragility: RankingView['fragility'],
	{ comparisons, winner }: { comparisons: number; winner: number | null }
): string {
	if (fragility === null || winner === null)
		return comparisons === 0
			? 'No answers yet that it could hang on.'
			: 'No answers were found without which another one would be first.';
	const { answers } = fragility;
	return answers === 1
		? `Without one of the answers ${winner} would be first.`
		: `Without ${grouped(answers)} of the answers ${winner} would be first.`;
}

/** Below it a reviewer is hardly better than a coin, and the model weighs them so. */
const COUNTS_LITTLE = 0.3;
/** Fewer answers than these are no habit. */
const LEAST_OF_HABIT = 10;
const NEARLY_ALWAYS = 0.9;
const MOSTLY = 0.5;

/** `0.5 s`, as a word. */
export const FAST = FAST_MS === 500 ? 'half a second' : `${FAST_MS / 1000} s`;

/** What is unusual about how one answers. */
export function habits({
	answers,
	reliability,
	leftShare,
	fastShare
}: Pick<ReviewerReading, 'answers' | 'reliability' | 'leftShare' | 'fastShare'>): string[] {
	if (answers < LEAST_OF_HABIT) return [];
	return [
		leftShare !== null && leftShare >= NEARLY_ALWAYS ? 'nearly always the left one' : null,
		leftShare !== null && leftShare <= 1 - NEARLY_ALWAYS ? 'nearly always the right one' : null,
		fastShare !== null && fastShare > MOSTLY ? `mostly faster than ${FAST}` : null,
		reliability < COUNTS_LITTLE ? 'near chance, counts little' : null
	].filter((one) => one !== null);
}

/** `3 new answers`; null while nothing is new. @param now and then: the session as it is, and as it is drawn */
export function newsWords(now: SessionView, drawn: SessionView): string | null {
	const more = now.answers - drawn.answers;
	if (more > 0) return counted(more, 'new answer');
	const stateOf = ({ reviewers, closedAt, revealedAt }: SessionView) =>
		JSON.stringify([reviewers, closedAt, revealedAt]);
	return stateOf(now) === stateOf(drawn) ? null : 'Something has changed';
}
