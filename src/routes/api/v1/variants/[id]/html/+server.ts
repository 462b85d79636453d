import { stripIds } from '#lib/generator/document.ts';
import { fileAnswer } from '#lib/server/http/file-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getHtml, async ({ params, query, services }) => {
	if (query.download !== undefined) {
		const file = await services.exports.make(params.id, 'html', false);
		return fileAnswer({ bytes: file.bytes, mediaType: file.mediaType, downloadAs: file.name });
	}
	const html = stripIds(await services.variants.html(params.id));
	const { number } = services.variants.view(params.id);
	return fileAnswer({ bytes: html, mediaType: 'text/html; charset=utf-8', downloadAs: `variant-${number}.html` });
});

export const fallback = refuseOthers(operations.getHtml);
