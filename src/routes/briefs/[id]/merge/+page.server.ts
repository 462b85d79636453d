import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services }, params, parent }) => {
	// Says that there is no such brief, where there is none.
	await parent();
	return { providers: services.rounds.providersFor(params.id) };
};
