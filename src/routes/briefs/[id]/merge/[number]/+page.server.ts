import { errorPage } from '../../../../error-page.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services }, params, parent }) => {
	await parent();
	try {
		const { id } = services.variants.find(params.id, Number(params.number));
		return { merge: services.merges.peek(id) };
	} catch (thrown) {
		errorPage(thrown);
	}
};
