/** How one variant came to be. Tells nothing of who made it: that is told after a decision, and elsewhere. */
import type { Variant } from '#lib/domain/variant.ts';
import type { VariantOrigin } from '#lib/domain/view.ts';
import { stripIds } from '#lib/generator/document.ts';
import { diffLines } from '#lib/generator/line-diff.ts';
import type { BlobStore } from './blobs.ts';
import type { Queryable } from './database.ts';
import { readPrompt } from './prompt-blob.ts';
import * as replies from './store/replies.ts';

export async function originOf(
	{ db, blobs }: { db: Queryable; blobs: BlobStore },
	variant: Variant
): Promise<VariantOrigin> {
	const textOf = async (sha256: string | null): Promise<string | null> => {
		const bytes = sha256 === null ? null : await blobs.get(sha256);
		return bytes?.toString('utf8') ?? null;
	};
	const prompt =
		variant.promptSha256 === null ? null : await readPrompt(blobs, variant.promptSha256);
	const received = await Promise.all(
		replies.ofVariant(db, variant.id).map(async (reply) => ({
			attempt: reply.attempt,
			turn: reply.turn,
			purpose: reply.purpose,
			finish: reply.finish,
			text: (await textOf(reply.sha256)) ?? '',
			createdAt: reply.createdAt
		}))
	);
	const html = await textOf(variant.htmlSha256);
	const document = html === null ? null : stripIds(html);
	// Of a picture that was brought in there are no lines to compare.
	const read = await textOf(variant.replySha256).then((text) =>
		text?.includes('\0') ? null : text
	);
	return {
		prompt: prompt && { version: prompt.version, system: prompt.system, user: prompt.user },
		replies: received,
		steps: variant.readingSteps,
		document,
		diff: read === null || document === null ? null : diffLines(linesOf(read), linesOf(document))
	};
}

/** Line endings are told in the steps; here they would make every line different. */
function linesOf(text: string): string[] {
	return text.split(/\r\n?|\n/);
}
