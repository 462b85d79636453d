import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getPageMap, ({ params, query, services }) =>
	services.pageMaps.mapOf(params.id, { ...query, state: query.state ?? null })
);

export const fallback = refuseOthers(operations.getPageMap);
