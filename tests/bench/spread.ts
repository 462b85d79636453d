/** How much of the space of dimensions a draw shows, against as many points drawn blindly. Pure arithmetic: no clock. */
import { distance, type Point } from '#lib/domain/direction.ts';
import { createRandom } from '#lib/domain/random.ts';
import { STANDING_DIMENSIONS } from '#lib/generator/dimensions.ts';
import { drawDirections } from '#lib/generator/draw.ts';
import type { BenchRow } from './main.ts';

const COUNTS = [12, 24, 90];
const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1);

interface Spread {
	/** Share of the pairs of values that could occur among so many points, from 0 to 1. */
	coverage: number;
	/** In how many of the dimensions two points differ. */
	nearest: number;
	mean: number;
}

/** The row's ratio is the lowest of the counts; each figure is the median of twenty seeds. */
export async function benchSpread(): Promise<BenchRow> {
	const rows = COUNTS.map((count) => {
		const ours = middle((seed) =>
			drawDirections({ dimensions: STANDING_DIMENSIONS, count, seed }).map(({ point }) => point)
		);
		const blind = middle((seed) => drawBlindly(count, seed));
		const told = ({ coverage, nearest, mean }: Spread) =>
			`${(coverage * 100).toFixed(1)} % of pairs, nearest ${nearest}, mean ${mean.toFixed(2)}`;
		return {
			ratio: ours.coverage / blind.coverage,
			how: `${count}: ${told(ours)}; blindly ${told(blind)}; ratio ${(ours.coverage / blind.coverage).toFixed(2)}`
		};
	});
	const ratio = Math.min(...rows.map((row) => row.ratio));
	return Promise.resolve({
		row: 'spread of directions',
		ratio,
		aim: '> 1',
		ok: ratio > 1,
		how: `pairwise coverage of ${STANDING_DIMENSIONS.length} dimensions, median of ${SEEDS.length} seeds. ${rows.map(({ how }) => how).join('. ')}`
	});
}

function middle(draw: (seed: number) => Point[]): Spread {
	const spreads = SEEDS.map((seed) => spreadOf(draw(seed)));
	return {
		coverage: median(spreads.map(({ coverage }) => coverage)),
		nearest: median(spreads.map(({ nearest }) => nearest)),
		mean: median(spreads.map(({ mean }) => mean))
	};
}

function spreadOf(points: Point[]): Spread {
	let seen = 0;
	let possible = 0;
	for (const [at, one] of STANDING_DIMENSIONS.entries()) {
		for (const other of STANDING_DIMENSIONS.slice(at + 1)) {
			seen += new Set(points.map((point) => `${point[one.key]} ${point[other.key]}`)).size;
			possible += Math.min(points.length, one.values.length * other.values.length);
		}
	}
	const apart = points.flatMap((a, at) => points.slice(at + 1).map((b) => distance(a, b)));
	return {
		coverage: seen / possible,
		nearest: Math.min(...apart),
		mean: apart.reduce((sum, distanceOfTwo) => sum + distanceOfTwo, 0) / apart.length
	};
}

function drawBlindly(count: number, seed: number): Point[] {
	const random = createRandom(seed);
	return Array.from({ length: count }, () =>
		Object.fromEntries(
			STANDING_DIMENSIONS.map(({ key, values }) => [
				key,
				values[Math.floor(random() * values.length)]?.key ?? ''
			])
		)
	);
}

function median(numbers: number[]): number {
	const sorted = numbers.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
