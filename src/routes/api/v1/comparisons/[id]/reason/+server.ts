import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PUT = serve(operations.explainComparison, ({ params, body, services }) =>
	services.sessions.explain(params.id, body.reason)
);

export const fallback = refuseOthers(operations.explainComparison);
