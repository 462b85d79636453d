/** Prompts as they are kept: exactly as they were sent. */
import { z } from 'zod';
import { Sha256 } from '#lib/domain/ids.ts';
import type { AttachedPicture, Prompt } from '#lib/generator/provider.ts';
import type { BlobStore } from './blobs.ts';

const StoredPrompt = z.object({
	version: z.string(),
	system: z.string(),
	user: z.string(),
	pictures: z.array(z.object({ sha256: Sha256, caption: z.string() })).optional(),
	sha256: z.string()
});

/** @returns the SHA-256 of the blob */
export function storePrompt(blobs: BlobStore, prompt: Prompt): Promise<string> {
	return blobs.put(JSON.stringify(StoredPrompt.parse(prompt)));
}

/** Null where there is none that can be read. */
export async function readPrompt(blobs: BlobStore, sha256: string): Promise<Prompt | null> {
	const bytes = await blobs.get(sha256);
	if (!bytes) return null;
	try {
		return StoredPrompt.parse(JSON.parse(bytes.toString('utf8')));
	} catch {
		// Kept by a version that wrote prompts as plain text.
		return null;
	}
}

/** The pictures of a prompt with their bytes. One that is not in the workspace any more is left out: its caption is in the text. */
export async function attachPictures(
	blobs: Pick<BlobStore, 'get'>,
	{ pictures = [] }: Prompt
): Promise<AttachedPicture[]> {
	const read = await Promise.all(
		pictures.map(async ({ sha256, caption }) => ({ caption, bytes: await blobs.get(sha256) }))
	);
	return read.flatMap(({ caption, bytes }) =>
		bytes === null ? [] : [{ caption, png: bytes.toString('base64') }]
	);
}
