/** Content-addressed files: a blob's name is the SHA-256 of its bytes, and it is there whole or not at all. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { VitrineError } from '#lib/domain/errors.ts';

/** A temporary file this old belongs to a process that is gone. */
const STALE_TEMPORARY_MS = 60 * 60 * 1000;

export interface BlobStore {
	/** Stores bytes or text and returns their SHA-256 in hex. Storing the same bytes again costs a look. */
	put(content: Uint8Array | string): Promise<string>;
	/** The bytes, or null when there are none. @throws VitrineError `blob_corrupt` when they are not what was stored. */
	get(sha256: string): Promise<Buffer | null>;
	/** Removes what killed processes left half-written. */
	sweep(): Promise<void>;
}

export function sha256Of(content: Uint8Array | string): string {
	return createHash('sha256').update(content).digest('hex');
}

export function createBlobStore(folder: string): BlobStore {
	const temporary = path.join(folder, 'tmp');
	const fileOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256);
	/** Folders known to be there: making sure again costs a trip to the disk for every blob. */
	const made = new Set<string>();
	async function make(directory: string): Promise<void> {
		if (made.has(directory)) return;
		await mkdir(directory, { recursive: true });
		made.add(directory);
	}

	return {
		async put(content) {
			const sha256 = sha256Of(content);
			const file = fileOf(sha256);
			// A file of another length has been damaged since, and is replaced.
			if ((await lengthOf(file)) === Buffer.byteLength(content)) return sha256;
			await make(temporary);
			await make(path.dirname(file));
			const part = path.join(temporary, randomUUID());
			try {
				const handle = await open(part, 'wx');
				try {
					await handle.writeFile(content);
					await handle.sync();
				} finally {
					await handle.close();
				}
				await rename(part, file);
			} catch (thrown) {
				await rm(part, { force: true });
				throw thrown;
			}
			return sha256;
		},

		async get(sha256) {
			const bytes = await readFile(fileOf(sha256)).catch((error: NodeJS.ErrnoException) => {
				if (error.code === 'ENOENT') return null;
				throw error;
			});
			if (bytes && sha256Of(bytes) !== sha256) {
				throw new VitrineError(
					'blob_corrupt',
					`The stored file ${sha256.slice(0, 12)}… has been changed.`,
					{
						fix: 'Restore the workspace from a copy, or build the variant again.'
					}
				);
			}
			return bytes;
		},

		async sweep() {
			const names = await readdir(temporary).catch(() => []);
			for (const name of names) {
				const file = path.join(temporary, name);
				const info = await stat(file).catch(() => null);
				if (info && Date.now() - info.mtimeMs > STALE_TEMPORARY_MS) await rm(file, { force: true });
			}
		}
	};
}

async function lengthOf(file: string): Promise<number | null> {
	return stat(file).then(
		(info) => info.size,
		() => null
	);
}

const SIGNATURES: [mediaType: string, offset: number, bytes: string][] = [
	['image/png', 0, '89504e470d0a1a0a'],
	['image/webp', 8, '57454250']
];

/** The media type a blob may be served as. Anything that is not a picture of ours is plain text: never a page. */
export function mediaTypeOf(bytes: Buffer): string {
	for (const [mediaType, offset, signature] of SIGNATURES) {
		const length = signature.length / 2;
		if (bytes.subarray(offset, offset + length).toString('hex') === signature) return mediaType;
	}
	return 'text/plain; charset=utf-8';
}
