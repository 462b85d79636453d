import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getMerge, ({ params, services }) =>
	services.merges.view(params.id)
);

export const fallback = refuseOthers(operations.getMerge);
