import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listEndpoints, async ({ services }) => ({
	endpoints: await services.providers.localEndpoints()
}));

export const fallback = refuseOthers(operations.listEndpoints);
