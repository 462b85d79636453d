import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.startRound, async ({ params, body, services, reviewer }) => {
	const round = await services.rounds.start(params.id, body, reviewer);
	return services.rounds.view(round.id);
});

export const fallback = refuseOthers(operations.startRound);
