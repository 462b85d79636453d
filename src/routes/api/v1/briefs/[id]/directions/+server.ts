import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const POST = serve(operations.drawDirections, ({ params, body, services, reviewer }) =>
	services.rounds.draw(params.id, body, reviewer)
);

export const fallback = refuseOthers(operations.drawDirections);
