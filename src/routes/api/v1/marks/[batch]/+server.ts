import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const DELETE = serve(operations.retractMarks, ({ params, services }) =>
	services.marks.retract(params.batch)
);

export const fallback = refuseOthers(operations.retractMarks);
