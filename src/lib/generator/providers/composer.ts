/** The provider with no model: composes a page from hand-made structures and visual systems. Offline, free, and plainer work. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BriefContent } from '#lib/domain/brief.ts';
import type { Direction } from '#lib/domain/direction.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { choose, directionOf } from '#lib/generator/composer/choose.ts';
import { composePage } from '#lib/generator/composer/page.ts';
import { narrowRepertoire, pairsOf } from '#lib/generator/composer/repertoire.ts';
import type {
	BuildContext,
	BuildJob,
	BuildReply,
	OwnDraw,
	Provider,
	Readiness
} from '#lib/generator/provider.ts';

const NAME = 'composer';

/** Always ready; asks nothing of the network and costs nothing. The same job gives the same bytes. */
export class ComposerProvider implements Provider {
	readonly name = NAME;
	readonly converses = false;
	readonly handIn = null;
	readonly ask = null;

	readiness(): Readiness {
		return {
			provider: NAME,
			ready: true,
			detail:
				'No model: lays the brief out in structures and visual systems made by hand. Works offline and costs nothing; the work is plainer than a model’s.',
			fix: null,
			models: [NAME]
		};
	}

	/** @throws VitrineError `unknown_model` for any name but its own */
	async resolveModels(asked: string[]): Promise<string[]> {
		const stranger = asked.find((model) => model !== NAME);
		if (stranger !== undefined) {
			throw new VitrineError(
				'unknown_model',
				`The composer has no model called “${stranger}”; it has no models at all.`,
				{
					field: 'models',
					fix: 'Leave the model out, or choose another provider.'
				}
			);
		}
		return [NAME];
	}

	/**
	 * It has a repertoire: a point is what it will really build, and no two of a round are the same structure in the same
	 * visual system. So there are fewer than asked for where pins and bans leave fewer such pairs.
	 * @throws VitrineError `invalid_input` for a pin or ban that it has no page for
	 */
	directionsFor(_brief: BriefContent, { count, seed, ...choices }: OwnDraw): Direction[] {
		const repertoire = narrowRepertoire(choices);
		const length = Math.min(count, pairsOf(repertoire));
		return Array.from({ length }, (_, index) => directionOf(choose(seed, index, repertoire)));
	}

	/**
	 * @returns a bare document with `finish: 'stop'`
	 * @throws the signal's reason when aborted
	 */
	async build(job: BuildJob, { signal, onProgress }: BuildContext): Promise<BuildReply> {
		// Gives way once, so that ninety of these in a row leave the process answering and can be cancelled.
		await nextTurn();
		signal.throwIfAborted();
		let text = '';
		const choice = choose(job.seed, job.index, narrowRepertoire(job));
		for (const part of composePage(job.brief, choice)) {
			text += part;
			onProgress(text.length);
			await nextTurn();
			signal.throwIfAborted();
		}
		return { text, finish: 'stop', model: NAME, usage: null, cost: 0 };
	}
}
