import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PUT = serve(operations.flagVariant, ({ params, body, services }) =>
	services.marks.flag(params.id, body.flag)
);

export const fallback = refuseOthers(operations.flagVariant);
