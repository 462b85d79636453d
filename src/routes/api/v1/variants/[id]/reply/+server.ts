import { VitrineError } from '#lib/domain/errors.ts';
import { fileAnswer } from '#lib/server/http/file-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getReply, async ({ params, services }) => {
	const reply = await services.variants.reply(params.id);
	if (reply === null) {
		throw new VitrineError('not_found', 'No reply has come for this variant yet.', { field: 'id' });
	}
	// A file that was brought in may be a picture, or text in whatever encoding.
	const isFile = services.variants.get(params.id).provider === 'import';
	return fileAnswer({
		bytes: reply,
		mediaType: isFile ? 'application/octet-stream' : 'text/plain; charset=utf-8'
	});
});

export const fallback = refuseOthers(operations.getReply);
