import { asc, eq } from 'drizzle-orm';
import { replies } from '#db/schema/index.ts';
import type { Reply } from '#lib/domain/reply.ts';
import type { Queryable } from '../database.ts';

/** Adds a reply as it was received. */
export function insert(tx: Queryable, reply: Reply): void {
	tx.insert(replies)
		.values({
			variant_id: reply.variantId,
			attempt: reply.attempt,
			turn: reply.turn,
			purpose: reply.purpose,
			sha256: reply.sha256,
			finish: reply.finish,
			model: reply.model,
			input_tokens: reply.usage?.inputTokens ?? null,
			output_tokens: reply.usage?.outputTokens ?? null,
			cost: reply.cost,
			cost_basis: reply.costBasis,
			ms: reply.ms,
			created_at: reply.createdAt
		})
		.run();
}

/** Every reply a variant has had, first to last, those of earlier tries included. */
export function ofVariant(db: Queryable, variantId: string): Reply[] {
	return db
		.select()
		.from(replies)
		.where(eq(replies.variant_id, variantId))
		.orderBy(asc(replies.attempt), asc(replies.turn))
		.all()
		.map(toReply);
}

function toReply(row: typeof replies.$inferSelect): Reply {
	const { input_tokens: inputTokens, output_tokens: outputTokens } = row;
	return {
		variantId: row.variant_id,
		attempt: row.attempt,
		turn: row.turn,
		purpose: row.purpose,
		sha256: row.sha256,
		finish: row.finish,
		model: row.model,
		usage: inputTokens === null || outputTokens === null ? null : { inputTokens, outputTokens },
		cost: row.cost,
		costBasis: row.cost_basis,
		ms: row.ms,
		createdAt: row.created_at
	};
}
