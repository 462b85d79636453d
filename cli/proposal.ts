/** Asks a model which dimensions matter, before a round. What comes of it is told on stderr; the round goes on without. */
import { toVitrineError } from '#lib/domain/errors.ts';
import type { RoundRequest } from '#lib/domain/round.ts';
import type { Services } from '#lib/server/services.ts';
import { untilInterrupted } from './interruption.ts';
import { printable, tell } from './output.ts';

/** @returns false when a person interrupted it: no round is wanted then */
export async function propose(
	{ dimensions }: Services,
	briefId: string,
	{ provider, models = [], baseUrl }: RoundRequest
): Promise<boolean> {
	const stopping = new AbortController();
	const request = { provider, model: models[0], baseUrl };
	tell('Asking which dimensions matter for this brief …');
	const asking = dimensions.propose(briefId, request, stopping.signal).then(
		({ dimensions: space, repairs }) => {
			for (const { label, why, values, origin } of space) {
				if (origin !== 'model') continue;
				tell(`  ${printable(`${label}: ${values.map((value) => value.label).join(', ')}`)}`);
				if (why !== '') tell(`    ${printable(why)}`);
			}
			for (const repair of repairs) tell(`  (${printable(repair)})`);
		},
		(thrown: unknown) => {
			if (stopping.signal.aborted) return;
			const why = printable(toVitrineError(thrown).sentence);
			tell(`No dimensions could be had from a model. ${why}`);
			tell('Going on with the dimensions there are.');
		}
	);
	return !(await untilInterrupted(asking, () => stopping.abort()));
}
