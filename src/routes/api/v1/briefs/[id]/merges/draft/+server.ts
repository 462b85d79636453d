import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.draftMerge, ({ params, body, services }) =>
	services.merges.draft(params.id, body)
);

export const fallback = refuseOthers(operations.draftMerge);
