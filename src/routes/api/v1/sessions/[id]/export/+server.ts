import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.exportSession, ({ params, services }) =>
	services.sessionExports.whole(params.id)
);

export const fallback = refuseOthers(operations.exportSession);
