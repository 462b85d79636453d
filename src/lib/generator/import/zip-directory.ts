/**
 * The list of contents at the end of a zip, read by hand: whether an entry is locked, a link or leads elsewhere stands there
 * and nowhere else. Nothing is unpacked here, and no size that is declared is believed.
 */
import { VitrineError, type ErrorCode } from '#lib/domain/errors.ts';
import { MAX_IMPORT_FILES, isLitter } from '#lib/domain/import.ts';
import { safePath } from './paths.ts';

export interface ZipEntry {
	name: string;
	/** 0: as it is. 8: deflated. */
	method: number;
	crc32: number;
	/** The compressed bytes. */
	data: Uint8Array;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
/** Stands in a field whose value is in an extension for archives over 4 GiB or 65,535 files. */
const IN_EXTENSION = 0xffffffff;

const FLAG_LOCKED = 0x0001;
const FLAG_LOCKED_DIRECTORY = 0x2000;
const FLAG_UTF8 = 0x0800;
/** Systems whose entries carry a Unix mode: Unix itself and macOS. */
const UNIX_HOSTS = [3, 19];
const MODE_KIND = 0o170000;
const MODE_FILE = 0o100000;
const MODE_FOLDER = 0o040000;
const MODE_LINK = 0o120000;

interface Span {
	name: string;
	start: number;
	end: number;
}

/**
 * The files of an archive in its order; folders and what operating systems leave lying about are left out.
 * @throws VitrineError `import_unsafe`, `import_too_large`, `import_unreadable`, with the entry's name
 */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const { start, end, count } = findDirectory(view);
	const entries: ZipEntry[] = [];
	const spans: Span[] = [];
	const names = new Set<string>();
	let at = start;
	for (let n = 0; n < count; n++) {
		if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGNATURE)
			throw unreadable('Its list of contents is damaged.');
		const header = readHeader(view, bytes, at);
		at = header.next;
		if (at > end) throw unreadable('Its list of contents is damaged.');
		// A folder, whatever is packed under its name.
		if (header.spelled.endsWith('/')) continue;
		const name = safePath(header.spelled);
		if (name === null) throw refusal('import_unsafe', header.spelled, 'leads out of the archive');
		refuseSpecial(header, name);
		if (isLitter(name)) continue;
		if (names.has(name)) throw refusal('import_unsafe', name, 'is in it twice');
		names.add(name);
		if (names.size > MAX_IMPORT_FILES) {
			throw new VitrineError(
				'import_too_large',
				`It holds more than ${MAX_IMPORT_FILES.toLocaleString('en')} files.`,
				{ fix: 'Pack the pages and what they need, without the tools that made them.' }
			);
		}
		const span = spanOf(view, header, name, start);
		spans.push(span);
		const data = bytes.subarray(span.end - header.size, span.end);
		entries.push({ name, method: header.method, crc32: header.crc32, data });
	}
	refuseOverlaps(spans);
	return entries;
}

/** Where the list stands. Its end is searched for from the back, past a comment. */
function findDirectory(view: DataView): { start: number; end: number; count: number } {
	const first = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT_BYTES);
	for (let at = view.byteLength - END_BYTES; at >= first; at--) {
		if (view.getUint32(at, true) !== END_SIGNATURE) continue;
		if (at + END_BYTES + view.getUint16(at + 20, true) !== view.byteLength) continue;
		const count = view.getUint16(at + 10, true);
		const size = view.getUint32(at + 12, true);
		const start = view.getUint32(at + 16, true);
		if (start === IN_EXTENSION || size === IN_EXTENSION || count === 0xffff)
			throw new VitrineError('import_too_large', 'It is in the form for archives over 4 GiB.');
		if (view.getUint16(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== count)
			throw unreadable('It is one part of several.');
		if (start + size !== at) throw unreadable('Its list of contents is not where it says.');
		return { start, end: at, count };
	}
	throw unreadable('It is cut short, or not a zip at all.');
}

interface Header {
	/** As it stands there, for messages too. */
	spelled: string;
	host: number;
	flags: number;
	method: number;
	crc32: number;
	/** Compressed, in bytes. */
	size: number;
	mode: number;
	localAt: number;
	next: number;
}

function readHeader(view: DataView, bytes: Uint8Array, at: number): Header {
	const nameLength = view.getUint16(at + 28, true);
	const nameAt = at + ENTRY_BYTES;
	const flags = view.getUint16(at + 8, true);
	const extras = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	return {
		spelled: decodeName(bytes.subarray(nameAt, nameAt + nameLength), flags),
		host: view.getUint8(at + 5),
		flags,
		method: view.getUint16(at + 10, true),
		crc32: view.getUint32(at + 16, true),
		size: view.getUint32(at + 20, true),
		mode: view.getUint16(at + 40, true),
		localAt: view.getUint32(at + 42, true),
		next: nameAt + nameLength + extras
	};
}

/** Most tools write UTF-8 whether they say so or not. What is not is read byte by byte: it only has to be told apart. */
function decodeName(bytes: Uint8Array, flags: number): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		if (flags & FLAG_UTF8) throw unreadable('A name in its list of contents is damaged.');
		return new TextDecoder('latin1').decode(bytes);
	}
}

function refuseSpecial({ flags, method, host, mode }: Header, name: string): void {
	if (flags & (FLAG_LOCKED | FLAG_LOCKED_DIRECTORY)) {
		throw refusal('import_unreadable', name, 'is encrypted', 'Pack it again without a password.');
	}
	const kind = UNIX_HOSTS.includes(host) ? mode & MODE_KIND : 0;
	if (kind === MODE_LINK) throw refusal('import_unsafe', name, 'is a link');
	if (kind !== 0 && kind !== MODE_FILE && kind !== MODE_FOLDER)
		throw refusal('import_unsafe', name, 'is not a file');
	if (method !== 0 && method !== 8)
		throw refusal('import_unreadable', name, 'is packed in a way that is not known here');
}

function spanOf(view: DataView, header: Header, name: string, directoryAt: number): Span {
	const { localAt, size } = header;
	if (localAt + LOCAL_BYTES > directoryAt || view.getUint32(localAt, true) !== LOCAL_SIGNATURE)
		throw refusal('import_unreadable', name, 'is not where the list of contents says');
	const skipped = view.getUint16(localAt + 26, true) + view.getUint16(localAt + 28, true);
	const end = localAt + LOCAL_BYTES + skipped + size;
	if (end > directoryAt) throw refusal('import_unreadable', name, 'is cut short');
	return { name, start: localAt, end };
}

/** Entries that share their bytes make a small archive unpack to any size. */
function refuseOverlaps(spans: Span[]): void {
	const ordered = [...spans].sort((a, b) => a.start - b.start);
	for (const [index, span] of ordered.entries()) {
		const before = ordered[index - 1];
		if (before && before.end > span.start)
			throw refusal('import_unsafe', span.name, 'overlaps another file of the archive');
	}
}

function unreadable(message: string): VitrineError {
	return new VitrineError('import_unreadable', message, { fix: 'Pack it again.' });
}

/** @param what the rest of a sentence that begins with the entry's name */
export function refusal(code: ErrorCode, name: string, what: string, fix?: string): VitrineError {
	return new VitrineError(code, `“${printable(name)}” ${what}.`, { fix });
}

/** The name of a hostile entry goes into sentences that people read. */
const printable = (name: string): string => name.replaceAll(/\p{Cc}|\p{Cf}/gu, '?').slice(0, 200);
