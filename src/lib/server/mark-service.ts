import { VitrineError } from '#lib/domain/errors.ts';
import { newId } from '#lib/domain/ids.ts';
import {
	UNMARKED,
	type Decision,
	type Flag,
	type MarkAnswer,
	type MarkChange
} from '#lib/domain/marks.ts';
import type { ReviewerPicks } from '#lib/domain/reviewer.ts';
import type { OpenDatabase, Queryable } from './database.ts';
import { requiredBrief, requiredVariant } from './required.ts';
import * as marks from './store/marks.ts';
import * as variants from './store/variants.ts';

export interface MarkService {
	/**
	 * Marks variants of one brief by one act. Whoever sends it names the act, so that sending it once more changes nothing: what
	 * was marked while Vitrine could not be reached is sent until it is answered.
	 * @throws VitrineError `not_found`; `invalid_input` for a variant of another brief; `others_marks` for an act of somebody else
	 */
	mark(
		briefId: string,
		batch: string,
		changes: readonly MarkChange[],
		reviewer: string
	): MarkAnswer;
	/**
	 * Takes an act back, exactly: what was in force before it is in force again. Once more changes nothing.
	 * @throws VitrineError `not_found`; `others_marks` for an act of somebody else
	 */
	retract(batch: string, reviewer: string): MarkAnswer;
	/** Flags one variant. @throws VitrineError `not_found` */
	flag(variantId: string, flag: Flag, reviewer: string): { batch: string; flag: Flag };
	/** Everybody who has marked variants of a brief, by name, with how many they have picked. @throws VitrineError `not_found` */
	reviewersOf(briefId: string): ReviewerPicks[];
	/** @throws VitrineError `not_found`; `invalid_input` for a variant of another brief or one without a document */
	decide(briefId: string, variantId: string, why: string): Decision;
}

interface Deps {
	database: OpenDatabase;
	/** What a pick sets going. */
	onPick(variantId: string): void;
}

export function createMarkService({ database, onPick }: Deps): MarkService {
	function mark(batch: string, changes: readonly MarkChange[], reviewer: string): MarkAnswer {
		const answer = database.write((tx) => {
			// Known already: it was sent before, and may have been taken back since.
			const known = marks.ofBatch(tx, batch);
			requireOwn(known, reviewer);
			if (known.length === 0) marks.insert(tx, { id: batch, reviewer }, changes);
			return answerOf(tx, batch, reviewer);
		});
		for (const { variantId, flag } of changes) if (flag === 'pick') onPick(variantId);
		return answer;
	}

	return {
		mark(briefId, batch, changes, reviewer) {
			requiredBrief(database.db, briefId);
			for (const [index, { variantId }] of changes.entries()) {
				if (variants.find(database.db, variantId)?.briefId === briefId) continue;
				throw new VitrineError('invalid_input', `${variantId} is no variant of this brief.`, {
					field: `marks.${index}.variantId`
				});
			}
			return mark(batch, changes, reviewer);
		},
		retract(batch, reviewer) {
			return database.write((tx) => {
				const known = marks.ofBatch(tx, batch);
				if (known.length === 0)
					throw new VitrineError('not_found', 'There are no such marks.', { field: 'batch' });
				requireOwn(known, reviewer);
				marks.retract(tx, batch);
				return answerOf(tx, batch, reviewer);
			});
		},
		flag(variantId, flag, reviewer) {
			requiredVariant(database.db, variantId);
			const { batch } = mark(newId('batch'), [{ variantId, flag }], reviewer);
			return { batch, flag };
		},
		reviewersOf(briefId) {
			requiredBrief(database.db, briefId);
			return [...marks.ofBriefByReviewer(database.db, briefId)]
				.map(([name, put]) => ({
					name,
					picks: [...put.values()].filter(({ flag }) => flag === 'pick').length
				}))
				.sort((a, b) => a.name.localeCompare(b.name));
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

/** Nobody's marks are touched by another. */
function requireOwn(known: readonly { reviewer: string }[], reviewer: string): void {
	if (known.every((row) => row.reviewer === reviewer)) return;
	throw new VitrineError('others_marks', 'These marks are somebody else’s.', {
		field: 'batch',
		fix: 'Whoever made them can take them back.'
	});
}

function answerOf(tx: Queryable, batch: string, reviewer: string): MarkAnswer {
	const rows = marks.ofBatch(tx, batch);
	const ids = [...new Set(rows.map((row) => row.variant_id))];
	const inForce = marks.ofThese(tx, ids, reviewer);
	return {
		batch,
		variants: ids.map((variantId) => ({ variantId, ...(inForce.get(variantId) ?? UNMARKED) }))
	};
}
