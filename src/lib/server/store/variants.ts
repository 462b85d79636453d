import { and, asc, eq, inArray, max, sql, sum } from 'drizzle-orm';
import { directions, variants } from '#db/schema/index.ts';
import {
	photoSourcesOf,
	sourcesOf,
	type PhotoStatus,
	type ProviderName,
	type Variant,
	type VariantStatus
} from '#lib/domain/variant.ts';
import type { Spent } from '#lib/domain/view.ts';
import type { Queryable } from '../database.ts';

export interface NewVariant {
	id: string;
	briefId: string;
	roundId: string;
	directionId: string;
	number: number;
	provider: ProviderName;
	model: string;
	/** Of a prompt that is settled beforehand. @see storePrompt */
	promptSha256?: string | undefined;
}

type Row = typeof variants.$inferSelect;
/** Columns that a step of the pipeline fills in. Statuses change through `move` and `movePhotos` alone. */
export type VariantPatch = Partial<
	Omit<
		Row,
		'id' | 'brief_id' | 'round_id' | 'direction_id' | 'number' | 'status' | 'photos' | 'created_at'
	>
>;

/** The number of the next variant of a brief. Holds only within the transaction that inserts it. */
export function nextNumber(tx: Queryable, briefId: string): number {
	const newest = tx
		.select({ number: max(variants.number) })
		.from(variants)
		.where(eq(variants.brief_id, briefId))
		.get();
	return (newest?.number ?? 0) + 1;
}

/** Inserts variants, queued. */
export function insertAll(tx: Queryable, list: NewVariant[]): void {
	const now = Date.now();
	const rows = list.map((variant) => ({
		id: variant.id,
		brief_id: variant.briefId,
		round_id: variant.roundId,
		direction_id: variant.directionId,
		number: variant.number,
		status: 'queued' as const,
		photos: 'none' as const,
		provider: variant.provider,
		model: variant.model,
		prompt_sha256: variant.promptSha256 ?? null,
		reading_steps: [],
		created_at: now,
		updated_at: now
	}));
	tx.insert(variants).values(rows).run();
}

const select = (db: Queryable) =>
	db
		.select({
			variant: variants,
			point: directions.point,
			statement: directions.statement,
			position: directions.position
		})
		.from(variants)
		.innerJoin(directions, eq(directions.id, variants.direction_id));

export function find(db: Queryable, id: string): Variant | null {
	const row = select(db).where(eq(variants.id, id)).get();
	return row ? toVariant(row) : null;
}

export function ofBrief(db: Queryable, briefId: string): Variant[] {
	return select(db)
		.where(eq(variants.brief_id, briefId))
		.orderBy(asc(variants.number))
		.all()
		.map(toVariant);
}

/** Ids of those that have a document, by number. */
export function readyOf(db: Queryable, briefId: string): string[] {
	return db
		.select({ id: variants.id })
		.from(variants)
		.where(and(eq(variants.brief_id, briefId), eq(variants.status, 'ready')))
		.orderBy(asc(variants.number))
		.all()
		.map(({ id }) => id);
}

export function ofRound(db: Queryable, roundId: string): Variant[] {
	return select(db)
		.where(eq(variants.round_id, roundId))
		.orderBy(asc(variants.number))
		.all()
		.map(toVariant);
}

/** What the pipeline needs beyond a Variant: its place in the round, and what an earlier worker left. */
export interface QueuedVariant {
	variant: Variant;
	position: number;
	cutOffs: number;
}

/** Of a round, by number. */
export function withStatus(db: Queryable, roundId: string, status: VariantStatus): QueuedVariant[] {
	return select(db)
		.where(and(eq(variants.round_id, roundId), eq(variants.status, status)))
		.orderBy(asc(variants.number))
		.all()
		.map(toQueued);
}

/** Whether any variant of a round is `queued`, `running` and so on: asked far more often than there is. */
export function hasStatus(db: Queryable, roundId: string, ...statuses: VariantStatus[]): boolean {
	const where = and(eq(variants.round_id, roundId), inArray(variants.status, statuses));
	return db.select({ id: variants.id }).from(variants).where(where).limit(1).get() !== undefined;
}

/** Whether any variant of a round waits to be photographed. */
export function hasPhotosQueued(db: Queryable, roundId: string): boolean {
	const where = and(eq(variants.round_id, roundId), eq(variants.photos, 'queued'));
	return db.select({ id: variants.id }).from(variants).where(where).limit(1).get() !== undefined;
}

