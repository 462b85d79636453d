/** On how few answers the winner hangs. */
import { bestFirst, itemsLeft } from './draws.ts';
import { answersIn, type Evidence, type OrderAnswer, type PairAnswer } from './evidence.ts';
import { sharesOf } from './posterior.ts';
import { fit, type Preference } from './preference.ts';

/** Those behind the winner that are tried in its place. */
const CHALLENGERS = 3;

/** Of many answers, the share by which their number may be too high. */
const EXACTNESS = 0.01;

export interface Fragility {
	/** Without these answers, which are as few as were found, another one wins. */
	answers: (PairAnswer | OrderAnswer)[];
	/** Who wins then. */
	winner: number;
}

/**
 * A set of answers without which another item would win, verified by a fit. There may be a smaller one: they are taken in the order
 * of their influence on the winner's lead (the derivative of worth by each answer's weight), not in every combination. So "the
 * winner changes if these n answers are removed" is true, and "if no fewer than n are" is not claimed.
 * @returns null with fewer than two items or no answers, or where no answers that speak for the winner decide it (marks do)
 */
export function fragility(
	evidence: Evidence,
	preference: Preference,
	excluded?: ReadonlySet<number>
): Fragility | null {
	const left = itemsLeft(preference, excluded);
	const [winner, ...others] = bestFirst(preference.worth, left);
	if (winner === undefined || answersIn(evidence) === 0) return null;
	let found: Fragility | null = null;
	for (const challenger of others.slice(0, CHALLENGERS)) {
		const ranked = byInfluence(evidence, preference, winner, challenger);
		const lead = (preference.worth[winner] ?? 0) - (preference.worth[challenger] ?? 0);
		const guess = headThatWeighs(ranked, lead);
		found = fewest(evidence, ranked, { winner, left, guess, than: found }) ?? found;
	}
	return found;
}

type Answer = PairAnswer | OrderAnswer;

/** Answers that hold the winner above the challenger, those first that hold it most. */
function byInfluence(
	{ pairs, orders }: Evidence,
	preference: Preference,
	winner: number,
	challenger: number
): { answer: Answer; influence: number }[] {
	const { items, covariance } = preference;
	// The derivative of the winner's lead by a push on each item's worth.
	const lead = Float64Array.from(
		{ length: items },
		(_, item) =>
			(covariance[winner * items + item] ?? 0) - (covariance[challenger * items + item] ?? 0)
	);
	const pushOf = (answer: Answer): number => {
		const beta = preference.reliability[answer.reviewer] ?? 0;
		if ('order' in answer) return beta * orderPush(answer.order, preference.worth, beta, lead);
		return beta * pairPush(answer, preference, beta) * ((lead[answer.left] ?? 0) - (lead[answer.right] ?? 0)); // prettier-ignore
	};
	return [...pairs, ...orders]
		.map((answer) => ({ answer, influence: pushOf(answer) }))
		.filter(({ influence }) => influence > 0)
		.sort((a, b) => b.influence - a.influence);
}

/** The derivative of the log-probability of what was said by the difference left − right. */
function pairPush(
	{ reviewer, left, right, says }: PairAnswer,
	{ worth, side, tie }: Preference,
	beta: number
): number {
	if (says === 'neither') return 0;
	const up = Math.exp((beta * ((worth[left] ?? 0) - (worth[right] ?? 0)) + (side[reviewer] ?? 0)) / 2); // prettier-ignore
	const mean = (up - 1 / up) / (up + 1 / up + tie) / 2;
	return (says === 'tie' ? 0 : says === 'left' ? 0.5 : -0.5) - mean;
}

/** The same for an order, along `lead`. */
function orderPush(
	order: readonly number[],
	worth: Float64Array,
	beta: number,
	lead: Float64Array
): number {
	let push = 0;
	for (let place = 0; place < order.length - 1; place++) {
		const left = order.slice(place);
		const { shares } = sharesOf(left.map((item) => beta * (worth[item] ?? 0)));
		push += lead[order[place] ?? 0] ?? 0;
		for (const [at, item] of left.entries()) {
			push -= (shares[at] ?? 0) * (lead[item] ?? 0);
		}
	}
	return push;
}

/** How many from the start have that much influence together; at least 1. */
function headThatWeighs(ranked: readonly { influence: number }[], weight: number): number {
	let sum = 0;
	const at = ranked.findIndex(({ influence }) => (sum += influence) >= weight);
	return at < 0 ? Math.max(1, ranked.length) : at + 1;
}

interface Head {
	winner: number;
	/** Items that are in the race. */
	left: readonly number[];
	/** About how many it takes: influence adds up, near enough to begin with. */
	guess: number;
	than: Fragility | null;
}

/**
 * The shortest head of `ranked` without which another one wins, by doubling and halving; among many answers, up to a hundredth of
 * them. Null if none is shorter than `than`.
 */
function fewest(
	evidence: Evidence,
	ranked: readonly { answer: Answer }[],
	{ winner, left, guess, than }: Head
): Fragility | null {
	const without = (count: number): Fragility => {
		const answers = ranked.slice(0, count).map(({ answer }) => answer);
		const gone = new Set<Answer>(answers);
		const { worth } = fit({
			...evidence,
			pairs: evidence.pairs.filter((pair) => !gone.has(pair)),
			orders: evidence.orders.filter((order) => !gone.has(order))
		});
		return { answers, winner: bestFirst(worth, left)[0] ?? winner };
	};
	const most = Math.min(ranked.length, (than?.answers.length ?? Infinity) - 1);
	if (most < 1) return null;
	let found = without(most);
	if (found.winner === winner) return null;
	let enough = 0;
	for (let count = guess; count < found.answers.length; count *= 2) {
		const tried = without(count);
		if (tried.winner === winner) enough = count;
		else found = tried;
	}
	while (found.answers.length - enough > Math.max(1, found.answers.length * EXACTNESS)) {
		const middle = Math.floor((found.answers.length + enough) / 2);
		const tried = without(middle);
		if (tried.winner === winner) enough = middle;
		else found = tried;
	}
	return found;
}
