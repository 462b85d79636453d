/** About how long a ranking session takes, told before it is made. */
import type { Goal, Mode, Top } from '#lib/domain/session.ts';

export interface Range {
	low: number;
	high: number;
}

/**
 * Answers of all reviewers together for each variant, two at a time, until the top 3 is settled: so it was in simulated sittings of
 * one to four people about 6 to 60 variants, and of ten about 90. The fewest are where somebody has put marks before.
 */
const ANSWERS_EACH: Range = { low: 3, high: 9 };
/** Against the top 3, in the same sittings; the best alone was not settled in a fifth of them. */
const BY_TOP: Record<Top, number> = { 1: 2.6, 3: 1, 5: 0.8 };
/** How many it takes against two at a time, in the same sittings. */
const BY_MODE: Record<Mode, number> = { pairs: 1, mixed: 0.6, fours: 0.4 };
/** What an answer takes somebody. */
const SECONDS: Record<Mode, number> = { pairs: 5, mixed: 9, fours: 13 };
/** Live ones are tried out first. */
const BY_LIVE = 3;

interface Planned {
	pool: number;
	criteria: number;
	goal: Goal;
	mode: Mode;
	isLive: boolean;
}

/** @returns answers of all reviewers together where something is to be settled, of each where so many are asked for; and their time */
export function lengthOf({ pool, criteria, goal, mode, isLive }: Planned): {
	answers: Range;
	minutes: Range;
} {
	const factor = goal.kind === 'answers' ? 0 : pool * criteria * BY_TOP[goal.top] * BY_MODE[mode];
	const answers =
		goal.kind === 'answers'
			? { low: goal.count, high: goal.count }
			: { low: rounded(factor * ANSWERS_EACH.low), high: rounded(factor * ANSWERS_EACH.high) };
	const each = (SECONDS[mode] * (isLive ? BY_LIVE : 1)) / 60;
	return {
		answers,
		minutes: {
			low: Math.max(1, Math.round(answers.low * each)),
			high: Math.max(1, Math.round(answers.high * each))
		}
	};
}

/** To as many figures as such a guess deserves. */
function rounded(answers: number): number {
	const step = answers < 100 ? 10 : answers < 300 ? 20 : 50;
	return Math.max(step, Math.round(answers / step) * step);
}
