import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.retryVariant, ({ params, services, reviewer }) => {
	services.variants.retry(params.id);
	return services.variants.view(params.id, reviewer);
});

export const fallback = refuseOthers(operations.retryVariant);
