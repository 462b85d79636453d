import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.addComparison, ({ params, body, services }) =>
	services.sessions.answer(params.id, body)
);

export const fallback = refuseOthers(operations.addComparison);
