import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { services }, params }) => ({
	providers: services.rounds.providersFor(params.id),
	recorded: services.providers.sample.replies.length
});
