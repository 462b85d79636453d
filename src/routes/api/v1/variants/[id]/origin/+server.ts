import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getOrigin, ({ params, services }) =>
	services.variants.origin(params.id)
);

export const fallback = refuseOthers(operations.getOrigin);
