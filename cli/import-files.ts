/** What `import` is told to bring in: files, and folders with all that lies in them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { VitrineError } from '#lib/domain/errors.ts';
import {
	MAX_IMPORT_BYTES,
	MAX_IMPORT_FILES,
	type ImportFile,
	type ImportProblem,
	isLitter
} from '#lib/domain/import.ts';

export interface FoundFiles {
	files: ImportFile[];
	/** Paths that could not be read. They take nothing from the others. */
	problems: ImportProblem[];
}

/**
 * Reads files, and folders to their bottom. Links in a folder are not followed: they may lead anywhere.
 * @throws VitrineError `import_too_large` as soon as there is too much
 */
export async function findImportFiles(paths: readonly string[]): Promise<FoundFiles> {
	const finder = new Finder();
	for (const named of paths) await finder.take(named);
	return finder;
}

class Finder implements FoundFiles {
	files: ImportFile[] = [];
	problems: ImportProblem[] = [];
	#bytes = 0;
	/** Names at the top so far: two folders of one name are not one set. */
	#taken = new Set<string>();

	/** A path as a person named it: a link is followed here, since it was asked for. */
	async take(named: string): Promise<void> {
		try {
			const isFolder = (await stat(named)).isDirectory();
			const name = this.#nameFor(path.basename(path.resolve(named)) || 'folder');
			if (isFolder) await this.#walk(named, name);
			else await this.#read(named, name);
		} catch (thrown) {
			this.#miss(named, thrown);
		}
	}

	#nameFor(wanted: string): string {
		const extension = path.extname(wanted);
		const stem = path.basename(wanted, extension);
		let name = wanted;
		for (let n = 2; this.#taken.has(name); n++) name = `${stem} ${n}${extension}`;
		this.#taken.add(name);
		return name;
	}

	async #walk(folder: string, name: string): Promise<void> {
		const entries = await readdir(folder, { withFileTypes: true });
		for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
			const inside = `${name}/${entry.name}`;
			if (isLitter(entry.name)) continue;
			const place = path.join(folder, entry.name);
			try {
				if (entry.isSymbolicLink()) throw unreadable('This is a link, and links are not followed.');
				if (entry.isDirectory()) await this.#walk(place, inside);
				else await this.#read(place, inside);
			} catch (thrown) {
				this.#miss(inside, thrown);
			}
		}
	}

	async #read(place: string, name: string): Promise<void> {
		const { size } = await regularFile(place);
		this.#bytes += size;
		if (this.#bytes > MAX_IMPORT_BYTES) {
			throw new TooMuch(
				'import_too_large',
				`These are over ${MAX_IMPORT_BYTES / 1024 / 1024} MiB.`,
				{
					field: 'path',
					fix: 'Bring them in by and by, or make their pictures smaller.'
				}
			);
		}
		if (this.files.length === MAX_IMPORT_FILES) {
			throw new TooMuch('import_too_large', `These are more than ${MAX_IMPORT_FILES} files.`, {
				field: 'path',
				fix: 'Bring in the pages and what they need, without the tools that made them.'
			});
		}
		this.files.push({ path: name, bytes: await readFile(place) });
	}

	#miss(name: string, thrown: unknown): void {
		if (thrown instanceof TooMuch) throw thrown;
		const error = thrown instanceof VitrineError ? thrown : unreadable(reasonOf(thrown), thrown);
		this.problems.push({ name, code: error.code, message: `${name}: ${error.sentence}` });
	}
}

/** Ends the whole walk, where other errors are about one file. */
class TooMuch extends VitrineError {}

/** A pipe or a device would be read for ever. */
async function regularFile(place: string): Promise<{ size: number }> {
	const found = await stat(place);
	if (!found.isFile()) throw unreadable('This is neither a file nor a folder.');
	return found;
}

const REASONS: Record<string, string> = {
	ENOENT: 'This is not there.',
	EACCES: 'This may not be read.',
	EPERM: 'This may not be read.'
};

function reasonOf(thrown: unknown): string {
	const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
	return REASONS[code] ?? 'This cannot be read.';
}

function unreadable(message: string, cause?: unknown): VitrineError {
	return new VitrineError('file_unreadable', message, { cause });
}
