import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const DELETE = serve(operations.retractMarks, ({ params, query, services, reviewer }) =>
	services.marks.retract(params.batch, query.reviewer ?? reviewer)
);

export const fallback = refuseOthers(operations.retractMarks);
