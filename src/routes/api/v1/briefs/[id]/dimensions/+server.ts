import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getDimensions, ({ params, services }) => ({
	dimensions: services.dimensions.space(params.id)
}));

export const PUT = serve(operations.saveDimensions, ({ params, body, services }) => ({
	dimensions: services.dimensions.save(params.id, body.dimensions)
}));

export const DELETE = serve(operations.resetDimensions, ({ params, services }) => ({
	dimensions: services.dimensions.reset(params.id)
}));

export const fallback = refuseOthers(
	operations.getDimensions,
	operations.saveDimensions,
	operations.resetDimensions
);
