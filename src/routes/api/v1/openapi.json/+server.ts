import { openApiDocument } from '#lib/server/http/openapi.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';
import { installedVersion } from '#lib/server/installed-version.ts';

export const GET = serve(operations.describeApi, ({ services }) =>
	openApiDocument(installedVersion(services.config.root))
);

export const fallback = refuseOthers(operations.describeApi);
