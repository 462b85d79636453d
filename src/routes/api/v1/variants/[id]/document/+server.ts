import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PUT = serve(operations.repairDocument, ({ params, body, services, reviewer }) =>
	services.variants.repair(params.id, body.html, reviewer)
);

export const fallback = refuseOthers(operations.repairDocument);
