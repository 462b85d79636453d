import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listTallies, ({ params, services }) => ({
	tallies: services.tallies.ofBrief(params.id)
}));

export const fallback = refuseOthers(operations.listTallies);
