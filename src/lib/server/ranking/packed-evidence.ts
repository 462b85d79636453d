/** Evidence as numbers one after another: what a hundred thousand answers say is handed to a thread in a millisecond. */
import type {
	Evidence,
	MarkReading,
	OrderAnswer,
	PairAnswer
} from '#lib/scoring/preference/evidence.ts';

const SAYS = ['left', 'right', 'tie', 'neither'] as const satisfies PairAnswer['says'][];
/** In place of what a pair says. */
const ORDER = SAYS.length;

export interface PackedEvidence {
	items: number;
	reviewers: number;
	/**
	 * Of each answer, in the order in which they came: what it says, the reviewer, how many items, and these: of a pair left and
	 * right, of an order what was shown and then the same ones best first.
	 */
	answers: Int32Array<ArrayBuffer>;
	marks: MarkReading[];
}

/** @param said in the order in which it was */
export function packAnswers(said: readonly (PairAnswer | OrderAnswer)[]): Int32Array<ArrayBuffer> {
	let size = 0;
	for (const answer of said) size += 3 + ('says' in answer ? 2 : 2 * answer.shown.length);
	const numbers = new Int32Array(size);
	let at = 0;
	for (const answer of said) {
		numbers[at++] = 'says' in answer ? SAYS.indexOf(answer.says) : ORDER;
		numbers[at++] = answer.reviewer;
		const items =
			'says' in answer ? [answer.left, answer.right] : [...answer.shown, ...answer.order];
		numbers[at++] = 'says' in answer ? 2 : answer.shown.length;
		for (const item of items) numbers[at++] = item;
	}
	return numbers;
}

/** @param count only the first so many answers */
export function unpack(packed: PackedEvidence, count = Infinity): Evidence {
	const { items, reviewers, answers, marks } = packed;
	const pairs: PairAnswer[] = [];
	const orders: OrderAnswer[] = [];
	for (let at = 0; at < answers.length && pairs.length + orders.length < count;) {
		const says = SAYS[answers[at] ?? 0];
		const reviewer = answers[at + 1] ?? 0;
		const length = answers[at + 2] ?? 0;
		const first = at + 3;
		if (says === undefined) {
			const shown = [...answers.subarray(first, first + length)];
			orders.push({
				reviewer,
				shown,
				order: [...answers.subarray(first + length, first + 2 * length)]
			});
			at = first + 2 * length;
		} else {
			pairs.push({ reviewer, left: answers[first] ?? 0, right: answers[first + 1] ?? 0, says });
			at = first + length;
		}
	}
	return { items, reviewers, pairs, orders, marks };
}
