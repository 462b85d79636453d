import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ briefs: locals.services.briefs.list() });
