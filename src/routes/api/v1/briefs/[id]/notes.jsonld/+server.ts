import { fileAnswer } from '#lib/server/http/file-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

const MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

export const GET = serve(operations.exportNotes, ({ params, services }) => {
	const { name, text } = services.notes.asAnnotations(params.id);
	return fileAnswer({ bytes: text, mediaType: MEDIA_TYPE, downloadAs: name });
});

export const fallback = refuseOthers(operations.exportNotes);
