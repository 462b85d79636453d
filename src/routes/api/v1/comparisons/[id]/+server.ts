import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const DELETE = serve(operations.retractComparison, ({ params, services }) =>
	services.sessions.retract(params.id)
);

export const fallback = refuseOthers(operations.retractComparison);
