import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, reviewer }, params, parent }) => {
	// Says that there is no such brief, where there is none.
	await parent();
	return { steps: services.lineage.ofBrief(params.id, reviewer).steps };
};
