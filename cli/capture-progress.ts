/** Says on stderr how far photographs that were asked for are. */
import type { Services } from '#lib/server/services.ts';
import type { CaptureRun } from '#lib/domain/view.ts';
import { untilInterrupted } from './interruption.ts';
import { createStatusLine } from './status-line.ts';

const SECOND_MS = 1000;

/**
 * Waits until the rounds of a run are done with it.
 * @param after the last event of each round before the run, by its id
 * @returns whether it was stopped by a person before it was done
 */
export async function finishCaptures(
	{ rounds }: Services,
	{ roundIds, photographs, strips }: CaptureRun,
	after: ReadonlyMap<string, number>
): Promise<boolean> {
	const begun = Date.now();
	const line = createStatusLine();
	const watching = new AbortController();
	let done = 0;
	const told = () => {
		const perSecond = (done * SECOND_MS) / Math.max(1, Date.now() - begun);
		return `${done} of ${photographs + strips} ${strips > 0 ? 'photographs and strips' : 'photographs'}, ${perSecond.toFixed(1)} a second`;
	};
	const following = roundIds.map(async (id) => {
		for await (const message of rounds.watch(id, after.get(id) ?? 0, watching.signal)) {
			if (message.kind !== 'event' || !/^(capture|strip)\./.test(message.event.type)) continue;
			done++;
			line.say(told());
		}
	});
	const isInterrupted = await untilInterrupted(
		Promise.all(roundIds.map((id) => rounds.whenIdle(id))),
		() => roundIds.forEach((id) => rounds.cancel(id))
	);
	if (roundIds.some((id) => rounds.get(id).status === 'running')) watching.abort();
	await Promise.all(following);
	line.end(told());
	return isInterrupted;
}
