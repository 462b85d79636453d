import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const DELETE = serve(operations.retractFlag, ({ params, services }) =>
	services.marks.retract(params.id)
);

export const fallback = refuseOthers(operations.retractFlag);
