import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getBasket, ({ params, services }) => ({
	parts: services.basket.ofBrief(params.id)
}));

export const POST = serve(operations.putIntoBasket, async ({ params, body, services }) => ({
	parts: await services.basket.put(params.id, body)
}));

export const fallback = refuseOthers(operations.getBasket, operations.putIntoBasket);
