/** Looks at what Vitrine needs and says what is and is not ready. Changes nothing. */
import Sqlite from 'better-sqlite3';
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { BrowserPathError, findBrowser } from '#lib/capture/find-browser.js';
import { VitrineError } from '#lib/domain/errors.ts';
import type { LocalEndpoint } from '#lib/domain/view.ts';
import { parsePrices } from '#lib/generator/prices.ts';
import type { Config } from './config.ts';
import { isPortFree } from './ports.ts';
import { createProviders } from './providers.ts';

const BROWSER_ANSWER_LIMIT_MS = 20_000;
const GALLERY_ANSWER_LIMIT_MS = 2_000;
const DAY_MS = 24 * 60 * 60_000;
/** Makers change their prices about twice a year. */
const MAX_PRICE_AGE_DAYS = 180;

interface Check {
	name: string;
	ok: boolean;
	detail: string;
	/** What would make it so; null when it is. */
	fix: string | null;
}

export interface Diagnosis {
	checks: Check[];
	/** Whether what the gallery needs is there; providers are not needed, since one of them always is. */
	isReadyToStart: boolean;
}

export async function runDoctor(config: Config): Promise<Diagnosis> {
	const needed = [
		checkNode(config),
		checkWorkspace(config),
		checkDatabase(config),
		await checkBrowser(config),
		await checkPorts(config)
	];
	return {
		checks: [...needed, ...checkPrices(config), ...(await checkProviders(config))],
		isReadyToStart: needed.every(({ ok }) => ok)
	};
}

const fine = (name: string, detail: string): Check => ({ name, ok: true, detail, fix: null });
const wanting = (name: string, detail: string, fix: string): Check => ({
	name,
	ok: false,
	detail,
	fix
});

const Package = z.object({ engines: z.object({ node: z.string() }) });

function checkNode({ root }: Config): Check {
	const { engines } = Package.parse(
		JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
	);
	const [oldestMajor = 0, oldestMinor = 0] = (engines.node.match(/\d+/g) ?? []).map(Number);
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const detail = `This is Node ${process.versions.node}; ${engines.node} is needed.`;
	if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))
		return fine('node', detail);
	return wanting('node', detail, 'Get a newer one from https://nodejs.org.');
}

function checkWorkspace({ workspace }: Config): Check {
	const standing = nearestExisting(workspace);
	const fix = 'Choose another folder with --workspace DIR, or make this one writable.';
	try {
		if (!statSync(standing).isDirectory())
			return wanting('workspace', `${standing} is not a folder.`, fix);
		accessSync(standing, constants.W_OK);
	} catch {
		return wanting('workspace', `${standing} cannot be written to.`, fix);
	}
	return fine(
		'workspace',
		standing === workspace ? workspace : `${workspace} is made at the first start.`
	);
}

function nearestExisting(folder: string): string {
	return existsSync(folder) || path.dirname(folder) === folder
		? folder
		: nearestExisting(path.dirname(folder));
}

const Journal = z.object({ entries: z.array(z.object({ when: z.number() })) });
const Applied = z.object({ count: z.number(), newest: z.number().nullable() });

/** Reads alone: opening the database as the gallery does would bring it up to date. */
function checkDatabase({ workspace, migrationsDir }: Config): Check {
	const file = path.join(workspace, 'vitrine.db');
	if (!existsSync(file))
		return fine('database', 'There is none yet; it is made at the first start.');
	const known = Journal.parse(
		JSON.parse(readFileSync(path.join(migrationsDir, 'meta/_journal.json'), 'utf8'))
	).entries;
	let sqlite: Sqlite.Database | undefined;
	try {
		sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
		const version: unknown = sqlite.prepare('SELECT sqlite_version()').pluck().get();
		const row = sqlite
			.prepare('SELECT count(*) AS count, max(created_at) AS newest FROM __drizzle_migrations')
			.get();
		const applied = Applied.parse(row);
		if ((applied.newest ?? 0) > Math.max(...known.map(({ when }) => when))) {
			return wanting(
				'database',
				`${file} was written by a newer Vitrine.`,
				'Update this copy, or choose another folder with --workspace DIR.'
			);
		}
		const waiting = known.length - applied.count;
		const steps =
			waiting > 0
				? `${waiting} of ${known.length} migrations follow at the next start`
				: 'up to date';
		return fine('database', `SQLite ${String(version)}, ${steps}.`);
	} catch {
		return wanting(
			'database',
			`${file} cannot be read as a Vitrine database.`,
			'Move the file away, or choose another folder with --workspace DIR.'
		);
	} finally {
		sqlite?.close();
	}
}

