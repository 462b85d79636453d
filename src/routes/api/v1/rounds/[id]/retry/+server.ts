import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.retryRound, ({ params, services }) => ({
	retried: services.rounds.retryAll(params.id)
}));

export const fallback = refuseOthers(operations.retryRound);
