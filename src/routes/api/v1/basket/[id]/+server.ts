import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const PATCH = serve(operations.changePart, ({ params, body, services }) => ({
	parts: services.basket.change(params.id, body)
}));

export const DELETE = serve(operations.takeOutOfBasket, ({ params, services }) => ({
	parts: services.basket.remove(params.id)
}));

export const fallback = refuseOthers(operations.changePart, operations.takeOutOfBasket);
