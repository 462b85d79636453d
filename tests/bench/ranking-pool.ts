/** Sittings played side by side, one process for each processor: threads of Node 20 cannot read TypeScript, forks can. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Measure, SittingOptions } from './ranking-sitting.ts';

/** What was measured in each, in the order of the sittings. */
export async function playAll(sittings: readonly SittingOptions[]): Promise<Measure[][]> {
	const played: Measure[][] = [];
	const waiting = [...sittings.entries()];
	const players = Array.from({ length: Math.min(availableParallelism(), sittings.length) }, () =>
		fork(new URL('./ranking-worker.ts', import.meta.url))
	);
	try {
		await Promise.all(
			players.map(async (player) => {
				const died = once(player, 'exit').then(([code]) => {
					throw new Error(`A process that played sittings ended with ${code}.`);
				});
				for (let next = waiting.shift(); next; next = waiting.shift()) {
					const [at, options] = next;
					const answered = once(player, 'message');
					player.send(options);
					const [measures] = (await Promise.race([answered, died])) as [Measure[]];
					played[at] = measures;
				}
				died.catch(() => undefined);
			})
		);
	} finally {
		for (const player of players) player.disconnect();
	}
	return played;
}
