import { matchesChoices } from '#lib/domain/value-choice.ts';
import { importAnswer } from '#lib/server/http/import-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';
import { whileAsked } from '#lib/server/http/while-asked.ts';

export const GET = serve(operations.listVariants, ({ params, query: { ids, where }, services }) => {
	const choices = services.dimensions.readFilter([params.id], where ?? []);
	const variants =
		ids === undefined
			? services.briefs.view(params.id).variants
			: ids.map((id) => services.variants.view(id));
	return {
		variants: variants.filter(
			({ briefId, point }) => briefId === params.id && matchesChoices(point, choices)
		)
	};
});

export const POST = serve(operations.importVariants, ({ params, body, services, socket }) =>
	whileAsked(socket, (signal) => importAnswer(services, params.id, body, signal))
);

export const fallback = refuseOthers(operations.listVariants, operations.importVariants);
