import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.briefChanges, ({ params, query, services, reviewer }) =>
	services.briefs.changes(params.id, query.after, reviewer)
);

export const fallback = refuseOthers(operations.briefChanges);
