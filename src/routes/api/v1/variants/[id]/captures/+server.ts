import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listCaptures, ({ params, services }) => ({
	captures: services.variants.captures(params.id)
}));

export const fallback = refuseOthers(operations.listCaptures);
