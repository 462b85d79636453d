import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.proposeDimensions, ({ params, body, services, request }) =>
	services.dimensions.propose(params.id, body, request.signal)
);

export const fallback = refuseOthers(operations.proposeDimensions);
