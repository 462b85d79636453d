import { describe, expect, it } from 'vitest';
import { createRandom } from '#lib/domain/random.ts';
import type { Evidence } from './evidence.ts';
import { evenWorth, makeEvidence } from './evidence-for-tests.ts';
import { layOut, startOf } from './layout.ts';
import { logLogistic, posteriorAt, sharesOf } from './posterior.ts';
import { tally } from './tally.ts';

const NUDGE = 1e-5;

/** Pairs with ties and a `neither`, orders, flags and stars, of two reviewers and five items. */
function someOfAll(): Evidence {
	const made = makeEvidence({
		worth: evenWorth(5, 2, 3),
		clarity: [1, 0.6],
		tie: 0.7,
		pairs: 30,
		orders: 6,
		flags: true,
		seed: 8
	});
	return {
		...made,
		pairs: [...made.pairs, { reviewer: 1, left: 0, right: 3, says: 'neither' }],
		marks: [...made.marks, ...[0, 2, 3, 5, 5].map((level, item) => ({ reviewer: 0, item, scale: 'stars' as const, level }))] // prettier-ignore
	};
}

describe('posteriorAt', () => {
	const counts = tally(someOfAll());
	const layout = layOut(counts);
	const given = { reliability: Float64Array.of(1.3, 0.4), priorVariance: 4 };
	const random = createRandom(4);
	const unknowns = startOf(layout, counts).map((value) => value + 0.6 * (random() - 0.5));
	const here = posteriorAt(unknowns, counts, layout, given);
	const nudged = (at: number, by: number) => {
		const moved = unknowns.slice();
		moved[at] = (moved[at] ?? 0) + by;
		return posteriorAt(moved, counts, layout, given);
	};

	it('has the gradient that its value has', () => {
		for (let at = 0; at < layout.size; at++) {
			const slope = (nudged(at, NUDGE).value - nudged(at, -NUDGE).value) / (2 * NUDGE);
			expect(here.gradient[at]).toBeCloseTo(slope, 5);
		}
	});

	it('has the Hessian that its gradient has, and nothing outside its envelope', () => {
		for (let column = 0; column < layout.size; column++) {
			const [more, less] = [nudged(column, NUDGE), nudged(column, -NUDGE)];
			for (let row = column; row < layout.size; row++) {
				const bend = ((more.gradient[row] ?? 0) - (less.gradient[row] ?? 0)) / (2 * NUDGE);
				expect(here.precision[row * layout.size + column]).toBeCloseTo(-bend, 5);
				if (column < (layout.first[row] ?? 0)) expect(bend).toBeCloseTo(0, 9);
			}
		}
	});

	it('is nowhere where thresholds have crossed', () => {
		const stars = layout.cuts[0]?.get('stars') ?? 0;
		expect(nudged(stars, 9).value).toBe(-Infinity);
	});
});

describe('an order of two', () => {
	it('says what a pair says that could not be tied', () => {
		const of = (evidence: Partial<Evidence>) => {
			const counts = tally({
				items: 2,
				reviewers: 1,
				pairs: [],
				orders: [],
				marks: [],
				...evidence
			});
			const layout = layOut(counts);
			const unknowns = new Float64Array(layout.size);
			unknowns.set([0.3, -0.9], layout.worth);
			unknowns[layout.tie] = -40;
			const given = { reliability: Float64Array.of(1.2), priorVariance: 4 };
			const { gradient, precision } = posteriorAt(unknowns, counts, layout, given);
			const at = (row: number, column: number) =>
				precision[(layout.worth + row) * layout.size + layout.worth + column] ?? NaN;
			return [...gradient.slice(layout.worth), at(0, 0), at(1, 0), at(1, 1)];
		};
		const order = of({ orders: [{ reviewer: 0, shown: [0, 1], order: [1, 0] }] });
		const pair = of({ pairs: [{ reviewer: 0, left: 0, right: 1, says: 'right' }] });
		for (const [at, value] of pair.entries()) expect(order[at]).toBeCloseTo(value, 12);
	});
});

describe('logLogistic and sharesOf', () => {
	it.each([-800, -3, 0, 2, 800])('stay finite at %d', (x) => {
		const { log, slope, bend } = logLogistic(x);
		expect(log).toBeCloseTo(x < -700 ? x : -Math.log1p(Math.exp(-x)), 12);
		expect(slope).toBeCloseTo(1 / (1 + Math.exp(x)), 12);
		expect(bend).toBeCloseTo(slope * (1 - slope), 12);
		expect(sharesOf([x, 0]).shares[0]).toBeCloseTo(1 - slope, 12);
	});
});
