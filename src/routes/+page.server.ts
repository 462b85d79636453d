import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The brief that was worked on last, or the place to write one. */
export const load: PageServerLoad = ({ locals }) => {
	const id = locals.services.briefs.latestId();
	redirect(303, id === null ? '/new' : `/briefs/${id}`);
};
