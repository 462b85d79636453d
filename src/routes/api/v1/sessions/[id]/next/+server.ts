import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.nextQuestions, ({ params, query, services }) =>
	services.sessions.sitting(params.id, query.reviewer)
);

export const fallback = refuseOthers(operations.nextQuestions);
