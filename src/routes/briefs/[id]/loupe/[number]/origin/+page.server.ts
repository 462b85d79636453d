import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services }, params, parent }) => {
	const { view } = await parent();
	const variant = view.variants.find(({ number }) => String(number) === params.number);
	if (!variant) error(404, `This brief has no variant ${params.number}.`);
	return { variantId: variant.id, origin: await services.variants.origin(variant.id) };
};
