import { matchesChoices } from '#lib/domain/value-choice.ts';
import { importAnswer } from '#lib/server/http/import-answer.ts';
import { operations } from '#lib/server/http/operations.ts';
import { refuseOthers, serve } from '#lib/server/http/serve.ts';
import { whileAsked } from '#lib/server/http/while-asked.ts';

export const GET = serve(operations.listVariants, (call) => {
	const {
		params,
		query: { ids, where },
		services,
		reviewer
	} = call;
	const choices = services.dimensions.readFilter([params.id], where ?? []);
	const variants =
		ids === undefined
			? services.briefs.view(params.id, reviewer).variants
			: ids.map((id) => services.variants.view(id, reviewer));
	return {
		variants: variants.filter(
			({ briefId, point }) => briefId === params.id && matchesChoices(point, choices)
		)
	};
});

export const POST = serve(operations.importVariants, (call) => {
	const { params, body, services, reviewer, socket } = call;
	return whileAsked(socket, (signal) =>
		importAnswer(services, { briefId: params.id, reviewer }, body, signal)
	);
});

export const fallback = refuseOthers(operations.listVariants, operations.importVariants);
