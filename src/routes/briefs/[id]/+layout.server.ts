import { error } from '@sveltejs/kit';
import { VitrineError } from '#lib/domain/errors.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { services }, params }) => {
	try {
		return { view: services.briefs.view(params.id), previewPort: services.config.previewPort };
	} catch (thrown) {
		if (thrown instanceof VitrineError) error(thrown.status, thrown.sentence);
		throw thrown;
	}
};
