/** What a session that is being thought out is, and takes, in words. */
import type { Criterion, Pool } from '#lib/domain/session.ts';
import type { SessionView } from '#lib/domain/session-view.ts';
import { lengthOf } from '#lib/state/session-length.ts';
import type { SessionPlan } from '#lib/state/session-plan.svelte.ts';
import { counted, grouped } from '../shared/numbers.ts';
import { capital, listed } from '../shared/wording.ts';
import { CRITERION_NAMES, goalWords, MODE_NAMES } from './session-words.ts';

function askedWords(criteria: readonly Criterion[]): string {
	return listed(criteria.map((criterion) => CRITERION_NAMES[criterion]));
}

/** `all 18`, `the 5 picks`, `the 4 with 3 stars and more`, `a selection of 3`. */
function countedPool(pool: Pool['kind'], count: number, atLeast: number): string {
	switch (pool) {
		case 'all':
			return `all ${grouped(count)}`;
		case 'picks':
			return `the ${counted(count, 'pick')}`;
		case 'stars':
			return `the ${grouped(count)} with ${counted(atLeast, 'star')} and more`;
		case 'selection':
			return `a selection of ${grouped(count)}`;
	}
}

/** What a session is, as its name: `Overall: the 5 picks, two at a time, until the best is settled`. */
export function sessionName({ settings, variantIds }: SessionView): string {
	const { pool, criteria, mode, goal } = settings;
	const which = countedPool(pool.kind, variantIds.length, pool.kind === 'stars' ? pool.atLeast : 0);
	return `${capital(askedWords(criteria))}: ${which}, ${MODE_NAMES[mode]}, ${goalWords(goal)}`;
}

/** `Rank all 18 by detail, two at a time, until the top 3 is settled.` */
export function planSentence(plan: SessionPlan): string {
	const { pool, chosen, criteria, mode, goal } = plan;
	const which = countedPool(pool, chosen.length, plan.atLeast);
	const isUsual = criteria.length === 1 && criteria[0] === 'overall';
	const by = isUsual ? '' : ` by ${askedWords(criteria)}`;
	return `Rank ${which}${by}, ${MODE_NAMES[mode]}, ${goal.kind === 'settled' ? '' : 'for '}${goalWords(goal)}.`;
}

/** About how many answers it takes, and how long. */
export function lengthWords(plan: SessionPlan): string {
	const { answers, minutes } = lengthOf({
		pool: plan.chosen.length,
		criteria: plan.criteria.length,
		goal: plan.goal,
		mode: plan.mode,
		isLive: plan.shows === 'live'
	});
	const time = between(minutes.low, minutes.high);
	if (plan.goal.kind === 'answers') return `That is about ${time} minutes for each who sits in it.`;
	return `About ${between(answers.low, answers.high)} answers of all reviewers together, ${time} minutes in all.`;
}

function between(low: number, high: number): string {
	return low === high ? grouped(low) : `${grouped(low)} to ${grouped(high)}`;
}
