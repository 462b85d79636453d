import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.estimateEvolution, ({ params, body, services }) =>
	services.evolve.estimate(params.id, body)
);

export const fallback = refuseOthers(operations.estimateEvolution);
