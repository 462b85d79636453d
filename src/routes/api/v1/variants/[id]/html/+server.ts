import { documentAnswer } from '#lib/server/http/document-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getHtml, ({ params, query, services, reviewer }) =>
	documentAnswer(services, params.id, { isNamed: query.download !== undefined, reviewer })
);

export const fallback = refuseOthers(operations.getHtml);
