/** The empty folder an agent works in, and what it left there. Links are not followed: they lead to the person's own files. */
import { constants, rmSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, open, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VitrineError } from '#lib/domain/errors.ts';
import { PICTURES_FOLDER, pictureName } from '../../prompts/agent-task.ts';
import type { AttachedPicture } from '../../provider.ts';

const PAGE_NAME = /^index\.html?$/i;
const PAGE = /\.html?$/i;
const BESIDE = /\.(?:css|m?js)$/i;
/** A page and its parts: what is deeper, or more, is a tool's own. */
const MAX_DEPTH = 4;
const MAX_ENTRIES = 500;
const MAX_BESIDE = 20;

export interface WrittenFile {
	/** Its name without a folder. */
	name: string;
	content: string;
}

/** What is to be seen in a folder from outside. */
export interface FolderSight {
	/** Changes with every file. */
	stamp: string;
	/** Size of the page so far, in bytes. */
	pageBytes: number;
}

interface Entry {
	file: string;
	bytes: number;
	changedAt: number;
	depth: number;
}

/** A folder of its own, empty but for the pictures that belong to the task. @see promptText */
export async function makeWorkFolder(pictures: readonly AttachedPicture[] = []): Promise<string> {
	// As the system spells it: agents compare addresses, and on macOS the temporary folder is a link.
	const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'vitrine-agent-')));
	if (pictures.length > 0) await mkdir(path.join(folder, PICTURES_FOLDER));
	for (const [index, { png }] of pictures.entries())
		await writeFile(path.join(folder, pictureName(index)), png, 'base64');
	return folder;
}

export async function removeWorkFolder(folder: string): Promise<void> {
	// Tried again where something was just closing a file. What can not be removed even so is in the temporary folder.
	const how = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
	await rm(folder, how).catch(() => undefined);
}

/** For a process that is about to end. */
export function removeWorkFolderNow(folder: string): void {
	rmSync(folder, { recursive: true, force: true });
}

/** @throws VitrineError `reply_too_large` */
export async function lookInto(folder: string, maxBytes: number): Promise<FolderSight> {
	const entries = await listFiles(folder);
	const pageBytes = pageAmong(entries)?.bytes ?? 0;
	if (pageBytes > maxBytes) throw tooLarge(maxBytes);
	const stamp = entries.map(({ file, bytes, changedAt }) => `${file}:${bytes}:${changedAt}`);
	return { stamp: stamp.join('\n'), pageBytes };
}

/**
 * The page that was written, and after it the style sheets and scripts it asks for; empty when there is none. The page is
 * `index.html`, or else the newest other.
 * @throws VitrineError `reply_too_large` when they are more than `maxBytes` together
 */
export async function collectFiles(folder: string, maxBytes: number): Promise<WrittenFile[]> {
	const page = pageAmong(await listFiles(folder));
	if (!page) return [];
	let left = maxBytes;
	const read = async (file: string): Promise<WrittenFile | null> => {
		const bytes = await readRegular(file, left);
		if (bytes === null) return null;
		left -= bytes.length;
		if (left < 0) throw tooLarge(maxBytes);
		const content = bytes.toString('utf8').replace(/^\ufeff/, '');
		return { name: path.basename(file), content };
	};
	const first = await read(page.file);
	if (first === null || first.content.trim() === '') return [];
	const files = [first];
	for (const reference of referencesIn(first.content).slice(0, MAX_BESIDE)) {
		const file = await insideFolder(folder, path.resolve(path.dirname(page.file), reference));
		const beside = file === null ? null : await read(file);
		if (beside) files.push(beside);
	}
	return files;
}

async function listFiles(folder: string): Promise<Entry[]> {
	const entries: Entry[] = [];
	const waiting = [{ place: folder, depth: 0 }];
	for (let next = waiting.shift(); next && entries.length < MAX_ENTRIES; next = waiting.shift()) {
		const { place, depth } = next;
		// A folder may be gone again by the time it is read, and so may a file.
		const found = await readdir(place, { withFileTypes: true }).catch(() => []);
		for (const entry of found.slice(0, MAX_ENTRIES)) {
			if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
			const file = path.join(place, entry.name);
			if (entry.isDirectory() && depth < MAX_DEPTH) waiting.push({ place: file, depth: depth + 1 });
			if (!entry.isFile()) continue;
			const facts = await lstat(file).catch(() => null);
			if (facts) entries.push({ file, bytes: facts.size, changedAt: facts.mtimeMs, depth });
		}
	}
	return entries;
}

function pageAmong(entries: readonly Entry[]): Entry | undefined {
	const pages = entries.filter(({ file, bytes }) => PAGE.test(file) && bytes > 0);
	const asked = pages.find(({ file, depth }) => depth === 0 && PAGE_NAME.test(path.basename(file)));
	return asked ?? pages.sort((a, b) => b.changedAt - a.changedAt)[0];
}

/** Addresses of style sheets and scripts beside a page, as it spells them, each once. */
function referencesIn(page: string): string[] {
	const addresses = [...page.matchAll(/\b(?:href|src)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))/gi)]
		.map(([, double, single, bare]) => (double ?? single ?? bare ?? '').split(/[?#]/, 1)[0] ?? '')
		.filter((address) => BESIDE.test(address) && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(address))
		// From the root of a site, which here is the folder.
		.map((address) => address.replace(/^\/+/, ''));
	return [...new Set(addresses)];
}

async function insideFolder(folder: string, file: string): Promise<string | null> {
	const real = await realpath(file).catch(() => null);
	return real !== null && real.startsWith(folder + path.sep) ? real : null;
}

/** The bytes of a file, or of one that is longer than `limit` the first that are too many; null when it is no plain file. */
async function readRegular(file: string, limit: number): Promise<Buffer | null> {
	// Looked at once it is open: what stands under a name may be changed in between. Windows has no such flag, and few links.
	const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(
		() => null
	);
	if (!handle) return null;
	try {
		if (!(await handle.stat()).isFile()) return null;
		const buffer = Buffer.alloc(Math.min((await handle.stat()).size, limit + 1));
		const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

function tooLarge(maxBytes: number): VitrineError {
	return new VitrineError(
		'reply_too_large',
		`What the agent wrote passed ${Math.round(maxBytes / 1024 / 1024)} MiB and was stopped there.`,
		{ fix: 'Try again, or ask another agent.' }
	);
}
