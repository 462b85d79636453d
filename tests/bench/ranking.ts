/** What the order of ninety works is worth after so many answers, in worlds where the truth is known. */
import type { BenchRow } from './main.ts';
import { rankingBars, rankingOfWorld, type Played } from './ranking-bars.ts';
import { Curves } from './ranking-curves.ts';
import { rankingIsExact, rankingSpeed } from './ranking-exact.ts';
import { parseRankingOptions, USUAL } from './ranking-options.ts';
import { playAll } from './ranking-pool.ts';
import type { SittingOptions } from './ranking-sitting.ts';

/** Seeds from here on are the bench's; what was tried out was tried out on others. */
const FIRST_SEED = 1;

type WorldOptions = Omit<SittingOptions, 'seed'>;

/** Each played as long as its bars look. */
const WORLDS: Record<keyof Played, WorldOptions> = {
	usual: USUAL,
	noise: { ...USUAL, bad: USUAL.judges },
	flipped: { ...USUAL, badness: 'flip', actions: 900 },
	good: { ...USUAL, bad: 0, actions: 720 },
	atOnce: { ...USUAL, inHand: 3, actions: 900 },
	four: { ...USUAL, mode: 'four', actions: 480 },
	culled: { ...USUAL, cull: true, actions: 1200 }
};

/** `--seeds N`; with any of `--n --judges --bad --scale --mode --cull` one world instead of the bars. */
export async function benchRanking(args: readonly string[]): Promise<BenchRow[]> {
	const { seeds, world } = parseRankingOptions(args);
	if (world !== null) return rankingOfWorld(await play(world, seeds));
	const rows = [...rankingSpeed(), rankingIsExact()];
	const names = Object.keys(WORLDS) as (keyof Played)[];
	const curves: [keyof Played, Curves][] = [];
	for (const name of names) {
		console.error(`  ${seeds} × ${name} …`);
		curves.push([name, await play(WORLDS[name], seeds)]);
	}
	return [...rankingBars(Object.fromEntries(curves) as unknown as Played), ...rows];
}

async function play(world: WorldOptions, seeds: number): Promise<Curves> {
	const sittings = Array.from({ length: seeds }, (_, at) => ({ ...world, seed: FIRST_SEED + at }));
	return new Curves(await playAll(sittings));
}
