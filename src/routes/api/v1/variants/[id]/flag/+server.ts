import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PUT = serve(operations.flagVariant, ({ params, body, services, reviewer }) =>
	services.marks.flag(params.id, body.flag, reviewer)
);

export const fallback = refuseOthers(operations.flagVariant);
