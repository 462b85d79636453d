import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getRanking, ({ params, query, services }) =>
	services.sessions.ranking(params.id, {
		criterion: query.criterion,
		reviewerId: query.reviewer
	})
);

export const fallback = refuseOthers(operations.getRanking);
