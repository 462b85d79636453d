import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PUT = serve(operations.putMarks, ({ params, query, body, services, reviewer }) =>
	services.marks.mark(params.id, params.batch, body.marks, query.reviewer ?? reviewer)
);

export const fallback = refuseOthers(operations.putMarks);
