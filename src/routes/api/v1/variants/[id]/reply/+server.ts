import { VitrineError } from '#lib/domain/errors.ts';
import { fileAnswer } from '#lib/server/http/file-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getReply, async ({ params, services }) => {
	const reply = await services.variants.reply(params.id);
	if (reply === null) {
		throw new VitrineError('not_found', 'No reply has come for this variant yet.', { field: 'id' });
	}
	return fileAnswer({ bytes: reply, mediaType: 'text/plain; charset=utf-8' });
});

export const fallback = refuseOthers(operations.getReply);
