import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, reviewer }, params, parent }) => {
	// Says that there is no such brief, where there is none.
	await parent();
	return {
		dimensions: services.dimensions.space(params.id),
		hasOwnSpace: services.dimensions.hasOwn(params.id),
		providers: services.rounds.providersFor(params.id),
		recorded: services.providers.sample.replies.length,
		start: await services.evolve.startOf(params.id, reviewer)
	};
};
