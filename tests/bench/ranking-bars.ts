/** What the ranking is to reach, each with what the best of the tools in use reaches in the same world. */
import type { BenchRow } from './main.ts';
import { bestShown, coverage, overlap, tau, type Curves, type Reading } from './ranking-curves.ts';
import { USUAL } from './ranking-options.ts';

/** The worlds that are played for the bars. */
export interface Played {
	usual: Curves;
	/** Everybody answers at random. */
	noise: Curves;
	/** Two judges answer the wrong way round. */
	flipped: Curves;
	/** All ten are good. */
	good: Curves;
	/** As people sit: all at once, each with three questions in hand. */
	atOnce: Curves;
	four: Curves;
	/** Three judges flag everything first. */
	culled: Curves;
}

/** Answers after which intervals are looked at. */
const COVERED_AFTER = [120, 300, 600, 1200, 1800];
const COVERED = { least: 0.88, most: 0.98 };

export function rankingBars(played: Played): BenchRow[] {
	const { usual, noise, flipped, good, atOnce, four, culled } = played;
	return [
		soonEnough('τ .70', usual, tau, 0.7, 640, '640 (Crowd-BT)'),
		soonEnough('τ .80', usual, tau, 0.8, 1300, '1,300 (Crowd-BT)'),
		oftenEnough(usual, 600, 0.9),
		oftenEnough(usual, 1200, 0.95),
		soonEnough('top-5 overlap .80', usual, overlap, 0.8, 1200, 'never by 1,800'),
		covered('', usual),
		stopped('', usual, { share: 0.9, median: 900, right: 0.95 }),
		neverStopped(noise),
		soonEnough('two inverted: τ .70', flipped, tau, 0.7, 700, '1,060'),
		soonEnough('no bad judges: τ .70', good, tau, 0.7, 500, '380 (Gavel)'),
		soonEnough('three in hand each: τ .70', atOnce, tau, 0.7, 640, '640 (Crowd-BT)'),
		oftenEnough(atOnce, 600, 0.9, 'three in hand each: '),
		guessersFound(usual),
		soonEnough('four at once: τ .70', four, tau, 0.7, 220, 'none asks for fours'),
		soonEnough('four at once: top-5 .80', four, overlap, 0.8, 320, 'none asks for fours'),
		fourInTime(usual, four),
		soonEnough('culled: τ .70', culled, tau, 0.7, 400, 'none reads flags'),
		soonEnough('culled: top-5 .80', culled, overlap, 0.8, 450, 'none reads flags'),
		soonEnough('culled: τ .80', culled, tau, 0.8, 950, 'none reads flags'),
		covered('culled: ', culled),
		stopped('culled: ', culled, { share: 0.9, median: 450, right: 0.93 })
	];
}

/** What is reached in a world of one's own, for which there are no bars. */
export function rankingOfWorld(curves: Curves): BenchRow[] {
	const told = (name: string, how: string): BenchRow => ({
		row: `ranking, ${name}`,
		ratio: NaN,
		aim: '–',
		ok: true,
		how
	});
	const until = (name: string, reading: Reading, level: number) =>
		told(name, `${inWords(curves.until(reading, level))}; mean of ${curves.seeds} seeds`);
	return [
		until('τ .70', tau, 0.7),
		until('τ .80', tau, 0.8),
		until('best in top 3 .95', bestShown, 0.95),
		until('top-5 overlap .80', overlap, 0.8),
		told('95 % intervals hold', covered('', curves).how),
		told('stops', stopsInWords(curves))
	];
}

function inWords(reached: number | null): string {
	return reached === null ? 'not reached' : `reached after ${reached} answers`;
}

function stopsInWords(curves: Curves): string {
	const { median, right, runs } = curves.stops();
	const when = runs > 0 ? `, median after ${median}, right in ${percent(right)}` : '';
	const foretold = curves.foretold()?.map((ratio) => ratio.toFixed(1));
	const left = foretold === undefined ? '' : `, foretold/true answers left ${foretold.join(' ')} at the quartiles`; // prettier-ignore
	return `in ${runs} of ${curves.seeds} seeds${when}${left}`;
}

/** @param why it is missed, if it is */
function row(name: string, ratio: number, how: string, why?: string): BenchRow {
	const ok = ratio >= 1;
	return {
		row: `ranking, ${name}`,
		ratio,
		aim: '≥ 1',
		ok,
		how: ok || why === undefined ? how : `${how}; missed: ${why}`
	};
}

/** Where the true share lies of which so many of so many were seen, 19 times in 20 (Wilson 1927). */
function shareInWords(share: number, seeds: number): string {
	const z2 = 1.96 ** 2;
	const middle = (share + z2 / (2 * seeds)) / (1 + z2 / seeds);
	const half =
		(1.96 * Math.sqrt((share * (1 - share)) / seeds + z2 / (4 * seeds ** 2))) / (1 + z2 / seeds);
	return `${seeds} seeds cannot tell it from ${percent(middle - half)} to ${percent(middle + half)}`;
}

