import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getLineage, ({ params, services }) =>
	services.lineage.ofBrief(params.id)
);

export const fallback = refuseOthers(operations.getLineage);
