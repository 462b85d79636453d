import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { DesignPlan } from '#lib/domain/plan.ts';
import type { CostBasis, Finish, ReplyPurpose } from '#lib/domain/reply.ts';
import type { PhotoPlan, PhotoStatus, ProviderName, VariantStatus } from '#lib/domain/variant.ts';
import { briefs } from './briefs.ts';
import { directions, rounds } from './rounds.ts';

export const variants = sqliteTable(
	'variants',
	{
		id: text('id').primaryKey(),
		brief_id: text('brief_id')
			.notNull()
			.references(() => briefs.id),
		round_id: text('round_id')
			.notNull()
			.references(() => rounds.id),
		direction_id: text('direction_id')
			.notNull()
			.references(() => directions.id),
		/** Counted from 1 within its brief. */
		number: integer('number').notNull(),
		status: text('status').$type<VariantStatus>().notNull(),
		photos: text('photos').$type<PhotoStatus>().notNull(),
		/** What is photographed when it was asked for again; null: what the round asks for. */
		photo_plan: text('photo_plan', { mode: 'json' }).$type<PhotoPlan>(),
		attempts: integer('attempts').notNull().default(0),
		/** How often its worker went away while it was being built or photographed. */
		cut_offs: integer('cut_offs').notNull().default(0),
		provider: text('provider').$type<ProviderName>().notNull(),
		model: text('model').notNull(),
		prompt_sha256: text('prompt_sha256'),
		prompt_version: text('prompt_version'),
		/** What the document was read from: the reply, or several joined. Each as received is in `replies`. */
		reply_sha256: text('reply_sha256'),
		reply_finish: text('reply_finish').$type<Finish>(),
		html_sha256: text('html_sha256'),
		title: text('title'),
		medium: text('medium'),
		/** What the model said it would make. */
		plan: text('plan', { mode: 'json' }).$type<DesignPlan>(),
		/** Of an imported one: the name of the file it was. */
		source_name: text('source_name'),
		reading_steps: text('reading_steps', { mode: 'json' }).$type<string[]>().notNull(),
		error_code: text('error_code'),
		error_message: text('error_message'),
		input_tokens: integer('input_tokens'),
		output_tokens: integer('output_tokens'),
		/** US dollars; null is unknown. */
		cost: real('cost'),
		cost_basis: text('cost_basis').$type<CostBasis>(),
		ms: integer('ms'),
		chars_written: integer('chars_written').notNull().default(0),
		created_at: integer('created_at').notNull(),
		updated_at: integer('updated_at').notNull()
	},
	(table) => [
		uniqueIndex('variants_number').on(table.brief_id, table.number),
		index('variants_round').on(table.round_id, table.status)
	]
);

/** Replies as received, only ever added. */
export const replies = sqliteTable(
	'replies',
	{
		id: integer('id').primaryKey({ autoIncrement: true }),
		variant_id: text('variant_id')
			.notNull()
			.references(() => variants.id),
		/** Which try of the variant, counted from 1. */
		attempt: integer('attempt').notNull(),
		/** Place in the conversation of that try, from 0. */
		turn: integer('turn').notNull(),
		purpose: text('purpose').$type<ReplyPurpose>().notNull(),
		sha256: text('sha256').notNull(),
		finish: text('finish').$type<Finish>().notNull(),
		model: text('model').notNull(),
		input_tokens: integer('input_tokens'),
		output_tokens: integer('output_tokens'),
		/** US dollars; null is unknown. */
		cost: real('cost'),
		cost_basis: text('cost_basis').$type<CostBasis>(),
		ms: integer('ms').notNull(),
		created_at: integer('created_at').notNull()
	},
	(table) => [uniqueIndex('replies_turn').on(table.variant_id, table.attempt, table.turn)]
);
