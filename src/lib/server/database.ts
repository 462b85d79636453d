/** Opens the one SQLite file and brings it up to date. */
import Sqlite from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import * as schema from '#db/schema/index.ts';
import { VitrineError } from '#lib/domain/errors.ts';

/** How long a write waits for another process's write, in milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;
const BUSY_PAUSE_MS = 15;

type Database = BetterSQLite3Database<typeof schema>;
/** Inside a transaction the same verbs work. */
export type Queryable = Pick<Database, 'select' | 'insert' | 'update' | 'get' | 'all' | 'run'>;

export interface OpenDatabase {
	db: Database;
	/** Runs `work` in one write transaction; two processes never interleave in it. */
	write<T>(work: (tx: Queryable) => T): T;
	close(): void;
}

/**
 * @param file path, or `:memory:`
 * @throws VitrineError `workspace_newer` when the file was written by a later version, `workspace_unwritable` when it is no database
 */
export function openDatabase(file: string, migrationsFolder: string): OpenDatabase {
	const sqlite = connect(file);
	try {
		sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
		patiently(() => sqlite.pragma('journal_mode = WAL'));
		sqlite.pragma('synchronous = NORMAL');
		sqlite.pragma('foreign_keys = ON');
		refuseNewer(sqlite, file, migrationsFolder);
		const db = drizzle(sqlite, { schema });
		applyMigrations(db, migrationsFolder);
		return {
			db,
			write: (work) => db.transaction((tx) => work(tx), { behavior: 'immediate' }),
			close: () => sqlite.close()
		};
	} catch (thrown) {
		sqlite.close();
		throw inWords(thrown, file);
	}
}

function connect(file: string): Sqlite.Database {
	try {
		return new Sqlite(file);
	} catch (thrown) {
		throw inWords(thrown, file);
	}
}

/** SQLite's code → what is wrong with the file. Every other failure is ours, and stays what it is. */
const FILE_FAULTS: Record<string, string> = {
	SQLITE_NOTADB: 'is not a Vitrine database',
	SQLITE_CORRUPT: 'is damaged',
	SQLITE_CANTOPEN: 'cannot be opened',
	SQLITE_READONLY: 'cannot be written to'
};

function inWords(thrown: unknown, file: string): unknown {
	if (!(thrown instanceof Sqlite.SqliteError)) return thrown;
	const fault = Object.entries(FILE_FAULTS).find(([code]) => thrown.code.startsWith(code));
	if (!fault) return thrown;
	return new VitrineError('workspace_unwritable', `${file} ${fault[1]}.`, {
		field: 'workspace',
		fix: 'Move the file away, or choose another folder with --workspace DIR.',
		cause: thrown
	});
}

/** Processes that start at once may all see the old schema; whoever comes second finds the work done. */
function applyMigrations(db: Database, migrationsFolder: string): void {
	const apply = () => migrate(db, { migrationsFolder });
	try {
		patiently(apply);
	} catch {
		patiently(apply);
	}
}

/**
 * Tries again while another process is in the way, as long as any write waits. SQLite waits by itself for a lock, but not when
 * a file changes its journal, nor when a reader becomes a writer and another was faster.
 */
function patiently(work: () => unknown): void {
	const end = Date.now() + BUSY_TIMEOUT_MS;
	for (;;) {
		try {
			work();
			return;
		} catch (thrown) {
			if (!isBusy(thrown) || Date.now() > end) throw thrown;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_PAUSE_MS);
		}
	}
}

function isBusy(thrown: unknown): boolean {
	if (!(thrown instanceof Error)) return false;
	if (thrown instanceof Sqlite.SqliteError) return thrown.code.startsWith('SQLITE_BUSY');
	// Drizzle wraps what a query came to.
	return isBusy(thrown.cause);
}

function refuseNewer(sqlite: Sqlite.Database, file: string, migrationsFolder: string): void {
	const table = sqlite
		.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'`)
		.get();
	if (!table) return;
	const journal: { entries: { when: number }[] } = JSON.parse(
		readFileSync(path.join(migrationsFolder, 'meta/_journal.json'), 'utf8')
	);
	const newestKnown = Math.max(...journal.entries.map((entry) => entry.when));
	const row = sqlite.prepare('SELECT max(created_at) AS newest FROM __drizzle_migrations').get();
	const newest = Number((row as { newest: number | null }).newest ?? 0);
	if (newest > newestKnown) {
		throw new VitrineError('workspace_newer', `${file} was written by a newer Vitrine.`, {
			field: 'workspace',
			fix: 'Update this copy, or choose another folder with --workspace DIR.'
		});
	}
}
