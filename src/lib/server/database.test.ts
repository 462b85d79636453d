import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VitrineError } from '#lib/domain/errors.ts';
import { UNMARKED } from '#lib/domain/marks.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './database.ts';
import * as marks from './store/marks.ts';
import { openWorkspace } from './workspace.ts';

const { migrationsDir } = readConfig({}, {});
let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'vitrine-database-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const APPLIED = 'SELECT created_at AS at FROM __drizzle_migrations ORDER BY 1';

/** A row of variants with what may not be empty, as a statement. */
function variantRow(id: string): string {
	const values = {
		id,
		brief_id: 'b',
		round_id: 'r',
		direction_id: 'd',
		number: id.at(-1),
		status: 'ready',
		photos: 'none',
		provider: 'import',
		model: 'm',
		reading_steps: '[]',
		created_at: 1,
		updated_at: 1
	};
	return `INSERT INTO variants (${Object.keys(values).join(', ')}) VALUES (${Object.values(values)
		.map((value) => `'${value}'`)
		.join(', ')})`;
}

function thrownBy(work: () => unknown): unknown {
	try {
		work();
		return null;
	} catch (thrown) {
		return thrown;
	}
}

describe('opening', () => {
	it('applies the migrations, and the second time finds nothing to do', () => {
		const file = path.join(folder, 'vitrine.db');
		const first = openDatabase(file, migrationsDir);
		const applied = first.db.all(APPLIED);
		expect(applied.length).toBeGreaterThan(0);
		expect(first.db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
		expect(first.db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
		first.close();
		const second = openDatabase(file, migrationsDir);
		expect(second.db.all(APPLIED)).toEqual(applied);
		second.close();
	});

	it('keeps what was flagged before there were stars', async () => {
		const before = path.join(folder, 'migrations');
		await cp(migrationsDir, before, { recursive: true });
		const journal = path.join(before, 'meta/_journal.json');
		const { entries, ...rest } = JSON.parse(await readFile(journal, 'utf8'));
		await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, 5) }));
		const file = path.join(folder, 'vitrine.db');
		const old = openDatabase(file, before);
		old.db.run('PRAGMA foreign_keys = OFF');
		for (const id of ['v_1', 'v_2']) old.db.run(variantRow(id));
		old.db.run(`INSERT INTO flags VALUES
			(1, 'v_1', 'local', 'pick', NULL, 1), (2, 'v_2', 'local', 'reject', NULL, 2), (3, 'v_2', 'local', 'reject', 2, 3)`);
		old.close();
		const now = openDatabase(file, migrationsDir);
		expect(marks.of(now.db, 'v_1', 'local')).toEqual({ ...UNMARKED, flag: 'pick' });
		expect(marks.of(now.db, 'v_2', 'local')).toEqual(UNMARKED);
		now.close();
	});

	it('takes all of a write or nothing', () => {
		const database = openDatabase(':memory:', migrationsDir);
		const work = thrownBy(() =>
			database.write((tx) => {
				tx.run(`INSERT INTO workers VALUES ('w', 'h', 1, 1, 1)`);
				throw new Error('in the middle');
			})
		);
		expect(work).toMatchObject({ message: 'in the middle' });
		expect(database.db.all('SELECT * FROM workers')).toEqual([]);
		database.close();
	});

	it('refuses a workspace that a newer version wrote', () => {
		const file = path.join(folder, 'vitrine.db');
		const database = openDatabase(file, migrationsDir);
		database.db.run(
			`INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('future', 99999999999999)`
		);
		database.close();
		const error = thrownBy(() => openDatabase(file, migrationsDir));
		expect(error).toBeInstanceOf(VitrineError);
		expect(error).toMatchObject({ code: 'workspace_newer', field: 'workspace' });
	});

	it.each([
		[
			'a text file',
			(file: string) => writeFile(file, 'Dear diary, '.repeat(100)),
			/is not a Vitrine database/
		],
		['a folder', (file: string) => mkdir(file), /cannot be opened/]
	])('refuses %s in words', async (_, make, words) => {
		const file = path.join(folder, 'vitrine.db');
		await make(file);
		const error = thrownBy(() => openDatabase(file, migrationsDir));
		expect(error).toMatchObject({ code: 'workspace_unwritable', field: 'workspace' });
		expect(error).toHaveProperty('sentence', expect.stringMatching(words));
	});
});

describe('a workspace', () => {
	it('is made where there is none', () => {
		const { blobsFolder } = openWorkspace(path.join(folder, 'deep/inside'));
		expect(blobsFolder).toBe(path.join(folder, 'deep/inside/blobs'));
	});

	it.each(['file', 'file/inside'])('cannot be made at %s, where a file is', async (at) => {
		await writeFile(path.join(folder, 'file'), '');
		const error = thrownBy(() => openWorkspace(path.join(folder, at)));
		expect(error).toMatchObject({ code: 'workspace_unwritable', field: 'workspace' });
		expect(error).toHaveProperty('fix', expect.stringContaining('--workspace DIR'));
	});
});
