/** Rows that an address names: there, or an error in words. A repository returns null; here it is thrown about. */
import type { Brief } from '#lib/domain/brief.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import type { Variant } from '#lib/domain/variant.ts';
import type { Queryable } from './database.ts';
import * as briefs from './store/briefs.ts';
import * as variants from './store/variants.ts';

/** @throws VitrineError `not_found` */
export function requiredBrief(db: Queryable, id: string): Brief {
	const brief = briefs.find(db, id);
	if (!brief) throw new VitrineError('not_found', 'There is no such brief.', { field: 'id' });
	return brief;
}

/** @throws VitrineError `not_found` */
export function requiredVariant(db: Queryable, id: string): Variant {
	const variant = variants.find(db, id);
	if (!variant) throw new VitrineError('not_found', 'There is no such variant.', { field: 'id' });
	return variant;
}
