import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getSession, ({ params, services }) =>
	services.sessions.view(params.id)
);

export const fallback = refuseOthers(operations.getSession);
