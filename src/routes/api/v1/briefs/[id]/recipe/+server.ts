import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.getRecipe, ({ params, services }) =>
	services.captures.recipe(params.id)
);

export const PUT = serve(operations.saveRecipe, ({ params, body, services }) =>
	services.captures.setRecipe(params.id, body.recipe)
);

export const DELETE = serve(operations.resetRecipe, ({ params, services }) =>
	services.captures.setRecipe(params.id, null)
);

export const fallback = refuseOthers(
	operations.getRecipe,
	operations.saveRecipe,
	operations.resetRecipe
);
