import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.closeSession, ({ params, services }) =>
	services.sessions.close(params.id)
);

export const fallback = refuseOthers(operations.closeSession);