async function checkBrowser({ env }: Config): Promise<Check> {
	const fix = 'Install Chrome, Chromium or Edge, or set CHROMIUM_PATH to a browser’s program file.';
	try {
		const found = findBrowser({ env });
		if (!found) return wanting('browser', 'There is no browser to photograph with.', fix);
		// On Windows a browser asked for its version opens a window instead.
		if (process.platform === 'win32') return fine('browser', found.path);
		const { stdout } = await promisify(execFile)(found.path, ['--version'], {
			timeout: BROWSER_ANSWER_LIMIT_MS
		});
		return fine('browser', `${stdout.trim()}, ${found.path}`);
	} catch (thrown) {
		if (thrown instanceof BrowserPathError) return wanting('browser', thrown.message, thrown.fix);
		return wanting(
			'browser',
			`The browser does not start: ${thrown instanceof Error ? thrown.message.split('\n')[0] : ''}`,
			fix
		);
	}
}

async function checkPorts({ host, port, previewPort }: Config): Promise<Check> {
	const name = 'ports';
	const taken: number[] = [];
	for (const candidate of [port, previewPort])
		if (!(await isPortFree(candidate, host))) taken.push(candidate);
	if (taken.length === 0) return fine(name, `${port} and ${previewPort} are free.`);
	if (taken.length === 2 && (await isVitrine(host, port)))
		return fine(name, `Vitrine is open on ${port} already.`);
	return wanting(
		name,
		`${taken.join(' and ')} ${taken.length === 1 ? 'is' : 'are'} taken by another program.`,
		'Choose another with --port; previews take the one after it.'
	);
}

async function isVitrine(host: string, port: number): Promise<boolean> {
	const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
	const authority = name.includes(':') ? `[${name}]` : name;
	const signal = AbortSignal.timeout(GALLERY_ANSWER_LIMIT_MS);
	const answer: unknown = await fetch(`http://${authority}:${port}/api/v1/openapi.json`, { signal })
		.then((response) => response.json())
		.catch(() => null);
	return z.object({ info: z.object({ title: z.literal('Vitrine') }) }).safeParse(answer).success;
}

/** One check for each price table there is; rounds can be run without any. */
function checkPrices({ priceFiles }: Config): Check[] {
	return priceFiles
		.filter((file) => existsSync(file))
		.map((file) => checkPriceFile(file, Date.now()));
}

/** @param now in milliseconds since the epoch */
function checkPriceFile(file: string, now: number): Check {
	const name = 'prices';
	try {
		const table = parsePrices(readFileSync(file, 'utf8'), file);
		const [first] = table;
		if (!first) return fine(name, `${file} has no prices.`);
		const days = Math.floor((now - Date.parse(first.date)) / DAY_MS);
		const detail = `${file}, ${table.length} prices of ${first.date}`;
		if (days <= MAX_PRICE_AGE_DAYS) return fine(name, `${detail}.`);
		return wanting(
			name,
			`${detail}, ${days} days old.`,
			'Compare them with what the makers ask now, and set the new date.'
		);
	} catch (thrown) {
		const said = thrown instanceof VitrineError ? thrown.message : `${file} cannot be read.`;
		return wanting(name, said, 'Mend the file: until then its prices are unknown.');
	}
}

async function checkProviders(config: Config): Promise<Check[]> {
	const providers = await createProviders(config);
	const checks = providers.readiness().map(({ provider, ready, detail, fix }) => ({
		name: `provider ${provider}`,
		ok: ready,
		detail,
		fix: ready ? null : fix
	}));
	return [...checks, tellEndpoints(await providers.localEndpoints(), config)];
}

/** Something to know rather than something to mend: nobody needs one. */
function tellEndpoints(endpoints: LocalEndpoint[], { openai }: Config): Check {
	const name = 'local endpoints';
	if (endpoints.length === 0) return fine(name, 'None answers on the usual ports.');
	const lines = endpoints.map(({ name: program, baseUrl, models }) => {
		const [first = ''] = models;
		const more = models.length > 1 ? ` and ${models.length - 1} more` : '';
		const use =
			openai.baseUrl?.replace(/\/+$/, '') === baseUrl
				? 'the settings use it'
				: `to use it: export OPENAI_BASE_URL=${baseUrl}`;
		return `${program} seems to listen at ${baseUrl}, with ${first}${more}; ${use}.`;
	});
	return fine(name, lines.join(' '));
}
