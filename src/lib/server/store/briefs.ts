import { asc, desc, eq, max } from 'drizzle-orm';
import { briefs, dimensions } from '#db/schema/index.ts';
import type { Brief, BriefContent } from '#lib/domain/brief.ts';
import type { Recipe } from '#lib/domain/recipe.ts';
import type { Dimension } from '#lib/domain/direction.ts';
import type { Queryable } from '../database.ts';

export type BriefOrigin = 'person' | 'sample';

export interface NewBrief {
	id: string;
	content: BriefContent;
	source: string;
	sourceName: string | null;
	sourceSha256: string;
	origin: BriefOrigin;
}

export function insert(tx: Queryable, brief: NewBrief): void {
	tx.insert(briefs)
		.values({
			id: brief.id,
			title: brief.content.title,
			content: brief.content,
			source: brief.source,
			source_name: brief.sourceName,
			source_sha256: brief.sourceSha256,
			origin: brief.origin,
			created_at: Date.now()
		})
		.run();
}

/** @param recipe what is photographed from now on; null goes back to the default */
export function setRecipe(tx: Queryable, id: string, recipe: Recipe | null): void {
	tx.update(briefs).set({ recipe }).where(eq(briefs.id, id)).run();
}

export function find(db: Queryable, id: string): Brief | null {
	const row = db.select().from(briefs).where(eq(briefs.id, id)).get();
	return row ? toBrief(row) : null;
}

export function findBySource(db: Queryable, sourceSha256: string): Brief | null {
	const row = db
		.select()
		.from(briefs)
		.where(eq(briefs.source_sha256, sourceSha256))
		.orderBy(desc(briefs.created_at))
		.get();
	return row ? toBrief(row) : null;
}

/** Newest first. */
export function list(db: Queryable): Brief[] {
	return db.select().from(briefs).orderBy(desc(briefs.created_at)).all().map(toBrief);
}

/** The space of a brief as it stands, in its order; empty before it has one. */
export function dimensionsOf(db: Queryable, briefId: string): Dimension[] {
	return dimensionVersions(db, briefId)[0] ?? [];
}

/** Every space a brief has had, the newest first. */
export function dimensionVersions(db: Queryable, briefId: string): Dimension[][] {
	const rows = db
		.select()
		.from(dimensions)
		.where(eq(dimensions.brief_id, briefId))
		.orderBy(desc(dimensions.version), asc(dimensions.position))
		.all();
	const versions = new Map<number, Dimension[]>();
	for (const { version, content } of rows)
		versions.set(version, [...(versions.get(version) ?? []), content]);
	return [...versions.values()];
}

/** Adds a space that takes the place of the one there is. */
export function insertDimensions(tx: Queryable, briefId: string, space: Dimension[]): void {
	const now = Date.now();
	const newest = tx
		.select({ version: max(dimensions.version) })
		.from(dimensions)
		.where(eq(dimensions.brief_id, briefId))
		.get();
	const version = (newest?.version ?? 0) + 1;
	const rows = space.map((content, position) => ({
		brief_id: briefId,
		key: content.key,
		position,
		content,
		version,
		created_at: now
	}));
	tx.insert(dimensions).values(rows).run();
}

function toBrief(row: typeof briefs.$inferSelect): Brief {
	return {
		...row.content,
		id: row.id,
		source: row.source,
		sourceName: row.source_name,
		recipe: row.recipe,
		createdAt: row.created_at
	};
}
