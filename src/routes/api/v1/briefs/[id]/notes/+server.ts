import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listBriefNotes, async ({ params, query, services }) => ({
	notes: await services.notes.ofBrief(params.id, query)
}));

export const fallback = refuseOthers(operations.listBriefNotes);
