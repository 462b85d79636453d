import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PUT = serve(operations.putMarks, ({ params, body, services }) =>
	services.marks.mark(params.id, params.batch, body.marks)
);

export const fallback = refuseOthers(operations.putMarks);
