/** Replays the replies of the recorded sample through the same path as a live endpoint's. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BriefContent } from '#lib/domain/brief.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { ValueChoice } from '#lib/domain/round.ts';
import type { BuildContext, BuildJob, BuildReply, Provider } from '../provider.ts';
import { throwIfCancelled } from './cancelling.ts';
import type { RecordedSample } from './recorded-sample.ts';

/** How often a reply being written is seen to grow, in milliseconds. */
const TICK_MS = 80;
const RECORDED_MODEL = 'recorded';

export interface RecordedOptions {
	sample: RecordedSample;
	/** How fast a reply is written, so that people can watch; 0 is at once. */
	charsPerSecond: number;
}

/** A provider that is ready for the sample's own brief and no other. Costs nothing; which model wrote is not recorded. */
export function createRecordedProvider({ sample, charsPerSecond }: RecordedOptions): Provider {
	return {
		name: 'recorded',
		converses: false,
		handIn: null,
		ask: null,
		readiness: () => ({
			provider: 'recorded',
			ready: true,
			detail: `${sample.replies.length} recorded replies to the sample brief “${sample.brief.title}”, and to no other.`,
			fix: null,
			models: [RECORDED_MODEL]
		}),
		async resolveModels(asked) {
			const other = asked.find((model) => model !== RECORDED_MODEL);
			if (other === undefined) return Promise.resolve([RECORDED_MODEL]);
			throw new VitrineError(
				'unknown_model',
				`The recorded sample has no model named “${other}”.`,
				{
					field: 'model',
					fix: 'Leave the model out, or choose another provider.'
				}
			);
		},
		directionsFor(brief, { count, pins, bans }) {
			if (!isSameBrief(brief, sample.brief)) return null;
			refuseChoices(pins, 'pins');
			refuseChoices(bans, 'bans');
			return sample.replies.slice(0, count).map((reply) => reply.direction);
		},
		build: (job, context) => replay(sample, charsPerSecond, job, context)
	};
}

/** Its replies exist already: what a person pins or bans would be silently passed over. */
function refuseChoices(choices: ValueChoice, field: string): void {
	const [key] = Object.keys(choices);
	if (key === undefined) return;
	throw new VitrineError(
		'invalid_input',
		'The recorded replies are what they are: nothing can be pinned or banned.',
		{ field: `${field}.${key}`, fix: 'Leave that out, or use another provider.' }
	);
}

async function replay(
	sample: RecordedSample,
	charsPerSecond: number,
	job: BuildJob,
	context: BuildContext
): Promise<BuildReply> {
	// Found by its statement and not by the job's index: a caption must never stand over another direction's document.
	const recorded = sample.replies.find(
		(reply) => reply.direction.statement === job.direction.statement
	);
	if (!isSameBrief(job.brief, sample.brief) || !recorded) {
		throw new VitrineError(
			'provider_not_ready',
			`There is no recorded reply for this. The sample has ${sample.replies.length}, all to its own brief “${sample.brief.title}”.`,
			{
				field: 'provider',
				fix: 'Choose another provider for a brief of your own.'
			}
		);
	}
	throwIfCancelled(context.signal);
	const text = await recorded.readText();
	await write(text.length, charsPerSecond, context);
	return { text, finish: recorded.finish, model: RECORDED_MODEL, usage: null, cost: 0 };
}

/** Tells of a growing reply at the given pace. Counted from the clock, so that late timers do not slow it down. */
async function write(length: number, charsPerSecond: number, context: BuildContext): Promise<void> {
	const started = performance.now();
	for (let written = 0; charsPerSecond > 0 && written < length;) {
		await sleep(TICK_MS, undefined, { signal: context.signal }).catch(() => undefined);
		throwIfCancelled(context.signal);
		written = Math.min(length, Math.floor(((performance.now() - started) / 1000) * charsPerSecond));
		context.onProgress(written);
	}
	throwIfCancelled(context.signal);
	context.onProgress(length);
}

/** States, viewports and the like may be changed by a person; title and purpose are what the replies answer. */
function isSameBrief(a: BriefContent, b: BriefContent): boolean {
	return a.title === b.title && a.purpose === b.purpose;
}
