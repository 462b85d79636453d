import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listProviders, ({ query, services }) => ({
	providers: query.brief
		? services.rounds.providersFor(query.brief)
		: services.providers.readiness()
}));

export const fallback = refuseOthers(operations.listProviders);
