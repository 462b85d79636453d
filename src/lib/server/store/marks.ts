import { and, asc, desc, eq, gt, inArray, max, sql, type SQL } from 'drizzle-orm';
import { decisions, marks, variants } from '#db/schema/index.ts';
import {
	FLAGS,
	LABELS,
	UNMARKED,
	type Decision,
	type Flag,
	type MarkChange,
	type MarkKind,
	type Marks
} from '#lib/domain/marks.ts';
import type { Queryable } from '../database.ts';

type MarkRow = typeof marks.$inferSelect;

/** One act of one reviewer. */
export interface MarkBatch {
	id: string;
	reviewer: string;
}

const NO_LABEL = 'none';
/** SQLite takes a limited number of values in one statement. */
const ROWS_AT_ONCE = 500;

/** Adds a row for each thing that is said of each variant. */
export function insert(
	tx: Queryable,
	{ id: batch, reviewer }: MarkBatch,
	changes: readonly MarkChange[]
): void {
	const created_at = Date.now();
	const rows = changes.flatMap((change) =>
		said(change).map(([kind, value]) => ({
			batch,
			variant_id: change.variantId,
			reviewer,
			kind,
			value,
			retracts: null,
			created_at
		}))
	);
	insertRows(tx, rows);
}

/** Takes back every mark of a batch that has not been taken back yet. */
export function retract(tx: Queryable, batch: string): void {
	const rows = ofBatch(tx, batch);
	const retracted = new Set(rows.map(({ retracts }) => retracts));
	const created_at = Date.now();
	insertRows(
		tx,
		rows
			.filter(({ id, retracts }) => retracts === null && !retracted.has(id))
			.map(({ id, ...row }) => ({ ...row, retracts: id, created_at }))
	);
}

/** Every row of one act, retractions with it. */
export function ofBatch(db: Queryable, batch: string): MarkRow[] {
	return db.select().from(marks).where(eq(marks.batch, batch)).orderBy(asc(marks.id)).all();
}

/** What is in force on the variants of a brief, by who has marked them. */
export function ofBriefByReviewer(db: Queryable, briefId: string): Map<string, Map<string, Marks>> {
	const rows = db
		.select()
		.from(marks)
		.where(inArray(marks.variant_id, idsOf(db, briefId)))
		.orderBy(asc(marks.id))
		.all();
	return byReviewer(rows);
}

/** Whether anybody has picked it. */
export function isPicked(db: Queryable, variantId: string): boolean {
	const rows = db
		.select()
		.from(marks)
		.where(eq(marks.variant_id, variantId))
		.orderBy(asc(marks.id))
		.all();
	return [...byReviewer(rows).values()].some((put) => put.get(variantId)?.flag === 'pick');
}

/** What is in force on every variant of a brief that a reviewer has marked. */
export function ofBrief(db: Queryable, briefId: string, reviewer: string): Map<string, Marks> {
	const rows = db
		.select()
		.from(marks)
		.where(and(inArray(marks.variant_id, idsOf(db, briefId)), eq(marks.reviewer, reviewer)))
		.orderBy(asc(marks.id))
		.all();
	return inForce(rows);
}

/** How far the story of a brief's marks has come: the newest row's number, which only grows; 0 while there is none. */
export function stepsOf(db: Queryable, briefId: string): number {
	const row = db
		.select({ last: max(marks.id) })
		.from(marks)
		.where(inArray(marks.variant_id, idsOf(db, briefId)))
		.get();
	return row?.last ?? 0;
}

/** What is in force on every variant of a brief of which a reviewer has said, or taken back, something after a step. */
export function since(
	db: Queryable,
	briefId: string,
	{ reviewer, after }: { reviewer: string; after: number }
): Map<string, Marks> {
	const touched = db
		.select({ id: marks.variant_id })
		.from(marks)
		.where(
			and(
				inArray(marks.variant_id, idsOf(db, briefId)),
				eq(marks.reviewer, reviewer),
				gt(marks.id, after)
			)
		)
		.groupBy(marks.variant_id)
		.all()
		.map(({ id }) => id);
	const inForceNow = ofThese(db, touched, reviewer);
	return new Map(touched.map((id) => [id, inForceNow.get(id) ?? UNMARKED]));
}

const idsOf = (db: Queryable, briefId: string) =>
	db.select({ id: variants.id }).from(variants).where(eq(variants.brief_id, briefId));

/** What is in force on one variant. */
export function of(db: Queryable, variantId: string, reviewer: string): Marks {
	return ofThese(db, [variantId], reviewer).get(variantId) ?? UNMARKED;
}

/** What is in force on each of those that a reviewer has marked. */
export function ofThese(
	db: Queryable,
	variantIds: readonly string[],
	reviewer: string
): Map<string, Marks> {
	return foundOf(db, variantIds, eq(marks.reviewer, reviewer));
}

