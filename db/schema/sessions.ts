import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
	Answer,
	Criterion,
	Role,
	SessionEventKind,
	SessionSettings
} from '#lib/domain/session.ts';
import { briefs } from './briefs.ts';

/** Ranking sessions as they were made. What became of them is in `session_events`. */
export const sessions = sqliteTable(
	'sessions',
	{
		id: text('id').primaryKey(),
		brief_id: text('brief_id')
			.notNull()
			.references(() => briefs.id),
		settings: text('settings', { mode: 'json' }).$type<SessionSettings>().notNull(),
		/** The pool as it was then: ids, in the order of the numbers. */
		variant_ids: text('variant_ids', { mode: 'json' }).$type<string[]>().notNull(),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('sessions_brief').on(table.brief_id)]
);

/** Who was let in. The id is what they show: whoever has it is that reviewer. */
export const reviewers = sqliteTable(
	'reviewers',
	{
		id: text('id').primaryKey(),
		session_id: text('session_id')
			.notNull()
			.references(() => sessions.id),
		name: text('name').notNull(),
		role: text('role').$type<Role>().notNull(),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('reviewers_session').on(table.session_id)]
);

/** Answers as they came, never changed; one that was taken back has an event that says so. */
export const comparisons = sqliteTable(
	'comparisons',
	{
		seq: integer('seq').primaryKey({ autoIncrement: true }),
		/** Made by the sender, so that sending it twice adds one row. */
		id: text('id').notNull().unique(),
		session_id: text('session_id')
			.notNull()
			.references(() => sessions.id),
		reviewer_id: text('reviewer_id')
			.notNull()
			.references(() => reviewers.id),
		criterion: text('criterion').$type<Criterion>().notNull(),
		answer: text('answer', { mode: 'json' }).$type<Answer>().notNull(),
		/** From seen to answered, in milliseconds. */
		ms: integer('ms'),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('comparisons_session').on(table.session_id, table.seq)]
);

/** Whatever else happened to a session, to one of its reviewers or to an answer: rows that are only added. */
export const session_events = sqliteTable(
	'session_events',
	{
		seq: integer('seq').primaryKey({ autoIncrement: true }),
		session_id: text('session_id')
			.notNull()
			.references(() => sessions.id),
		kind: text('kind').$type<SessionEventKind>().notNull(),
		reviewer_id: text('reviewer_id').references(() => reviewers.id),
		comparison_id: text('comparison_id').references(() => comparisons.id),
		/** A reason, in the reviewer's words. */
		text: text('text'),
		created_at: integer('created_at').notNull()
	},
	(table) => [index('session_events_session').on(table.session_id, table.seq)]
);