function soonEnough(
	name: string,
	curves: Curves,
	reading: Reading,
	level: number,
	bar: number,
	tools: string
): BenchRow {
	const reached = curves.until(reading, level);
	const looked = bar - (bar % USUAL.every);
	return row(
		name,
		reached === null ? 0 : bar / reached,
		`${inWords(reached)}; aim ${bar}; best tool ${tools}; mean of ${curves.seeds} seeds`,
		`after ${looked} it is ${curves.at(looked, reading).toFixed(2)}, and rises slowly there`
	);
}

function oftenEnough(curves: Curves, after: number, bar: number, prefix = ''): BenchRow {
	const share = curves.at(after, bestShown);
	return row(
		`${prefix}best in top 3 after ${after}`,
		share / bar,
		`in ${percent(share)} of ${curves.seeds} seeds; aim ${percent(bar)}; best tool never 95 % by 1,800`,
		shareInWords(share, curves.seeds)
	);
}

/** The ratio is how many of the looks are within bounds. */
function covered(prefix: string, curves: Curves): BenchRow {
	const looks = COVERED_AFTER.map((after) => ({ after, share: curves.at(after, coverage) })).filter(
		({ share }) => !Number.isNaN(share)
	);
	const good = looks.filter(({ share }) => share >= COVERED.least && share <= COVERED.most);
	const told = looks.map(({ after, share }) => `${percent(share)} after ${after}`).join(', ');
	return row(
		`${prefix}95 % intervals hold`,
		good.length / looks.length,
		`${told}; aim ${percent(COVERED.least)} to ${percent(COVERED.most)}; no tool checks its intervals`
	);
}

/** The ratio is of what falls shortest of its bar. */
function stopped(
	prefix: string,
	curves: Curves,
	bar: { share: number; median: number; right: number }
): BenchRow {
	const { share, median, right } = curves.stops();
	return row(
		`${prefix}stops in time and right`,
		Math.min(share / bar.share, bar.median / median, right / bar.right),
		`${stopsInWords(curves)}; aim ${percent(bar.share)}, ${bar.median}, ${percent(bar.right)}; no tool stops`,
		`it stops at 95 % certainty, which is right 19 times in 20, and of the share that was right ${shareInWords(right, curves.seeds)}`
	);
}

/** Below this a judge is taken for one who guesses. */
const GUESSES_BELOW = 0.3;
const LOOKED_AT = 300;
/** Share found by then where all pairs are random, and where none are: measured before, on other seeds. */
const FOUND = { random: 0.77, none: 0.11 };

/** No bar: what is asked by chance serves the judges' readings, and costs answers that would serve the order. */
function guessersFound(curves: Curves): BenchRow {
	const guess = (judges: number[]) =>
		judges.filter((reliability) => reliability < GUESSES_BELOW).length / judges.length;
	const found = curves.at(LOOKED_AT, ({ reliability }) => guess(reliability.slice(0, USUAL.bad)));
	const wronged = curves.at(LOOKED_AT, ({ reliability }) => guess(reliability.slice(USUAL.bad)));
	return {
		row: `ranking, guessers found after ${LOOKED_AT}`,
		ratio: found / FOUND.random,
		aim: '–',
		ok: true,
		how:
			`${percent(found)} of those who guess read below β ${GUESSES_BELOW}, and ${percent(wronged)} of the others, one pair in ten random; ` +
			`earlier ${percent(FOUND.random)} where random pairs are asked, ${percent(FOUND.none)} where none are; ${curves.seeds} seeds`
	};
}

/** Nobody's time is simulated: an order is taken for three choices, each as long as a pair's. */
const ASSUMED_SECONDS = { pair: 4, four: 12 };

/** Seconds beside actions: whether an order of four is worth its time. */
function fourInTime(pairs: Curves, fours: Curves): BenchRow {
	const [two, four] = [pairs.until(tau, 0.7) ?? NaN, fours.until(tau, 0.7) ?? NaN];
	const minutes = (actions: number, seconds: number) => Math.round((actions * seconds) / 60);
	return {
		row: 'ranking, four at once: time to τ .70',
		ratio: (two * ASSUMED_SECONDS.pair) / (four * ASSUMED_SECONDS.four),
		aim: '–',
		ok: true,
		how:
			`${two} pairs or ${four} orders: an order may take ${(two / four).toFixed(1)} times as long as a pair before pairs are quicker; ` +
			`with an assumed ${ASSUMED_SECONDS.pair} s for a pair and ${ASSUMED_SECONDS.four} s for an order, ${minutes(two, ASSUMED_SECONDS.pair)} against ${minutes(four, ASSUMED_SECONDS.four)} min; what it takes people is in the answers of a session`
	};
}

const NOISE_STOPS = 1 / 32;

function neverStopped(curves: Curves): BenchRow {
	const { share, runs } = curves.stops();
	return row(
		'noise does not stop it',
		// None at all is taken as half a run: how seldom cannot be told from so few.
		NOISE_STOPS / Math.max(share, 0.5 / curves.seeds),
		`judges who all guess stop it in ${runs} of ${curves.seeds} seeds; aim at most 1 in 32`
	);
}

function percent(share: number): string {
	return `${Math.round(share * 100)} %`;
}
