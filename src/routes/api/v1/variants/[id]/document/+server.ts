import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PUT = serve(operations.repairDocument, ({ params, body, services }) =>
	services.variants.repair(params.id, body.html)
);

export const fallback = refuseOthers(operations.repairDocument);
