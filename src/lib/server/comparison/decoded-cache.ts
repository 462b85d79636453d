/** Pictures decoded once and kept for a while: decoding costs twice what comparing does. */
import PQueue from 'p-queue';
import sharp from 'sharp';
import { VitrineError } from '#lib/domain/errors.ts';
import type { BlobStore } from '../blobs.ts';
import { shareRaster, sizeOf, type SharedPicture } from './shared-picture.ts';

/** About fifty desktop captures. */
const LIMIT_BYTES = 256 * 1024 * 1024;
/** Each holds a whole picture twice while it is copied. */
const DECODED_AT_ONCE = 2;

export interface DecodedCache {
	/** @throws VitrineError `blob_corrupt` when the picture is not in the workspace, or is none */
	get(imageSha256: string): Promise<SharedPicture>;
	/** What is kept, in bytes. */
	readonly bytes: number;
}

/** Keeps the pictures that were asked for last, up to `limitBytes`. */
export function createDecodedCache(
	blobs: Pick<BlobStore, 'get'>,
	limitBytes = LIMIT_BYTES
): DecodedCache {
	/** Least recently asked for first. */
	const kept = new Map<string, SharedPicture>();
	const coming = new Map<string, Promise<SharedPicture>>();
	const queue = new PQueue({ concurrency: DECODED_AT_ONCE });
	let bytes = 0;

	function keep(sha256: string, picture: SharedPicture): void {
		kept.set(sha256, picture);
		bytes += sizeOf(picture);
		for (const [oldest, old] of kept) {
			if (bytes <= limitBytes) return;
			kept.delete(oldest);
			bytes -= sizeOf(old);
		}
	}

	return {
		get(sha256) {
			const here = kept.get(sha256);
			if (here) {
				kept.delete(sha256);
				kept.set(sha256, here);
				return Promise.resolve(here);
			}
			const asked = coming.get(sha256);
			if (asked) return asked;
			const decoding = queue
				.add(() => decode(blobs, sha256))
				.then((picture) => {
					keep(sha256, picture);
					return picture;
				})
				.finally(() => coming.delete(sha256));
			coming.set(sha256, decoding);
			return decoding;
		},
		get bytes() {
			return bytes;
		}
	};
}

async function decode(blobs: Pick<BlobStore, 'get'>, sha256: string): Promise<SharedPicture> {
	const { data, info } = await sharp(await pictureBytes(blobs, sha256))
		.ensureAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true })
		.catch((cause: unknown) => {
			throw noPicture(sha256, cause);
		});
	return shareRaster({ data, width: info.width, height: info.height });
}

/** @throws VitrineError `blob_corrupt` when it is not there */
export async function pictureBytes(blobs: Pick<BlobStore, 'get'>, sha256: string): Promise<Buffer> {
	const bytes = await blobs.get(sha256);
	if (!bytes) throw noPicture(sha256);
	return bytes;
}

/** A capture says that there is this picture, and there is none. */
export function noPicture(sha256: string, cause?: unknown): VitrineError {
	const what = cause === undefined ? 'is missing' : 'cannot be read';
	return new VitrineError('blob_corrupt', `The stored picture ${sha256.slice(0, 12)}… ${what}.`, {
		fix: 'Restore the workspace from a copy, or photograph the variant again.',
		cause
	});
}
