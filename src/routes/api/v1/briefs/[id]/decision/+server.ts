import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.decide, ({ params, body, services }) =>
	services.marks.decide(params.id, body.variantId, body.why)
);

export const fallback = refuseOthers(operations.decide);
