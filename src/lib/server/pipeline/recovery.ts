/** What a process that went away left behind, put back in order. Touches only rounds whose owner is gone. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { OpenDatabase, Queryable } from '../database.ts';
import * as events from '../store/events.ts';
import * as rounds from '../store/rounds.ts';
import * as variants from '../store/variants.ts';
import type { Ownership } from './ownership.ts';
import { missingShots, missingTakes, planOf } from './photo-plan.ts';
import { failedStrip, recordStrip } from './record-strip.ts';
import { failedCapture, recordCapture } from './photograph-variant.ts';

/** A variant that took its worker down this often is left `interrupted`, for a person to look at: it may be the cause. */
const MAX_CUT_OFFS = 2;
/** One more than that and it is not photographed again. */
const MAX_PHOTO_CUT_OFFS = MAX_CUT_OFFS + 1;

/**
 * Claims every running round that nobody runs, marks what was cut off, and queues it again.
 * @returns the ids of the rounds that are now this process's to run
 */
export function adoptOrphans(database: OpenDatabase, ownership: Ownership): string[] {
	const orphans = rounds
		.running(database.db)
		.filter(({ owner }) => owner !== ownership.workerId && ownership.isGone(owner));
	return orphans
		.filter(({ id, owner }) => adoptRound(database, id, owner, ownership.workerId))
		.map(({ id }) => id);
}

/** Takes one round over from `owner`, who is gone. @returns false when somebody else was faster, or the round is over */
export function adoptRound(
	database: OpenDatabase,
	id: string,
	owner: string | null,
	workerId: string
): boolean {
	return database.write((tx) => {
		if (!rounds.claim(tx, id, owner, workerId)) return false;
		events.append(tx, id, 'round.resumed');
		markCutOff(tx, id);
		return true;
	});
}

/** Puts everything of a round that nobody works on any more back in the queue. */
export function markCutOff(tx: Queryable, roundId: string): void {
	for (const { variant, cutOffs } of variants.withStatus(tx, roundId, 'running')) {
		variants.move(tx, variant.id, 'interrupted', {
			cut_offs: cutOffs + 1,
			error_code: 'internal',
			error_message: 'Work on this was cut off in the middle. Try again.'
		});
		events.append(tx, roundId, 'variant.interrupted', variant.id);
		if (cutOffs + 1 >= MAX_CUT_OFFS) continue;
		variants.move(tx, variant.id, 'queued', { error_code: null, error_message: null });
		events.append(tx, roundId, 'variant.queued', variant.id);
	}
	for (const { variant, cutOffs } of variants.withPhotos(tx, roundId, 'running')) {
		const cut_offs = cutOffs + 1;
		if (cut_offs < MAX_PHOTO_CUT_OFFS) variants.movePhotos(tx, variant.id, 'queued', { cut_offs });
		else giveUpPhotographing(tx, variant, cut_offs);
	}
}

/** What is missing says so: every shot that was not taken is stored as failed. */
function giveUpPhotographing(tx: Queryable, variant: Variant, cut_offs: number): void {
	const plan = planOf(variant, rounds.find(tx, variant.roundId)?.settings.shots ?? []);
	const error = new VitrineError(
		'capture_crashed',
		'Photographing this was cut off again and again.'
	);
	for (const shot of missingShots(tx, variant, plan))
		recordCapture(tx, variant, failedCapture(shot, error));
	for (const take of missingTakes(tx, variant, plan))
		recordStrip(tx, variant, failedStrip(take, error));
	variants.movePhotos(tx, variant.id, 'done', { cut_offs });
	events.append(tx, variant.roundId, 'variant.photographed', variant.id);
}
