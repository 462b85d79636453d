import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getLikeness, ({ params, query, services, reviewer }) =>
	services.likeness.ofBrief(params.id, query.reviewer ?? reviewer)
);

export const fallback = refuseOthers(operations.getLikeness);
