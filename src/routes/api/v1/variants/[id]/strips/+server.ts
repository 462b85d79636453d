import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listStrips, ({ params, services }) => ({
	strips: services.captures.strips(params.id)
}));

export const fallback = refuseOthers(operations.listStrips);
