import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getRound, ({ params, services }) =>
	services.rounds.view(params.id)
);

export const DELETE = serve(operations.cancelRound, ({ params, services }) => {
	services.rounds.cancel(params.id);
	return services.rounds.view(params.id);
});

export const fallback = refuseOthers(operations.getRound, operations.cancelRound);
