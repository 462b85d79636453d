/** One simulated session through the model as it is, measured at every fit. */
import { createRandom } from '#lib/domain/random.ts';
import { aboutLeft, type AnswersLeft } from '#lib/scoring/preference/about-left.ts';
import { nextFour, nextPair, type Asking } from '#lib/scoring/preference/choose.ts';
import { bestFirst } from '#lib/scoring/preference/draws.ts';
import type { Evidence, OrderAnswer, PairAnswer } from '#lib/scoring/preference/evidence.ts';
import { follow } from '#lib/scoring/preference/follow.ts';
import { fit, varianceOf, type Preference } from '#lib/scoring/preference/preference.ts';
import { settled, type Verdict } from '#lib/scoring/preference/settled.ts';
import { SD_95 } from '#lib/scoring/preference/standing.ts';
import { kendall, World, type WorldOptions } from './ranking-world.ts';

export type Mode = 'pairs' | 'four' | 'mixed';

export interface SittingOptions extends WorldOptions {
	mode: Mode;
	/** Whether three judges flag everything first. */
	cull: boolean;
	/** How many times people answer. */
	actions: number;
	/** Answers between two fits, a divisor of the next. */
	refit: number;
	/** Answers between two measures. */
	every: number;
}

/** At one fit. */
export interface Measure {
	actions: number;
	tau: number;
	/** Whether the best of all is among the first three. */
	bestShown: boolean;
	/** What the model says of that. */
	pBestShown: number;
	/** Share of the best five that are among the first five. */
	overlap: number;
	/** Share of works whose true worth lies in its 95 % interval. */
	coverage: number;
	settled: boolean;
	/** How many more answers would settle it, as the model says. */
	left: number | null;
	/** Of each judge. */
	reliability: number[];
}

const TOP = 3;
const OVERLAP_TOP = 5;

export function simulate(options: SittingOptions): Measure[] {
	const { items, judges, seed, mode, cull, actions, refit, every } = options;
	const world = new World(options);
	const random = createRandom(seed ^ 0x5eed);
	const pairs: PairAnswer[] = [];
	const orders: OrderAnswer[] = [];
	const evidence: Evidence = {
		items,
		reviewers: judges,
		pairs,
		orders,
		marks: cull ? world.cull() : []
	};
	const shown = new Uint32Array(items);
	for (const { item } of evidence.marks) shown[item] = (shown[item] ?? 0) + 1;
	const last: number[][] = Array.from({ length: judges }, () => []);

	let preference = fit(evidence);
	let verdict: Verdict | null = null;
	const measures: Measure[] = [];
	if (cull) measures.push(measure(world, preference, 0, null, null));
	for (let action = 1; action <= actions; action++) {
		const reviewer = action % judges;
		const asking: Asking = {
			reviewer,
			shown,
			last: last[reviewer] ?? [],
			excluded: new Set(),
			top: TOP
		};
		const isOrder = mode === 'four' || (mode === 'mixed' && action % 2 === 0);
		const answer = isOrder
			? order(world, reviewer, nextFour(preference, asking, random)?.shown ?? [])
			: pair(world, reviewer, nextPair(preference, asking, random));
		if ('says' in answer) pairs.push(answer);
		else orders.push(answer);
		const seen = 'says' in answer ? [answer.left, answer.right] : [...answer.shown];
		for (const item of seen) shown[item] = (shown[item] ?? 0) + 1;
		last[reviewer] = seen;

		preference = action % refit === 0 ? fit(evidence) : follow(preference, answer);
		if (action % every !== 0) continue;
		const fits = { fixed: preference, empirical: fit(evidence, { prior: 'empirical' }) };
		verdict = settled(fits, { top: TOP, seed: action }, verdict);
		const left = verdict.settled ? null : aboutLeft(fits, { top: TOP, seed: action });
		measures.push(measure(world, preference, action, verdict, left));
	}
	return measures;
}

function pair(
	world: World,
	reviewer: number,
	next: { left: number; right: number } | null
): PairAnswer {
	if (next === null) throw new Error('There is no pair to ask for.');
	return world.pair(reviewer, next.left, next.right);
}

function order(world: World, reviewer: number, shown: number[]): OrderAnswer {
	return { reviewer, shown, order: world.order(reviewer, shown) };
}

function measure(
	{ worth }: World,
	preference: Preference,
	actions: number,
	verdict: Verdict | null,
	left: AnswersLeft | null
): Measure {
	const all = Array.from(worth, (_, item) => item);
	const truth = bestFirst(worth, all);
	const found = bestFirst(preference.worth, all);
	const mean = worth.reduce((sum, value) => sum + value, 0) / worth.length;
	const isCovered = (item: number) =>
		Math.abs((worth[item] ?? 0) - mean - (preference.worth[item] ?? 0)) <=
		SD_95 * Math.sqrt(varianceOf(preference, item));
	const best = truth.slice(0, OVERLAP_TOP);
	return {
		actions,
		tau: kendall(worth, preference.worth),
		bestShown: found.slice(0, TOP).includes(truth[0] ?? -1),
		pBestShown: verdict?.pBestShown ?? 0,
		overlap: found.slice(0, OVERLAP_TOP).filter((item) => best.includes(item)).length / OVERLAP_TOP,
		coverage: all.filter(isCovered).length / all.length,
		settled: verdict?.settled ?? false,
		left: left?.about ?? null,
		reliability: [...preference.reliability]
	};
}
