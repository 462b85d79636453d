import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PUT = serve(operations.resolveNote, ({ params, body, services }) =>
	services.notes.resolve(params.id, body)
);

export const fallback = refuseOthers(operations.resolveNote);
