import { asc, eq, inArray, sql } from 'drizzle-orm';
import { captures, variants } from '#db/schema/index.ts';
import { shotKey, type Capture } from '#lib/domain/capture.ts';
import type { Queryable } from '../database.ts';

/** Two may be of one millisecond; rows are numbered as they are added. */
const AS_TAKEN = [asc(captures.created_at), asc(sql`${captures}.rowid`)];

/** A capture, and the SHA-256 of the document it is of. */
export type NewCapture = Capture & { htmlSha256: string };

export function insert(tx: Queryable, capture: NewCapture): void {
	tx.insert(captures)
		.values({
			id: capture.id,
			variant_id: capture.variantId,
			viewport: capture.viewport,
			theme: capture.theme,
			state: capture.state,
			status: capture.status,
			html_sha256: capture.htmlSha256,
			image_sha256: capture.imageSha256,
			thumb_sha256: capture.thumbSha256,
			width: capture.width,
			height: capture.height,
			facts: capture.facts,
			error_code: capture.errorCode,
			error_message: capture.errorMessage,
			browser: capture.browser,
			ms: capture.ms,
			created_at: capture.createdAt
		})
		.run();
}

export function find(db: Queryable, id: string): Capture | null {
	const row = db.select().from(captures).where(eq(captures.id, id)).get();
	return row ? toCapture(row) : null;
}

/** The newest capture of each shot of a variant, in the order they were first taken. */
export function ofVariant(db: Queryable, variantId: string): Capture[] {
	const rows = db
		.select()
		.from(captures)
		.where(eq(captures.variant_id, variantId))
		.orderBy(...AS_TAKEN)
		.all();
	return newestOfEachShot(rows.map(toCapture));
}

/** The same for every variant of a brief, by variant id. */
export function ofBrief(db: Queryable, briefId: string): Map<string, Capture[]> {
	const ids = db.select({ id: variants.id }).from(variants).where(eq(variants.brief_id, briefId));
	const rows = db
		.select()
		.from(captures)
		.where(inArray(captures.variant_id, ids))
		.orderBy(...AS_TAKEN)
		.all()
		.map(toCapture);
	const byVariant = groupByVariant(rows);
	return new Map([...byVariant].map(([id, list]) => [id, newestOfEachShot(list)]));
}

/** Keys of the shots of one document that need not be taken again. */
export function takenKeys(db: Queryable, variantId: string, htmlSha256: string): Set<string> {
	const rows = db.select().from(captures).where(eq(captures.variant_id, variantId)).all();
	return new Set(
		rows
			.filter((row) => row.html_sha256 === htmlSha256 && row.status === 'taken')
			.map((row) => shotKey(row))
	);
}

function newestOfEachShot(inOrder: Capture[]): Capture[] {
	const byShot = new Map<string, Capture>();
	for (const capture of inOrder) byShot.set(shotKey(capture), capture);
	return [...byShot.values()];
}

function toCapture(row: typeof captures.$inferSelect): Capture {
	return {
		id: row.id,
		variantId: row.variant_id,
		viewport: row.viewport,
		theme: row.theme,
		state: row.state,
		status: row.status,
		imageSha256: row.image_sha256,
		thumbSha256: row.thumb_sha256,
		width: row.width,
		height: row.height,
		facts: row.facts,
		errorCode: row.error_code,
		errorMessage: row.error_message,
		browser: row.browser,
		ms: row.ms,
		createdAt: row.created_at
	};
}

function groupByVariant(rows: Capture[]): Map<string, Capture[]> {
	const groups = new Map<string, Capture[]>();
	for (const capture of rows) {
		const group = groups.get(capture.variantId);
		if (group) group.push(capture);
		else groups.set(capture.variantId, [capture]);
	}
	return groups;
}
