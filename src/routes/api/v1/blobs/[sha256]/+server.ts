import { VitrineError } from '#lib/domain/errors.ts';
import { mediaTypeOf } from '#lib/server/blobs.ts';
import { fileAnswer, notModified } from '#lib/server/http/file-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getBlob, async ({ params: { sha256 }, request, services }) => {
	const bytes = await services.blobs.get(sha256);
	if (!bytes) throw new VitrineError('not_found', 'There is no such blob.', { field: 'sha256' });
	return (
		notModified(request, sha256) ?? fileAnswer({ bytes, mediaType: mediaTypeOf(bytes), sha256 })
	);
});

export const fallback = refuseOthers(operations.getBlob);
