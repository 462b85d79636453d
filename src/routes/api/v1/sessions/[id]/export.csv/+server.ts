import { fileAnswer } from '#lib/server/http/file-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.exportStanding, async ({ params, services }) => {
	const { name, text } = await services.sessionExports.table(params.id);
	return fileAnswer({ bytes: text, mediaType: 'text/csv; charset=utf-8', downloadAs: name });
});

export const fallback = refuseOthers(operations.exportStanding);
