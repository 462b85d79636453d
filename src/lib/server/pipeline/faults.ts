/** What a fault means: whether its variant is tried again by itself, and whether others would meet it as well. */
import type { VitrineError } from '#lib/domain/errors.ts';
import type { RoundEvent } from '#lib/domain/round.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { Queryable } from '../database.ts';
import * as events from '../store/events.ts';
import * as variants from '../store/variants.ts';

/** How often a variant is tried again by itself: one reply in five may fail, and one in five of the second ones. */
const MAX_SECOND_TRIES = 2;
/** So many variants in a row that could not reach the endpoint, each after the client's own tries: it is down. */
const UNREACHABLE_IN_A_ROW = 3;

/** What every other request to that model would be told as well. */
const MODEL_IS_OUT = ['provider_key', 'provider_no_credit', 'unknown_model'];

/** An empty reply comes from gateways under load as much as from models. */
function isPassing(error: VitrineError): boolean {
	return error.passing || error.code === 'reply_empty';
}

/**
 * Queues a running variant again after a fault that may pass, with the reason in the round's story. Must run in a write
 * transaction.
 * @returns false when the fault will not pass, or has been given its chances
 */
export function queueAgain(tx: Queryable, variant: Variant, error: VitrineError): boolean {
	if (!isPassing(error)) return false;
	const tries = secondTries(events.ofVariant(tx, variant.roundId, variant.id));
	if (tries >= MAX_SECOND_TRIES) return false;
	// A reply that is of no use must not be read again in place of asking for another; what a conversation that broke off has
	// brought so far is not asked for twice.
	const isUseless = error.code.startsWith('reply_');
	const fresh = isUseless ? { reply_sha256: null, reply_finish: null } : {};
	if (!variants.move(tx, variant.id, 'queued', { ...fresh, chars_written: 0 })) return false;
	events.append(tx, variant.roundId, 'variant.queued', variant.id, { after: error.code });
	return true;
}

/** How often a variant has been tried again by itself since a person last saw it fail. */
export function secondTries(story: Pick<RoundEvent, 'type' | 'data'>[]): number {
	const settled = story.findLastIndex(({ type }) =>
		['variant.failed', 'variant.interrupted', 'variant.cancelled'].includes(type)
	);
	return story.slice(settled + 1).filter(({ data }) => data['after'] !== undefined).length;
}

/** Looks at how variants of one round ended, for faults that all that follow would meet too. */
export class FaultWatch {
	#unreachable = 0;

	/**
	 * @param code the code a variant failed with; null when it did not
	 * @returns whose queue has no more sense: that of its model, or of the whole round
	 */
	note(code: string | null): 'model' | 'round' | null {
		this.#unreachable = code === 'provider_unreachable' ? this.#unreachable + 1 : 0;
		if (this.#unreachable >= UNREACHABLE_IN_A_ROW) {
			this.#unreachable = 0;
			return 'round';
		}
		return MODEL_IS_OUT.includes(code ?? '') ? 'model' : null;
	}
}
