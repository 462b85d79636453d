import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.replyToNote, ({ params, body, services }) =>
	services.notes.reply(params.id, body)
);

export const fallback = refuseOthers(operations.replyToNote);
