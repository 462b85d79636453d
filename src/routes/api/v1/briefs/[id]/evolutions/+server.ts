import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.startEvolution, async ({ params, body, services }) => {
	const round = await services.evolve.start(params.id, body);
	return services.rounds.view(round.id);
});

export const fallback = refuseOthers(operations.startEvolution);
