import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services, reviewer }, params, parent }) => {
	const { view } = await parent();
	// Who made what is told once there is a decision.
	return { tallies: view.decision === null ? null : services.tallies.ofBrief(params.id, reviewer) };
};
