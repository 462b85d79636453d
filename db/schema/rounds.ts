import {
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex
} from 'drizzle-orm/sqlite-core';
import type {
	RoundEvent,
	RoundEventType,
	RoundKind,
	RoundSettings,
	RoundStatus
} from '#lib/domain/round.ts';
import type { Point } from '#lib/domain/direction.ts';
import { briefs } from './briefs.ts';

/** A process that works on rounds. Its row outlives it, so that others can tell it is gone. */
export const workers = sqliteTable('workers', {
	id: text('id').primaryKey(),
	host: text('host').notNull(),
	pid: integer('pid').notNull(),
	started_at: integer('started_at').notNull(),
	/** Told every few seconds; a live pid with a stale heartbeat is somebody else's pid. */
	heartbeat_at: integer('heartbeat_at').notNull()
});

export const rounds = sqliteTable(
	'rounds',
	{
		id: text('id').primaryKey(),
		brief_id: text('brief_id')
			.notNull()
			.references(() => briefs.id),
		number: integer('number').notNull(),
		kind: text('kind').$type<RoundKind>().notNull(),
		status: text('status').$type<RoundStatus>().notNull(),
		settings: text('settings', { mode: 'json' }).$type<RoundSettings>().notNull(),
		/** The worker that runs it; null when nobody does. */
		owner: text('owner').references(() => workers.id),
		cancel_requested_at: integer('cancel_requested_at'),
		created_at: integer('created_at').notNull(),
		finished_at: integer('finished_at')
	},
	(table) => [
		uniqueIndex('rounds_number').on(table.brief_id, table.number),
		index('rounds_status').on(table.status)
	]
);

export const directions = sqliteTable(
	'directions',
	{
		id: text('id').primaryKey(),
		round_id: text('round_id')
			.notNull()
			.references(() => rounds.id),
		/** Place in the round, from 0. */
		position: integer('position').notNull(),
		point: text('point', { mode: 'json' }).$type<Point>().notNull(),
		statement: text('statement').notNull()
	},
	(table) => [uniqueIndex('directions_position').on(table.round_id, table.position)]
);

/** The story of a round. `seq` is contiguous from 1 within it. */
export const round_events = sqliteTable(
	'round_events',
	{
		round_id: text('round_id')
			.notNull()
			.references(() => rounds.id),
		seq: integer('seq').notNull(),
		type: text('type').$type<RoundEventType>().notNull(),
		variant_id: text('variant_id'),
		data: text('data', { mode: 'json' }).$type<RoundEvent['data']>().notNull(),
		at: integer('at').notNull()
	},
	(table) => [primaryKey({ columns: [table.round_id, table.seq] })]
);
