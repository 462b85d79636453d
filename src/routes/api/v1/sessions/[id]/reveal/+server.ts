import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.revealSession, ({ params, body, services }) =>
	services.sessions.reveal(params.id, body.reviewerId)
);

export const fallback = refuseOthers(operations.revealSession);
