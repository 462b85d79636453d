import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.startMerge, async ({ params, body, services }) => {
	const { id } = await services.merges.start(params.id, body);
	return services.rounds.view(id);
});

export const fallback = refuseOthers(operations.startMerge);