/** What was put on each of those last and not taken back, by whoever did. */
export function lastOfThese(db: Queryable, variantIds: readonly string[]): Map<string, Marks> {
	return foundOf(db, variantIds);
}

function foundOf(db: Queryable, variantIds: readonly string[], by?: SQL): Map<string, Marks> {
	const found = new Map<string, Marks>();
	for (let at = 0; at < variantIds.length; at += ROWS_AT_ONCE) {
		const ids = variantIds.slice(at, at + ROWS_AT_ONCE);
		const rows = db
			.select()
			.from(marks)
			.where(and(inArray(marks.variant_id, ids), by))
			.orderBy(asc(marks.id))
			.all();
		for (const [id, put] of inForce(rows)) found.set(id, put);
	}
	return found;
}

/**
 * When each pick of a brief was made, and when it no longer held: rubbed out, taken back, or another flag put in its place. Null where
 * it still holds. One mark may be two spans, where what had replaced it was taken back.
 */
export function picksThrough(
	db: Queryable,
	briefId: string
): { at: number; until: number | null }[] {
	const rows = db
		.select()
		.from(marks)
		.where(and(inArray(marks.variant_id, idsOf(db, briefId)), eq(marks.kind, 'flag')))
		.orderBy(asc(marks.id))
		.all();
	const byHand = new Map<string, MarkRow[]>();
	for (const row of rows) {
		const hand = `${row.variant_id} ${row.reviewer}`;
		byHand.set(hand, [...(byHand.get(hand) ?? []), row]);
	}
	return [...byHand.values()].flatMap((own) => {
		const spans: { at: number; until: number | null }[] = [];
		for (const [index, row] of own.entries()) {
			const [now] = inForce(own.slice(0, index + 1)).values();
			const open = spans.at(-1)?.until === null ? spans.at(-1) : undefined;
			if (now?.flag === 'pick' && !open) spans.push({ at: row.created_at, until: null });
			else if (now?.flag !== 'pick' && open) open.until = row.created_at;
		}
		return spans;
	});
}

export function insertDecision(tx: Queryable, decision: Decision): void {
	tx.insert(decisions)
		.values({
			id: decision.id,
			brief_id: decision.briefId,
			variant_id: decision.variantId,
			why: decision.why,
			created_at: decision.createdAt
		})
		.run();
}

/** The decision in force, which is the newest. */
export function decisionOf(db: Queryable, briefId: string): Decision | null {
	const row = db
		.select()
		.from(decisions)
		.where(eq(decisions.brief_id, briefId))
		// Two may be of one millisecond; rows are numbered as they are added.
		.orderBy(desc(decisions.created_at), desc(sql`${decisions}.rowid`))
		.get();
	return row
		? {
				id: row.id,
				briefId: row.brief_id,
				variantId: row.variant_id,
				why: row.why,
				createdAt: row.created_at
			}
		: null;
}

/** What a change says, as kind and stored value. */
function said({ flag, stars, label }: MarkChange): [MarkKind, string][] {
	const all: [MarkKind, string | undefined][] = [
		['flag', flag],
		['stars', stars?.toString()],
		['label', label === null ? NO_LABEL : label]
	];
	return all.filter((pair): pair is [MarkKind, string] => pair[1] !== undefined);
}

function insertRows(tx: Queryable, rows: (typeof marks.$inferInsert)[]): void {
	for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
		tx.insert(marks)
			.values(rows.slice(at, at + ROWS_AT_ONCE))
			.run();
}

function byReviewer(rows: MarkRow[]): Map<string, Map<string, Marks>> {
	const own = new Map<string, MarkRow[]>();
	for (const row of rows) {
		const before = own.get(row.reviewer);
		if (before) before.push(row);
		else own.set(row.reviewer, [row]);
	}
	return new Map(
		[...own].flatMap(([reviewer, all]) => {
			const put = inForce(all);
			return put.size > 0 ? [[reviewer, put] as const] : [];
		})
	);
}

/** The fold: per variant and kind the newest mark that nothing retracts. A retraction is no mark of its own. */
function inForce(rows: MarkRow[]): Map<string, Marks> {
	const retracted = new Set(rows.map((row) => row.retracts));
	const byVariant = new Map<string, Marks>();
	for (const row of rows) {
		if (row.retracts !== null || retracted.has(row.id)) continue;
		const before = byVariant.get(row.variant_id) ?? UNMARKED;
		byVariant.set(row.variant_id, { ...before, ...read(row) });
	}
	return byVariant;
}

function read({ kind, value }: MarkRow): Partial<Marks> {
	if (kind === 'stars') return { stars: Number(value) };
	if (kind === 'label') return { label: LABELS.find((label) => label === value) ?? null };
	const flag: Flag = FLAGS.find((name) => name === value) ?? 'none';
	return { flag };
}
