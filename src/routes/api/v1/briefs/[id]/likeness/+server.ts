import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getLikeness, ({ params, query, services }) =>
	services.likeness.ofBrief(params.id, query.reviewer)
);

export const fallback = refuseOthers(operations.getLikeness);
