import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.draftEvolution, ({ params, body, services, reviewer }) =>
	services.evolve.draft(params.id, body, reviewer)
);

export const fallback = refuseOthers(operations.draftEvolution);
