import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { services, reviewer } }) => ({
	briefs: services.briefs.list(reviewer)
});
