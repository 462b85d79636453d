import { VitrineError } from '#lib/domain/errors.ts';
import { newId } from '#lib/domain/ids.ts';
import { LOCAL_REVIEWER, type Decision, type Flag, type FlagMark } from '#lib/domain/marks.ts';
import type { OpenDatabase } from './database.ts';
import { requiredBrief, requiredVariant } from './required.ts';
import * as marks from './store/marks.ts';
import * as variants from './store/variants.ts';

export interface MarkService {
	/** Marks a variant; the mark's id is what undo takes back. @throws VitrineError `not_found` */
	flag(variantId: string, flag: Flag): { markId: number; flag: Flag };
	/** Takes one mark back, exactly: what was in force before it is in force again. @throws VitrineError `not_found`, `conflict` */
	retract(markId: number): { variantId: string; flag: Flag };
	/** @throws VitrineError `not_found`; `invalid_input` for a variant of another brief or one without a document */
	decide(briefId: string, variantId: string, why: string): Decision;
}

interface Deps {
	database: OpenDatabase;
	/** What a pick sets going. */
	onPick(variantId: string): void;
}

export function createMarkService({ database, onPick }: Deps): MarkService {
	return {
		flag(variantId, flag) {
			const made = database.write((tx) => {
				requiredVariant(tx, variantId);
				const mark = { variantId, reviewer: LOCAL_REVIEWER, flag, retracts: null };
				return { markId: marks.insertFlag(tx, mark), flag };
			});
			if (flag === 'pick') onPick(variantId);
			return made;
		},
		retract(markId) {
			return database.write((tx) => {
				const mark = marks.findFlag(tx, markId);
				if (!mark || mark.retracts !== null) {
					throw new VitrineError('not_found', 'There is no such mark.', { field: 'id' });
				}
				if (marks.isRetracted(tx, markId)) {
					throw new VitrineError('conflict', 'This mark has been taken back already.', {
						field: 'id'
					});
				}
				marks.insertFlag(tx, retractionOf(mark));
				return { variantId: mark.variantId, flag: marks.flagOf(tx, mark.variantId, mark.reviewer) };
			});
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

function retractionOf(mark: FlagMark): Omit<FlagMark, 'id' | 'createdAt'> {
	return { variantId: mark.variantId, reviewer: mark.reviewer, flag: mark.flag, retracts: mark.id };
}
