import { parseBrief } from '#lib/generator/brief-file.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.readBrief, ({ body: { source, name } }) => ({
	content: parseBrief(source, name ? { name } : {})
}));

export const fallback = refuseOthers(operations.readBrief);
