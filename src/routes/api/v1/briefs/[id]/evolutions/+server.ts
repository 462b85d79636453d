import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.startEvolution, async (call) => {
	const { params, body, services, reviewer } = call;
	const round = await services.evolve.start(params.id, body, reviewer);
	return services.rounds.view(round.id);
});

export const fallback = refuseOthers(operations.startEvolution);
