import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getDifference, ({ params, query, services }) =>
	services.differences.between(params.id, query.with)
);

export const fallback = refuseOthers(operations.getDifference);
