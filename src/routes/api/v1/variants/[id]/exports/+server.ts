import { fileAnswer } from '#lib/server/http/file-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.exportVariant, async (call) => {
	const { params, body, services, reviewer } = call;
	const file = await services.exports.make(params.id, body.format, {
		isOperator: false,
		reviewer
	});
	return fileAnswer({ bytes: file.bytes, mediaType: file.mediaType, downloadAs: file.name });
});

export const fallback = refuseOthers(operations.exportVariant);