/** The queue of a round: those begun least often first, so that what is tried again comes after what was not tried yet. */
export function queueOf(db: Queryable, roundId: string): { id: string; position: number }[] {
	return db
		.select({ id: variants.id, position: directions.position })
		.from(variants)
		.innerJoin(directions, eq(directions.id, variants.direction_id))
		.where(and(eq(variants.round_id, roundId), eq(variants.status, 'queued')))
		.orderBy(asc(variants.attempts), asc(variants.number))
		.all();
}

/** One that is still queued, or null. */
export function findQueued(db: Queryable, id: string): QueuedVariant | null {
	const row = select(db)
		.where(and(eq(variants.id, id), eq(variants.status, 'queued')))
		.get();
	return row ? toQueued(row) : null;
}

/** Of a round: those first that have waited longest. */
export function withPhotos(db: Queryable, roundId: string, photos: PhotoStatus): QueuedVariant[] {
	return select(db)
		.where(and(eq(variants.round_id, roundId), eq(variants.photos, photos)))
		.orderBy(asc(variants.updated_at), asc(variants.number))
		.all()
		.map(toQueued);
}

/**
 * Moves a variant to `to` if the statuses' rules allow it from where it is, and fills columns in.
 * @returns false when it was elsewhere, such as taken by another worker: nothing is changed then
 */
export function move(
	tx: Queryable,
	id: string,
	to: VariantStatus,
	patch: VariantPatch = {}
): boolean {
	return (
		tx
			.update(variants)
			.set({ ...patch, status: to, updated_at: Date.now() })
			.where(and(eq(variants.id, id), inArray(variants.status, sourcesOf(to))))
			.run().changes > 0
	);
}

/** `move`, for its photographs. @returns whether it was where it could be moved from */
export function movePhotos(
	tx: Queryable,
	id: string,
	to: PhotoStatus,
	patch: VariantPatch = {}
): boolean {
	return (
		tx
			.update(variants)
			.set({ ...patch, photos: to, updated_at: Date.now() })
			.where(and(eq(variants.id, id), inArray(variants.photos, photoSourcesOf(to))))
			.run().changes > 0
	);
}

export function patch(tx: Queryable, id: string, values: VariantPatch): void {
	tx.update(variants).set(values).where(eq(variants.id, id)).run();
}

/** What the variants of a round have cost so far, all tries together. */
export function spentOf(db: Queryable, roundId: string): Spent {
	// What has taken time has had a reply.
	const unpriced = sql<number>`count(CASE WHEN ${variants.ms} IS NOT NULL AND ${variants.cost} IS NULL THEN 1 END)`;
	const row = db
		.select({ cost: sum(variants.cost).mapWith(Number), unpriced })
		.from(variants)
		.where(eq(variants.round_id, roundId))
		.get();
	const missing = row?.unpriced ?? 0;
	return { cost: row?.cost ?? (missing > 0 ? null : 0), unpriced: missing };
}

/** How far the variants that are being written have got: a gauge, not a fact, so it has no events. */
export function charsOfRunning(db: Queryable, roundId: string): { id: string; chars: number }[] {
	return db
		.select({ id: variants.id, chars: variants.chars_written })
		.from(variants)
		.where(and(eq(variants.round_id, roundId), eq(variants.status, 'running')))
		.all();
}

interface JoinedRow {
	variant: Row;
	point: Variant['point'];
	statement: string;
	position: number;
}

function toQueued(row: JoinedRow): QueuedVariant {
	return {
		variant: toVariant(row),
		position: row.position,
		cutOffs: row.variant.cut_offs
	};
}

function toVariant({ variant: row, point, statement }: JoinedRow): Variant {
	const { input_tokens: inputTokens, output_tokens: outputTokens } = row;
	return {
		id: row.id,
		briefId: row.brief_id,
		roundId: row.round_id,
		directionId: row.direction_id,
		number: row.number,
		status: row.status,
		photos: row.photos,
		attempts: row.attempts,
		provider: row.provider,
		model: row.model,
		promptSha256: row.prompt_sha256,
		promptVersion: row.prompt_version,
		replySha256: row.reply_sha256,
		htmlSha256: row.html_sha256,
		photoPlan: row.photo_plan,
		title: row.title,
		medium: row.medium,
		plan: row.plan,
		sourceName: row.source_name,
		readingSteps: row.reading_steps,
		errorCode: row.error_code,
		errorMessage: row.error_message,
		usage: inputTokens === null || outputTokens === null ? null : { inputTokens, outputTokens },
		cost: row.cost,
		costBasis: row.cost_basis,
		ms: row.ms,
		charsWritten: row.chars_written,
		point,
		statement,
		createdAt: row.created_at,
		updatedAt: row.updated_at
	};
}
