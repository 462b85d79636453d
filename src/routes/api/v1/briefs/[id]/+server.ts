import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getBrief, ({ params, services, reviewer }) =>
	services.briefs.view(params.id, reviewer)
);

export const fallback = refuseOthers(operations.getBrief);
