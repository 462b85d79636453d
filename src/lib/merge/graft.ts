/** Puts parts of other documents into one, without a model. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Graft, GraftResult } from './graft-types.ts';

/**
 * Text in, text out. Places are those of the base as it is given; several parts keep their order where they have the same place.
 * @param without keys of differences to leave out
 * @throws VitrineError `merge_impossible` where a part cannot stand in its place, with what to do instead
 */
export function graft(
	base: string,
	grafts: readonly Graft[],
	without: readonly string[] = []
): GraftResult {
	void base;
	void grafts;
	void without;
	throw new VitrineError('merge_impossible', 'Grafting is not there yet.');
}
