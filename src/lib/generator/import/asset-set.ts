/** The files that lie beside a page, and what a page may ask of them. Nothing outside of the set is ever looked at. */
import type { ImportFile } from '#lib/domain/import.ts';
import { VitrineError } from '#lib/domain/errors.ts';
import { MAX_PAGE_CHARS, mebibytes } from './import-limits.ts';
import { mediaTypeOf } from './media-type.ts';
import { folderOf, joined } from './paths.ts';

/** Where an address leads: to a file of the set, to another host, to none, or to something that needs no file. */
export type Place =
	| { kind: 'file'; file: ImportFile; fragment: string }
	| { kind: 'elsewhere' }
	| { kind: 'missing' }
	| { kind: 'itself' };

export class AssetSet {
	/** Paths of the files that some page has asked for. */
	readonly used = new Set<string>();
	#byPath: Map<string, ImportFile>;
	/** For pages made on systems that do not tell upper from lower case. */
	#byFoldedPath: Map<string, ImportFile>;

	constructor(files: readonly ImportFile[]) {
		this.#byPath = new Map(files.map((file) => [file.path, file]));
		this.#byFoldedPath = new Map(files.map((file) => [file.path.toLowerCase(), file]));
	}

	/** @param folder of the page or style sheet that asks */
	find(address: string, folder: string): Place {
		const trimmed = address.trim();
		if (/^(?:https?:)?\/\//i.test(trimmed)) return { kind: 'elsewhere' };
		// A file: of somebody's disk is no file of the set, and not on a host either.
		if (/^file:/i.test(trimmed)) return { kind: 'missing' };
		if (trimmed === '' || trimmed.startsWith('#') || /^[a-z][a-z0-9+.-]*:/i.test(trimmed))
			return { kind: 'itself' };
		const [path = ''] = trimmed.split(/[?#]/, 1);
		const file = this.#lookUp(path, folder);
		if (!file) return { kind: 'missing' };
		this.used.add(file.path);
		return { kind: 'file', file, fragment: /#.*$/.exec(trimmed)?.[0] ?? '' };
	}

	/** An address from the root of a site is meant from the folder that the site was built into. */
	#lookUp(path: string, folder: string): ImportFile | undefined {
		const isRooted = path.startsWith('/');
		for (const base of isRooted ? foldersAbove(folder) : [folder]) {
			const full = resolvePath(base, isRooted ? path.slice(1) : path);
			if (full === null) continue;
			for (const name of [full, decoded(full)]) {
				const file = this.#byPath.get(name) ?? this.#byFoldedPath.get(name.toLowerCase());
				if (file) return file;
			}
		}
		return undefined;
	}
}

/** `a/b`, `a`, and the top. */
function foldersAbove(folder: string): string[] {
	const folders = [folder];
	for (let at = folder; at !== ''; at = folderOf(at)) folders.push(folderOf(at));
	return folders;
}

/** Null when it leads out of the set. */
function resolvePath(folder: string, path: string): string | null {
	const parts: string[] = [];
	for (const part of joined(folder, path).split('/')) {
		if (part === '' || part === '.') continue;
		if (part !== '..') parts.push(part);
		else if (parts.pop() === undefined) return null;
	}
	return parts.join('/');
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** Counts what is put into one page: one picture asked for a thousand times would be a page without end. */
export class PageRoom {
	#left: number;

	/** @param limit in characters; what is left for all pages together may be less than one page may have */
	constructor(limit: number) {
		this.#left = Math.min(limit, MAX_PAGE_CHARS);
	}

	/** @throws VitrineError `import_too_large` */
	take(chars: number): void {
		this.#left -= chars;
		if (this.#left >= 0) return;
		throw new VitrineError(
			'import_too_large',
			`With everything it asks for put into it, it is over ${mebibytes(MAX_PAGE_CHARS)}, or all pages together are over the limit.`,
			{ fix: 'Make its pictures smaller, or bring in fewer at once.' }
		);
	}

	dataUrl({ path, bytes }: ImportFile, fragment = ''): string {
		const type = mediaTypeOf(path, bytes);
		this.take(Math.ceil(bytes.length / 3) * 4);
		const suffix = type === 'image/svg+xml' ? fragment : '';
		return `data:${type};base64,${Buffer.from(bytes).toString('base64')}${suffix}`;
	}
}
