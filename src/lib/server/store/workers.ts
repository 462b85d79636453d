import { eq } from 'drizzle-orm';
import { workers } from '#db/schema/index.ts';
import type { Queryable } from '../database.ts';

export type Worker = typeof workers.$inferSelect;

export function insert(tx: Queryable, worker: Worker): void {
	tx.insert(workers).values(worker).run();
}

export function beat(db: Queryable, id: string): void {
	db.update(workers).set({ heartbeat_at: Date.now() }).where(eq(workers.id, id)).run();
}

export function find(db: Queryable, id: string): Worker | null {
	return db.select().from(workers).where(eq(workers.id, id)).get() ?? null;
}
