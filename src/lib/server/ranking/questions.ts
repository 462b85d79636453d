/** What a reviewer is asked next. */
import { createRandom } from '#lib/domain/random.ts';
import type { Criterion, HeldQuestion, Mode, Top } from '#lib/domain/session.ts';
import { nextFour, nextPair } from '#lib/scoring/preference/choose.ts';
import { foresee, type Pending } from '#lib/scoring/preference/follow.ts';
import type { Numbering } from './evidence-of.ts';
import type { InHand } from './hands.ts';
import type { Judge } from './judge.ts';
import { idsOf, type Entry, type Ledger } from './ledger.ts';

/** With several criteria, so many questions of one come before the next one's turn. */
const RUN = 10;
/** When both are mixed, every fifth question is an order of four once all have been seen. */
const FOUR_EVERY = 5;
const SEEN_FIRST = 2;
/** Of the pairs that are asked by chance, those that the reviewer has answered before: whether they answer alike is how they are measured. */
const ASKED_AGAIN = 0.5;
/** An answer is forgotten after so many others, and its sides are changed. */
const LEAST_BETWEEN = 10;

export interface Question {
	criterion: Criterion;
	kind: 'pair' | 'four';
	variantIds: string[];
}

interface Asking {
	ledger: Ledger;
	judgeOf(criterion: Criterion): Judge;
	/** Numbers of the works that are not to be shown. */
	excluded: ReadonlySet<number>;
	top: Top;
	isReached(criterion: Criterion): boolean;
	/** What others have in hand. */
	others: readonly InHand[];
}

/**
 * @param held what the client has in hand already, which it keeps as far as it can still be asked
 * @param count of questions wanted, those in hand with them
 * @returns fewer where fewer than two works are left
 */
export function questionsFor(
	reviewerId: string,
	asking: Asking,
	held: readonly HeldQuestion[],
	count: number
): Question[] {
	const { ledger, excluded } = asking;
	const { criteria, mode } = ledger.session.settings;
	const mine = ledger.ofReviewer(reviewerId);
	const answeredLast = mine.slice(-1).map(idsOf);
	const questions: Question[] = held
		.filter((question) => canStillBeAsked(question, asking))
		.map(({ criterion, variantIds }) => ({
			criterion,
			kind: variantIds.length === 2 && mode !== 'fours' ? 'pair' : 'four',
			variantIds
		}));
	while (questions.length < count) {
		const number = mine.length + questions.length;
		const criterion = criterionAt(number, criteria, asking);
		const judge = asking.judgeOf(criterion);
		const numbering = judge.numbering();
		const { itemOf, reviewerOf } = numbering;
		const mineInHand = questions.map((question) => ({ reviewerId, question }));
		const pending = pendingBy(criterion, [...asking.others, ...mineInHand], numbering);
		const preference = foresee(judge.preference(), pending);
		const shown = judge.shown();
		for (const question of questions) {
			if (question.criterion !== criterion) continue;
			for (const id of question.variantIds) {
				const item = itemOf.get(id);
				if (item !== undefined) shown[item] = (shown[item] ?? 0) + 1;
			}
		}
		const nearest = [...answeredLast, ...questions.map(({ variantIds }) => variantIds)].reverse();
		const options = {
			reviewer: reviewerOf.get(reviewerId) ?? 0,
			shown,
			avoid: nearest.map((ids) => ids.flatMap((id) => itemOf.get(id) ?? [])),
			excluded,
			top: asking.top
		};
		const random = createRandom(seedOf(`${reviewerId} ${number} ${questions.length}`));
		const kind = kindAt(number, mode, shown, excluded);
		const pair = kind === 'pair' ? nextPair(preference, options, random) : null;
		const items =
			kind === 'pair'
				? pair && [pair.left, pair.right]
				: nextFour(preference, options, random)?.shown;
		if (!items) break;
		const again =
			pair?.audit && random() < ASKED_AGAIN
				? askedBefore(mine, { criterion, nearest, asking }, random)
				: null;
		const variantIds = again ?? items.flatMap((item) => ledger.session.variantIds[item] ?? []);
		questions.push({ criterion, kind, variantIds });
	}
	return questions;
}

/** What is in hand, by one criterion, in numbers. */
function pendingBy(
	criterion: Criterion,
	hands: readonly InHand[],
	{ itemOf, reviewerOf }: Numbering
): Pending[] {
	return hands
		.filter(({ question }) => question.criterion === criterion)
		.map(({ reviewerId, question: { variantIds } }) => ({
			reviewer: reviewerOf.get(reviewerId) ?? 0,
			shown: variantIds.flatMap((id) => itemOf.get(id) ?? [])
		}));
}

function canStillBeAsked({ criterion, variantIds }: HeldQuestion, asking: Asking): boolean {
	const { session } = asking.ledger;
	if (!session.settings.criteria.includes(criterion)) return false;
	if (new Set(variantIds).size !== variantIds.length) return false;
	return variantIds.every((id) => {
		const item = session.variantIds.indexOf(id);
		return item >= 0 && !asking.excluded.has(item);
	});
}

/** Criteria take turns; one that is settled gives its turn to the others. */
function criterionAt(number: number, criteria: readonly Criterion[], asking: Asking): Criterion {
	const open = criteria.filter((criterion) => !asking.isReached(criterion));
	const turns = open.length > 0 ? open : criteria;
	return turns[Math.floor(number / RUN) % turns.length] ?? 'overall';
}

function kindAt(
	number: number,
	mode: Mode,
	shown: Uint32Array,
	excluded: ReadonlySet<number>
): Question['kind'] {
	if (mode !== 'mixed') return mode === 'fours' ? 'four' : 'pair';
	// An order of two is a pair; what a client has in hand is told to be one by its length.
	if (shown.length - excluded.size === 2) return 'pair';
	const isNew = shown.some((times, item) => times < SEEN_FIRST && !excluded.has(item));
	return isNew || number % FOUR_EVERY === FOUR_EVERY - 1 ? 'four' : 'pair';
}

/** A pair that the reviewer has answered a while ago, its sides changed; null where there is none. */
function askedBefore(
	mine: readonly Entry[],
	{
		criterion,
		nearest,
		asking
	}: { criterion: Criterion; nearest: readonly string[][]; asking: Asking },
	random: () => number
): string[] | null {
	const near = new Set(nearest.map((ids) => ids.toSorted().join()));
	const before = mine.slice(0, -LEAST_BETWEEN).filter((entry) => {
		const { answer } = entry.comparison;
		const variantIds = idsOf(entry);
		return (
			answer.kind === 'pair' &&
			answer.says !== 'skip' &&
			entry.comparison.criterion === criterion &&
			!near.has(variantIds.toSorted().join()) &&
			canStillBeAsked({ criterion, variantIds }, asking)
		);
	});
	const chosen = before[Math.floor(random() * before.length)];
	return chosen ? idsOf(chosen).toReversed() : null;
}

/** A number from a text, by FNV-1a (Fowler, Noll and Vo). */
function seedOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++)
		hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
	return hash;
}
