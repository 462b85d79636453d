/** The space of a brief: as it stands, and as it has ever been. */
import { joinSpaces, type Dimension } from '#lib/domain/direction.ts';
import { STANDING_DIMENSIONS } from '#lib/generator/dimensions.ts';
import type { Queryable } from './database.ts';
import * as briefs from './store/briefs.ts';

/** What the next round is drawn from: the newest version stored, or the standing dimensions. */
export function spaceOf(db: Queryable, briefId: string): Dimension[] {
	const stored = briefs.dimensionsOf(db, briefId);
	return stored.length > 0 ? stored : STANDING_DIMENSIONS;
}

/**
 * What the points of all rounds can be read in: every dimension and value that any version of the space has had, the newest
 * first, and the standing ones, which providers with directions of their own speak in. A round keeps its meaning when the
 * space is changed after it; where a key has been given another label or clause since, the newest is told.
 */
export function everySpaceOf(db: Queryable, briefId: string): Dimension[] {
	return joinSpaces([...briefs.dimensionVersions(db, briefId), STANDING_DIMENSIONS]);
}
