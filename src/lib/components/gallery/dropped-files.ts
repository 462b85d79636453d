/** Files and folders as a browser hands them over. */
import { isLitter, MAX_IMPORT_FILES } from '#lib/domain/import.ts';
import type { BroughtFile } from '#lib/state/api.ts';

/** Has to be called while the event is handled: after that its items are gone. */
export function entriesOf({ items }: DataTransfer): (FileSystemEntry | File)[] {
	return [...items].flatMap((item) => {
		if (item.kind !== 'file') return [];
		return item.webkitGetAsEntry() ?? item.getAsFile() ?? [];
	});
}

/**
 * Every file in what was dropped, folders to their bottom. One more than an import takes is as good as all: it is refused.
 * @param onFound is told how many there are so far; what it throws ends the search
 */
export async function filesIn(
	entries: (FileSystemEntry | File)[],
	onFound: (found: number) => void
): Promise<BroughtFile[]> {
	const files: BroughtFile[] = [];
	for (const entry of entries) await take(entry, files, onFound);
	return files;
}

async function take(
	entry: FileSystemEntry | File,
	files: BroughtFile[],
	onFound: (found: number) => void
): Promise<void> {
	onFound(files.length);
	if (files.length > MAX_IMPORT_FILES) return;
	if (entry instanceof File) files.push({ path: entry.name, file: entry });
	else if (isFile(entry)) {
		const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
		files.push({ path: entry.fullPath.replace(/^\//, ''), file });
	} else if (isFolder(entry) && !isLitter(entry.name)) {
		for (const inside of await readFolder(entry)) await take(inside, files, onFound);
	}
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** A folder is told in parts of a hundred or so, until a part is empty. */
async function readFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
	const reader = folder.createReader();
	const all: FileSystemEntry[] = [];
	for (;;) {
		const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
			reader.readEntries(resolve, reject)
		);
		if (part.length === 0) return all;
		all.push(...part);
	}
}
