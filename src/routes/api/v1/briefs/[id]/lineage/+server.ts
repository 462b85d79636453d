import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getLineage, ({ params, services, reviewer }) =>
	services.lineage.ofBrief(params.id, reviewer)
);

export const fallback = refuseOthers(operations.getLineage);
