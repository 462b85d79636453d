/** What the ranking is to reach, each with what the best of the tools in use reaches in the same world. */
import type { BenchRow } from './main.ts';
import { bestShown, coverage, overlap, tau, type Curves, type Reading } from './ranking-curves.ts';

/** The worlds that are played for the bars. */
export interface Played {
	usual: Curves;
	/** Everybody answers at random. */
	noise: Curves;
	/** Two judges answer the wrong way round. */
	flipped: Curves;
	/** All ten are good. */
	good: Curves;
	four: Curves;
	/** Three judges flag everything first. */
	culled: Curves;
}

/** Answers after which intervals are looked at. */
const COVERED_AFTER = [120, 300, 600, 1200, 1800];
const COVERED = { least: 0.88, most: 0.98 };

export function rankingBars(played: Played): BenchRow[] {
	const { usual, noise, flipped, good, four, culled } = played;
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
		soonEnough('four at once: τ .70', four, tau, 0.7, 220, 'none asks for fours'),
		soonEnough('four at once: top-5 .80', four, overlap, 0.8, 320, 'none asks for fours'),
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
	return `in ${runs} of ${curves.seeds} seeds${when}`;
}

function row(name: string, ratio: number, how: string): BenchRow {
	return { row: `ranking, ${name}`, ratio, aim: '≥ 1', ok: ratio >= 1, how };
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
	return row(
		name,
		reached === null ? 0 : bar / reached,
		`${inWords(reached)}; aim ${bar}; best tool ${tools}; mean of ${curves.seeds} seeds`
	);
}

function oftenEnough(curves: Curves, after: number, bar: number): BenchRow {
	const share = curves.at(after, bestShown);
	return row(
		`best in top 3 after ${after}`,
		share / bar,
		`in ${percent(share)} of ${curves.seeds} seeds; aim ${percent(bar)}; best tool never 95 % by 1,800`
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
		`${stopsInWords(curves)}; aim ${percent(bar.share)}, ${bar.median}, ${percent(bar.right)}; no tool stops`
	);
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
