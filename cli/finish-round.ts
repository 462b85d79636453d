import type { Services } from '#lib/server/services.ts';
import { untilInterrupted } from './interruption.ts';
import { followRound } from './round-progress.ts';

/**
 * Tells how far a round is until it is over.
 * @returns whether it was stopped by a person before it was done
 */
export async function finishRound({ rounds }: Services, roundId: string): Promise<boolean> {
	const watching = new AbortController();
	const following = followRound(
		rounds.watch(roundId, 0, watching.signal),
		rounds.get(roundId).settings
	);
	const isInterrupted = await untilInterrupted(rounds.whenIdle(roundId), () =>
		rounds.cancel(roundId)
	);
	// When it is over its watch ends by itself, with the last of it told; a round that somebody else goes on with is let go.
	if (rounds.get(roundId).status === 'running') watching.abort();
	await following;
	return isInterrupted;
}
