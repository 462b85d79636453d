import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listBriefs, ({ services, reviewer }) => ({
	briefs: services.briefs.list(reviewer)
}));

export const POST = serve(operations.addBrief, ({ body, services }) =>
	'source' in body ? services.briefs.add(body.source, body.name) : services.briefs.addContent(body)
);

export const fallback = refuseOthers(operations.listBriefs, operations.addBrief);
