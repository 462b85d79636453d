import { and, eq, inArray } from 'drizzle-orm';
import { descriptors } from '#db/schema/index.ts';
import type { Queryable } from '../database.ts';

/** SQLite takes 32,766 values in a statement; this many are asked for at a time. */
const CHUNK = 1000;

/** Those that are stored of these pictures, by the SHA-256 of the picture. */
export function find(
	db: Queryable,
	imageSha256s: string[],
	version: number
): Map<string, Uint8Array> {
	const found = new Map<string, Uint8Array>();
	for (let from = 0; from < imageSha256s.length; from += CHUNK) {
		const rows = db
			.select()
			.from(descriptors)
			.where(
				and(
					eq(descriptors.version, version),
					inArray(descriptors.image_sha256, imageSha256s.slice(from, from + CHUNK))
				)
			)
			.all();
		for (const row of rows) found.set(row.image_sha256, row.bytes);
	}
	return found;
}

/** Another process may have stored the same meanwhile, which is then kept. */
export function insert(
	tx: Queryable,
	described: ReadonlyMap<string, Uint8Array>,
	version: number
): void {
	for (const [imageSha256, bytes] of described) {
		tx.insert(descriptors)
			.values({
				image_sha256: imageSha256,
				version,
				bytes: Buffer.from(bytes),
				created_at: Date.now()
			})
			.onConflictDoNothing()
			.run();
	}
}
