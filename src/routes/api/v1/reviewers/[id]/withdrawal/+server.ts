import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PUT = serve(operations.withdrawReviewer, ({ params, body, services }) =>
	services.sessions.withdraw(params.id, body.withdrawn)
);

export const fallback = refuseOthers(operations.withdrawReviewer);
