/** Whether a fit is exactly that of what was said, and how long it takes. */
import { performance } from 'node:perf_hooks';
import { isDeepStrictEqual } from 'node:util';
import { createRandom, shuffled } from '#lib/domain/random.ts';
import { nextPair } from '#lib/scoring/preference/choose.ts';
import { ofReviewers, type Evidence, type PairAnswer } from '#lib/scoring/preference/evidence.ts';
import { fit } from '#lib/scoring/preference/preference.ts';
import type { BenchRow } from './main.ts';
import { median } from './median.ts';
import { USUAL } from './ranking-options.ts';
import { World } from './ranking-world.ts';

const MANY_VOTES = 100_000;
const FIT_MS = 50;
const NEXT_MS = 10;
const TIMES = 15;

/** Random pairs in the usual world. */
function votes(count: number, seed: number): Evidence {
	const world = new World({ ...USUAL, seed });
	const random = createRandom(seed + 1);
	const pairs = Array.from({ length: count }, (_, at): PairAnswer => {
		const left = Math.floor(random() * USUAL.items);
		const right = (left + 1 + Math.floor(random() * (USUAL.items - 1))) % USUAL.items;
		return world.pair(at % USUAL.judges, left, right);
	});
	return { items: USUAL.items, reviewers: USUAL.judges, pairs, orders: [], marks: world.cull() };
}

/** Order, undo and removal, on 1,800 votes and a culling pass. */
export function rankingIsExact(): BenchRow {
	const evidence = votes(1800, 77);
	const random = createRandom(5);
	const whole = fit(evidence);
	const mixed = fit({
		...evidence,
		pairs: shuffled(evidence.pairs, random),
		marks: shuffled(evidence.marks, random)
	});
	const shorter = { ...evidence, pairs: evidence.pairs.slice(0, -1) };
	const undone = fit({ ...evidence, pairs: evidence.pairs.toSpliced(-1, 1) });
	const others = Array.from({ length: USUAL.judges }, (_, reviewer) => reviewer).slice(1);
	const without = fit(ofReviewers(evidence, others));
	// Who never was: the same people under other numbers.
	const moved = <T extends { reviewer: number }>(said: readonly T[]) =>
		said
			.filter(({ reviewer }) => reviewer !== 0)
			.map((answer) => ({ ...answer, reviewer: answer.reviewer - 1 }));
	const never = fit({
		...evidence,
		reviewers: USUAL.judges - 1,
		pairs: moved(evidence.pairs),
		marks: moved(evidence.marks)
	});
	const checks = {
		'vote order': isDeepStrictEqual(mixed, whole),
		undo: isDeepStrictEqual(undone, fit(shorter)),
		'removing a reviewer':
			isDeepStrictEqual(without.worth, never.worth) &&
			isDeepStrictEqual(without.covariance, never.covariance)
	};
	const told = Object.entries(checks).map(([name, same]) => `${name}: ${same ? 'same' : 'OTHER'} bytes`); // prettier-ignore
	const good = Object.values(checks).filter(Boolean).length;
	return {
		row: 'ranking, exact',
		ratio: good / told.length,
		aim: '≥ 1',
		ok: good === told.length,
		how: `${told.join(', ')}; no tool takes anything back exactly`
	};
}

export function rankingSpeed(): BenchRow[] {
	const evidence = votes(MANY_VOTES, 5);
	const withoutMarks = { ...evidence, marks: [] };
	const fitMs = medianMs(() => fit(withoutMarks));
	const preference = fit(withoutMarks);
	const random = createRandom(2);
	const asking = {
		reviewer: 3,
		shown: new Array<number>(USUAL.items).fill(2),
		avoid: [],
		excluded: new Set<number>(),
		top: 3 as const
	};
	const { rounds } = preference;
	const nextMs = medianMs(() => nextPair(preference, asking, random));
	return [
		quick(
			'fit of 100,000 votes',
			fitMs,
			FIT_MS,
			'FastChat 250 ms without covariance',
			`how reliable each judge is takes ${rounds} rounds of expectation over all that they were asked, where FastChat takes everybody for equally so`
		),
		quick('next pair', nextMs, NEXT_MS, 'not measured')
	];
}

function quick(name: string, ms: number, bar: number, tools: string, why = ''): BenchRow {
	return {
		row: `ranking, ${name}`,
		ratio: bar / ms,
		aim: '≥ 1',
		ok: ms <= bar,
		how: `${ms.toFixed(1)} ms, median of ${TIMES} on one processor, ${USUAL.items} items, ${USUAL.judges} judges; aim ${bar} ms; best tool ${tools}${ms > bar ? `; missed: ${why}` : ''}`
	};
}

function medianMs(work: () => unknown): number {
	return median(
		Array.from({ length: TIMES }, () => {
			const started = performance.now();
			work();
			return performance.now() - started;
		})
	);
}
