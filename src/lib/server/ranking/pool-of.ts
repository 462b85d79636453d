/** Which works a session is about. */
import { VitrineError } from '#lib/domain/errors.ts';
import type { Pool } from '#lib/domain/session.ts';
import type { Queryable } from '../database.ts';
import * as marks from '../store/marks.ts';
import * as variants from '../store/variants.ts';

/**
 * @param reviewer whose picks and stars are meant
 * @throws VitrineError `invalid_input` for a chosen one that is not of the brief or has no document
 */
export function poolOf(db: Queryable, briefId: string, pool: Pool, reviewer: string): string[] {
	const ready = variants.readyOf(db, briefId);
	if (pool.kind === 'all') return ready;
	if (pool.kind === 'selection') {
		const stranger = pool.variantIds.find((id) => !ready.includes(id));
		if (stranger !== undefined) {
			throw new VitrineError(
				'invalid_input',
				`${stranger} is no variant of this brief with a document.`,
				{ field: 'pool.variantIds' }
			);
		}
		const chosen = new Set(pool.variantIds);
		return ready.filter((id) => chosen.has(id));
	}
	const marked = marks.ofBrief(db, briefId, reviewer);
	return ready.filter((id) => {
		const mark = marked.get(id);
		return pool.kind === 'picks'
			? mark?.flag === 'pick'
			: mark !== undefined && mark.stars >= pool.atLeast;
	});
}

/** Says that there is nothing to compare, and what would help. */
export function tooFew(count: number, pool: Pool): VitrineError {
	const whole = {
		all: ['This brief has', 'Wait for its round, or start one.'],
		picks: ['There are', 'Pick more, or rank all.'],
		stars: ['With so many stars there are', 'Give stars to more, or ask for fewer stars.'],
		selection: ['The selection has', 'Select more.']
	} as const;
	const [has, fix] = whole[pool.kind];
	const many = count === 0 ? 'no variants' : 'one variant';
	return new VitrineError('invalid_input', `${has} ${many} to compare, and it takes two.`, {
		field: 'pool',
		fix
	});
}
