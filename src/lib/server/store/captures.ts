import { and, asc, desc, eq, getTableColumns, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import { captures, variants } from '#db/schema/index.ts';
import {
	LASTING_FAULTS,
	shotKey,
	type Capture,
	type CaptureGlance,
	type Shot
} from '#lib/domain/capture.ts';
import { PageFacts, type FactsGlance } from '#lib/domain/capture-facts.ts';
import type { Queryable } from '../database.ts';
import { groupByVariant } from './by-variant.ts';

/** Two may be of one millisecond; rows are numbered as they are added. */
const AS_TAKEN = [asc(captures.created_at), asc(sql`${captures}.rowid`)];

/** What a photograph takes is told from so many. */
const MEDIAN_OF = 200;

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
			pose: capture.pose,
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

/** The same at a glance. */
export function glancesOfVariant(db: Queryable, variantId: string): CaptureGlance[] {
	const rows = selectGlances(db)
		.where(eq(captures.variant_id, variantId))
		.orderBy(...AS_TAKEN)
		.all();
	return newestOfEachShot(rows.map(toGlance));
}

/** The same for every variant of a brief, by variant id. */
export function glancesOfBrief(db: Queryable, briefId: string): Map<string, CaptureGlance[]> {
	const ids = db.select({ id: variants.id }).from(variants).where(eq(variants.brief_id, briefId));
	const rows = selectGlances(db)
		.where(inArray(captures.variant_id, ids))
		.orderBy(...AS_TAKEN)
		.all();
	const byVariant = groupByVariant(rows.map(toGlance));
	return new Map([...byVariant].map(([id, list]) => [id, newestOfEachShot(list)]));
}

/** Facts are long, and most of them are not wanted: those that are, the database takes out. */
const GLANCED = ['documentHeight', 'overflowX', 'stateChanged', 'unstable'] as const;

function selectGlances(db: Queryable) {
	const of = (name: string) =>
		sql`${name}, json(coalesce(${captures.facts} -> ${`$.${name}`}, '"not measured"'))`;
	const glance = sql<
		string | null
	>`CASE WHEN ${captures.facts} IS NOT NULL THEN json_object(${sql.join(GLANCED.map(of), sql`, `)}) END`;
	return db.select({ ...getTableColumns(captures), facts: glance }).from(captures);
}

/** Keys of the shots of one document that need not be taken again. @param since in milliseconds since 1970: what is older does not count */
export function takenKeys(
	db: Queryable,
	variantId: string,
	htmlSha256: string,
	since = 0
): Set<string> {
	const where = and(
		eq(captures.variant_id, variantId),
		eq(captures.html_sha256, htmlSha256),
		or(eq(captures.status, 'taken'), inArray(captures.error_code, LASTING_FAULTS)),
		gte(captures.created_at, since)
	);
	return new Set(db.select().from(captures).where(where).all().map(shotKey));
}

/** What is needed to show a photograph. */
export interface Photograph {
	imageSha256: string;
	thumbSha256: string | null;
	width: number;
	height: number;
}

/** The newest photograph of each of these variants in this viewport, theme and state, at rest; without those that have none. */
export function photographsOf(
	db: Queryable,
	variantIds: readonly string[],
	{ viewport, theme, state }: Omit<Shot, 'pose'>
): Map<string, Photograph> {
	const where = and(
		inArray(captures.variant_id, [...variantIds]),
		eq(captures.viewport, viewport),
		eq(captures.theme, theme),
		state === null ? isNull(captures.state) : eq(captures.state, state),
		eq(captures.pose, 'rest'),
		eq(captures.status, 'taken')
	);
	const rows = db
		.select({
			id: captures.variant_id,
			imageSha256: captures.image_sha256,
			thumbSha256: captures.thumb_sha256,
			width: captures.width,
			height: captures.height
		})
		.from(captures)
		.where(where)
		.orderBy(...AS_TAKEN)
		.all();
	return new Map(
		rows.flatMap(({ id, imageSha256, thumbSha256, width, height }) =>
			imageSha256 === null || width === null || height === null
				? []
				: [[id, { imageSha256, thumbSha256, width, height }] as const]
		)
	);
}

/** Whether a picture is a photograph, or the thumb of one, of any of these variants. */
export function showsAny(db: Queryable, variantIds: readonly string[], sha256: string): boolean {
	const where = and(
		inArray(captures.variant_id, [...variantIds]),
		or(eq(captures.image_sha256, sha256), eq(captures.thumb_sha256, sha256))
	);
	return db.select({ id: captures.id }).from(captures).where(where).get() !== undefined;
}

/** Median time of the photographs taken last, in milliseconds; null when there are none. */
export function medianMs(db: Queryable): number | null {
	const newest = db
		.select({ ms: captures.ms })
		.from(captures)
		.where(eq(captures.status, 'taken'))
		.orderBy(desc(captures.created_at))
		.limit(MEDIAN_OF)
		.all()
		.map(({ ms }) => ms)
		.sort((a, b) => a - b);
	return newest[Math.floor(newest.length / 2)] ?? null;
}

function newestOfEachShot<C extends Shot>(inOrder: C[]): C[] {
	const byShot = new Map<string, C>();
	for (const capture of inOrder) byShot.set(shotKey(capture), capture);
	return [...byShot.values()];
}

type Row = typeof captures.$inferSelect;

function toCapture(row: Row): Capture {
	// Photographs of earlier versions lack facts that were not read yet.
	return { ...withoutFacts(row), facts: row.facts && PageFacts.parse(row.facts) };
}

function toGlance({ facts, ...row }: Omit<Row, 'facts'> & { facts: string | null }): CaptureGlance {
	return {
		...withoutFacts(row),
		facts: facts === null ? null : (JSON.parse(facts) as FactsGlance)
	};
}

function withoutFacts(row: Omit<Row, 'facts'>): Omit<Capture, 'facts'> {
	return {
		id: row.id,
		variantId: row.variant_id,
		viewport: row.viewport,
		theme: row.theme,
		state: row.state,
		pose: row.pose,
		status: row.status,
		imageSha256: row.image_sha256,
		thumbSha256: row.thumb_sha256,
		width: row.width,
		height: row.height,
		errorCode: row.error_code,
		errorMessage: row.error_message,
		browser: row.browser,
		ms: row.ms,
		createdAt: row.created_at
	};
}
