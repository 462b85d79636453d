/** About how long a ranking session takes, told before it is made. */
import type { Goal, Mode, Top } from '#lib/domain/session.ts';

export interface Range {
	low: number;
	high: number;
}

/**
 * Answers of all reviewers together for each variant, until the top 3 is settled. From simulated sittings of several people: 6 to 90
 * variants, 3 to 9 answers for each, the fewest where marks were put before.
 */
const ANSWERS_EACH: Range = { low: 3, high: 9 };
/** Against the top 3. */
const BY_TOP: Record<Top, number> = { 1: 1.6, 3: 1, 5: 0.8 };
/** An order of four says as much as some three answers to two. */
const BY_MODE: Record<Mode, number> = { pairs: 1, mixed: 0.6, fours: 0.4 };
/** What an answer takes. */
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
