import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
	const { view } = await parent();
	const [selectId, candidateId] = [params.select, params.candidate].map((wanted) => {
		const variant = view.variants.find(({ number }) => String(number) === wanted);
		if (!variant) error(404, `This brief has no variant ${wanted}.`);
		return variant.id;
	});
	return { selectId, candidateId };
};
