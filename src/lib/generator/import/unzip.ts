/** Unpacks a zip, counting while it does: what an archive says of its own sizes is not believed. */
import type { ImportFile } from '#lib/domain/import.ts';
import { Inflate } from 'fflate';
import { crc32 } from 'node:zlib';
import { VitrineError } from '#lib/domain/errors.ts';
import { MAX_FILE_BYTES, mebibytes } from './import-limits.ts';
import { readZipDirectory, refusal, type ZipEntry } from './zip-directory.ts';

/** Compressed bytes handed over at once. Deflate grows at most a thousandfold, so that memory stays bounded between counts. */
const STEP_BYTES = 4 * 1024;
/** Pages and pictures shrink to a twentieth at best, long lists of the same to a hundredth. */
const MAX_RATIO = 200;
/** Below this a ratio says nothing: an empty page shrinks well too. */
const MIN_BYTES_FOR_RATIO = 1024 * 1024;

/**
 * @param room how many bytes may come of it; more is refused
 * @throws VitrineError `import_unsafe`, `import_too_large`, `import_unreadable`, with the entry's name
 */
export function unzip(archive: Uint8Array, room: number): ImportFile[] {
	let left = room;
	return readZipDirectory(archive).map((entry) => {
		const bytes = unpack(entry, left, room);
		left -= bytes.length;
		return { path: entry.name, bytes };
	});
}

function unpack(entry: ZipEntry, left: number, room: number): Uint8Array {
	const { name, method, data } = entry;
	const parts: Uint8Array[] = [];
	let size = 0;
	const take = (part: Uint8Array): void => {
		size += part.length;
		refuseTooMuch(name, size, data.length, left, room);
		parts.push(part);
	};
	if (method === 0) take(data);
	else inflate(entry, take);
	const bytes = Buffer.concat(parts, size);
	if (crc32(bytes) !== entry.crc32) throw refusal('import_unreadable', name, 'is damaged');
	return bytes;
}

function inflate({ name, data }: ZipEntry, take: (part: Uint8Array) => void): void {
	const stream = new Inflate(take);
	try {
		for (let at = 0; at < data.length || at === 0; at += STEP_BYTES)
			stream.push(data.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= data.length);
	} catch (thrown) {
		if (thrown instanceof VitrineError) throw thrown;
		throw refusal('import_unreadable', name, 'is damaged');
	}
}

function refuseTooMuch(
	name: string,
	size: number,
	packed: number,
	left: number,
	room: number
): void {
	if (size > MAX_FILE_BYTES)
		throw refusal('import_too_large', name, `unpacks to more than ${mebibytes(MAX_FILE_BYTES)}`);
	if (size > left)
		throw refusal(
			'import_too_large',
			name,
			`is where it passes the ${mebibytes(room)} there is room for`
		);
	if (size > MIN_BYTES_FOR_RATIO && size > packed * MAX_RATIO)
		throw refusal('import_unsafe', name, `unpacks to more than ${MAX_RATIO} times its size`);
}
