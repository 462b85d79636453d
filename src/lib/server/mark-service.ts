import { VitrineError } from '#lib/domain/errors.ts';
import { newId } from '#lib/domain/ids.ts';
import {
	LOCAL_REVIEWER,
	UNMARKED,
	type Decision,
	type Flag,
	type MarkAnswer,
	type MarkChange
} from '#lib/domain/marks.ts';
import type { OpenDatabase, Queryable } from './database.ts';
import { requiredBrief, requiredVariant } from './required.ts';
import * as marks from './store/marks.ts';
import * as variants from './store/variants.ts';

export interface MarkService {
	/**
	 * Marks variants of one brief by one act. Whoever sends it names the act, so that sending it once more changes nothing: what
	 * was marked while Vitrine could not be reached is sent until it is answered.
	 * @throws VitrineError `not_found`; `invalid_input` for a variant of another brief
	 */
	mark(briefId: string, batch: string, changes: readonly MarkChange[]): MarkAnswer;
	/**
	 * Takes an act back, exactly: what was in force before it is in force again. Once more changes nothing.
	 * @throws VitrineError `not_found`
	 */
	retract(batch: string): MarkAnswer;
	/** Flags one variant. @throws VitrineError `not_found` */
	flag(variantId: string, flag: Flag): { batch: string; flag: Flag };
	/** @throws VitrineError `not_found`; `invalid_input` for a variant of another brief or one without a document */
	decide(briefId: string, variantId: string, why: string): Decision;
}

interface Deps {
	database: OpenDatabase;
	/** What a pick sets going. */
	onPick(variantId: string): void;
}

export function createMarkService({ database, onPick }: Deps): MarkService {
	const reviewer = LOCAL_REVIEWER;

	function mark(batch: string, changes: readonly MarkChange[]): MarkAnswer {
		const answer = database.write((tx) => {
			// Known already: it was sent before, and may have been taken back since.
			if (marks.ofBatch(tx, batch).length === 0) marks.insert(tx, { id: batch, reviewer }, changes);
			return answerOf(tx, batch);
		});
		for (const { variantId, flag } of changes) if (flag === 'pick') onPick(variantId);
		return answer;
	}

	return {
		mark(briefId, batch, changes) {
			requiredBrief(database.db, briefId);
			for (const [index, { variantId }] of changes.entries()) {
				if (variants.find(database.db, variantId)?.briefId === briefId) continue;
				throw new VitrineError('invalid_input', `${variantId} is no variant of this brief.`, {
					field: `marks.${index}.variantId`
				});
			}
			return mark(batch, changes);
		},
		retract(batch) {
			return database.write((tx) => {
				if (marks.ofBatch(tx, batch).length === 0)
					throw new VitrineError('not_found', 'There are no such marks.', { field: 'batch' });
				marks.retract(tx, batch);
				return answerOf(tx, batch);
			});
		},
		flag(variantId, flag) {
			requiredVariant(database.db, variantId);
			const { batch } = mark(newId('batch'), [{ variantId, flag }]);
			return { batch, flag };
		},
		decide(briefId, variantId, why) {
			return database.write((tx) => {
				requiredBrief(tx, briefId);
				const variant = variants.find(tx, variantId);
				if (!variant || variant.briefId !== briefId) {
					throw new VitrineError('invalid_input', 'That variant is not one of this brief.', {
						field: 'variantId'
					});
				}
				if (variant.status !== 'ready') {
					throw new VitrineError(
						'invalid_input',
						`Variant ${variant.number} has no document to choose.`,
						{
							field: 'variantId'
						}
					);
				}
				const decision = { id: newId('decision'), briefId, variantId, why, createdAt: Date.now() };
				marks.insertDecision(tx, decision);
				return decision;
			});
		}
	};
}

function answerOf(tx: Queryable, batch: string): MarkAnswer {
	const rows = marks.ofBatch(tx, batch);
	const reviewer = rows[0]?.reviewer ?? LOCAL_REVIEWER;
	const ids = [...new Set(rows.map((row) => row.variant_id))];
	const inForce = marks.ofThese(tx, ids, reviewer);
	return {
		batch,
		variants: ids.map((variantId) => ({ variantId, ...(inForce.get(variantId) ?? UNMARKED) }))
	};
}
