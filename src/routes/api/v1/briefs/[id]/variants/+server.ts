import { importAnswer } from '#lib/server/http/import-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';

export const GET = serve(operations.listVariants, ({ params, query: { ids }, services }) => {
	if (ids === undefined) return { variants: services.briefs.view(params.id).variants };
	services.briefs.get(params.id);
	const variants = ids.map((id) => services.variants.view(id));
	return { variants: variants.filter((variant) => variant.briefId === params.id) };
});

export const POST = serve(operations.importVariants, ({ params, body, services }) =>
	importAnswer(services, params.id, body)
);

export const fallback = refuseOthers(operations.listVariants, operations.importVariants);
