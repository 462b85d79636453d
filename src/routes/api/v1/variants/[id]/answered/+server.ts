import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getAnswered, ({ params, services }) =>
	services.evolve.answeredIn(params.id)
);

export const fallback = refuseOthers(operations.getAnswered);
