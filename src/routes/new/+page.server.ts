import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { services } }) => ({
	providers: services.rounds.providersFor(null),
	dimensions: services.dimensions.standing
});
