import { and, asc, eq, gte, inArray, or, sql } from 'drizzle-orm';
import { motion_strips, variants } from '#db/schema/index.ts';
import { LASTING_FAULTS } from '#lib/domain/capture.ts';
import { takeKey, type MotionStrip } from '#lib/domain/motion.ts';
import type { Queryable } from '../database.ts';
import { groupByVariant } from './by-variant.ts';

/** Two may be of one millisecond; rows are numbered as they are added. */
const AS_FILMED = [asc(motion_strips.created_at), asc(sql`${motion_strips}.rowid`)];

export function insert(tx: Queryable, strip: MotionStrip): void {
	tx.insert(motion_strips)
		.values({
			id: strip.id,
			variant_id: strip.variantId,
			html_sha256: strip.htmlSha256,
			viewport: strip.viewport,
			theme: strip.theme,
			trigger: strip.trigger,
			reduced: strip.reduced,
			status: strip.status,
			frames: strip.frames,
			animations: strip.animations,
			error_code: strip.errorCode,
			error_message: strip.errorMessage,
			browser: strip.browser,
			ms: strip.ms,
			created_at: strip.createdAt
		})
		.run();
}

/** The newest strip of each take of a variant, in the order they were first filmed. */
export function ofVariant(db: Queryable, variantId: string): MotionStrip[] {
	const rows = db
		.select()
		.from(motion_strips)
		.where(eq(motion_strips.variant_id, variantId))
		.orderBy(...AS_FILMED)
		.all();
	return newestOfEachTake(rows.map(toStrip));
}

/** The same for every variant of a brief that has been filmed, by variant id. */
export function ofBrief(db: Queryable, briefId: string): Map<string, MotionStrip[]> {
	const ids = db.select({ id: variants.id }).from(variants).where(eq(variants.brief_id, briefId));
	const rows = db
		.select()
		.from(motion_strips)
		.where(inArray(motion_strips.variant_id, ids))
		.orderBy(...AS_FILMED)
		.all()
		.map(toStrip);
	const byVariant = groupByVariant(rows);
	return new Map([...byVariant].map(([id, strips]) => [id, newestOfEachTake(strips)]));
}

/** Keys of the takes of one document that need not be filmed again. @param since in milliseconds since 1970: what is older does not count */
export function filmedKeys(
	db: Queryable,
	variantId: string,
	htmlSha256: string,
	since: number
): Set<string> {
	const where = and(
		eq(motion_strips.variant_id, variantId),
		eq(motion_strips.html_sha256, htmlSha256),
		or(eq(motion_strips.status, 'filmed'), inArray(motion_strips.error_code, LASTING_FAULTS)),
		gte(motion_strips.created_at, since)
	);
	return new Set(db.select().from(motion_strips).where(where).all().map(takeKey));
}

function newestOfEachTake(inOrder: MotionStrip[]): MotionStrip[] {
	return [...new Map(inOrder.map((strip) => [takeKey(strip), strip])).values()];
}

function toStrip(row: typeof motion_strips.$inferSelect): MotionStrip {
	return {
		id: row.id,
		variantId: row.variant_id,
		htmlSha256: row.html_sha256,
		viewport: row.viewport,
		theme: row.theme,
		trigger: row.trigger,
		reduced: row.reduced,
		status: row.status,
		frames: row.frames,
		animations: row.animations,
		errorCode: row.error_code,
		errorMessage: row.error_message,
		browser: row.browser,
		ms: row.ms,
		createdAt: row.created_at
	};
}
