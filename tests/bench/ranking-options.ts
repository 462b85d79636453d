/** What `npm run bench -- ranking` can be told. */
import { parseArgs } from 'node:util';
import type { Mode, SittingOptions } from './ranking-sitting.ts';

export interface RankingOptions {
	seeds: number;
	/** A world of one's own, which is measured instead of the bars; null for the bars. */
	world: Omit<SittingOptions, 'seed'> | null;
}

/** The world that the bars speak of: ninety works, ten judges in turn, two of them coin-flippers. */
export const USUAL: Omit<SittingOptions, 'seed'> = {
	items: 90,
	judges: 10,
	bad: 2,
	badness: 'coin',
	scale: 1.7,
	mode: 'pairs',
	cull: false,
	actions: 1800,
	inHand: 0,
	refit: 60,
	every: 60
};

const MODES: readonly Mode[] = ['pairs', 'four', 'mixed'];

/** @throws {RangeError} with what can be given instead */
export function parseRankingOptions(args: readonly string[]): RankingOptions {
	const { values } = parseArgs({
		args: [...args],
		options: {
			seeds: { type: 'string', default: '32' },
			n: { type: 'string' },
			judges: { type: 'string' },
			bad: { type: 'string' },
			scale: { type: 'string' },
			mode: { type: 'string' },
			cull: { type: 'boolean' }
		}
	});
	const { seeds, ...world } = values;
	const bad = world.bad ?? 'coin';
	if (bad !== 'coin' && bad !== 'flip' && bad !== 'none') {
		throw new RangeError(`--bad is coin, flip or none, not ${bad}.`);
	}
	const mode = MODES.find((name) => name === (world.mode ?? 'pairs'));
	if (mode === undefined) throw new RangeError(`--mode is ${MODES.join(', ')}, not ${world.mode}.`);
	return {
		seeds: above0('seeds', seeds),
		world:
			Object.keys(world).length === 0
				? null
				: {
						...USUAL,
						items: above0('n', world.n ?? String(USUAL.items)),
						judges: above0('judges', world.judges ?? String(USUAL.judges)),
						bad: bad === 'none' ? 0 : USUAL.bad,
						badness: bad === 'flip' ? 'flip' : 'coin',
						scale: above0('scale', world.scale ?? String(USUAL.scale)),
						mode,
						cull: world.cull ?? false
					}
	};
}

function above0(name: string, given: string): number {
	const value = Number(given);
	if (!(value > 0)) throw new RangeError(`--${name} is a number above 0, not ${given}.`);
	return value;
}
