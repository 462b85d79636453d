import { readBriefText } from '#lib/server/http/brief-reading.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.readBrief, ({ body }) =>
	readBriefText(body.source, body.name)
);

export const fallback = refuseOthers(operations.readBrief);
