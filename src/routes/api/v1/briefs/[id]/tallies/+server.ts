import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listTallies, ({ params, services, reviewer }) => ({
	tallies: services.tallies.ofBrief(params.id, reviewer)
}));

export const fallback = refuseOthers(operations.listTallies);
