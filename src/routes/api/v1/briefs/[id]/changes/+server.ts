import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.briefChanges, ({ params, query, services }) =>
	services.briefs.changes(params.id, query.after)
);

export const fallback = refuseOthers(operations.briefChanges);
