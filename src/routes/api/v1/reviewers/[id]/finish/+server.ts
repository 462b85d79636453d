import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.finishSitting, ({ params, services }) =>
	services.sessions.finish(params.id)
);

export const fallback = refuseOthers(operations.finishSitting);
