import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.photograph, ({ params, body, services }) =>
	services.captures.request(params.id, body)
);

export const fallback = refuseOthers(operations.photograph);
