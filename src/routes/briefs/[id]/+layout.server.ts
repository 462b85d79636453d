import { errorPage } from '../../error-page.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { services, reviewer }, params, depends }) => {
	depends(`brief:${params.id}`);
	try {
		return {
			view: services.briefs.view(params.id, reviewer),
			previewPort: services.config.previewPort
		};
	} catch (thrown) {
		errorPage(thrown);
	}
};
