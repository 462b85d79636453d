/** What a process that went away left behind, put back in order. Touches only rounds whose owner is gone. */
import type { OpenDatabase, Queryable } from '../database.ts';
import * as events from '../store/events.ts';
import * as rounds from '../store/rounds.ts';
import * as variants from '../store/variants.ts';
import type { Ownership } from './ownership.ts';

/** A variant that took its worker down this often is left `interrupted`, for a person to look at: it may be the cause. */
const MAX_CUT_OFFS = 2;

/**
 * Claims every running round that nobody runs, marks what was cut off, and queues it again.
 * @returns the ids of the rounds that are now this process's to run
 */
export function adoptOrphans(database: OpenDatabase, ownership: Ownership): string[] {
	const orphans = rounds
		.running(database.db)
		.filter(({ owner }) => owner !== ownership.workerId && ownership.isGone(owner));
	return orphans.flatMap(({ id, owner }) => {
		const claimed = database.write((tx) => {
			if (!rounds.claim(tx, id, owner, ownership.workerId)) return false;
			events.append(tx, id, 'round.resumed');
			markCutOff(tx, id);
			return true;
		});
		return claimed ? [id] : [];
	});
}

function markCutOff(tx: Queryable, roundId: string): void {
	for (const { variant, cutOffs } of variants.withStatus(tx, roundId, 'running')) {
		variants.move(tx, variant.id, 'interrupted', {
			cut_offs: cutOffs + 1,
			error_code: 'internal',
			error_message: 'Vitrine went away while this was being written.'
		});
		events.append(tx, roundId, 'variant.interrupted', variant.id);
		if (cutOffs + 1 >= MAX_CUT_OFFS) continue;
		variants.move(tx, variant.id, 'queued', { error_code: null, error_message: null });
		events.append(tx, roundId, 'variant.queued', variant.id);
	}
	for (const { variant, cutOffs } of variants.withPhotos(tx, roundId, 'running')) {
		const cut_offs = cutOffs + 1;
		variants.movePhotos(tx, variant.id, cut_offs < MAX_CUT_OFFS + 1 ? 'queued' : 'done', { cut_offs });
	}
}
