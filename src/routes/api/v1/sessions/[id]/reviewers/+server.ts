import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.addReviewer, ({ params, body, services }) =>
	services.sessions.join(params.id, body)
);

export const fallback = refuseOthers(operations.addReviewer);
