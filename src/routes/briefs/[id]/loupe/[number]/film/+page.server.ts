import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { services }, params, parent, depends }) => {
	const { view } = await parent();
	const variant = view.variants.find(({ number }) => String(number) === params.number);
	if (!variant) error(404, `This brief has no variant ${params.number}.`);
	depends('vitrine:film');
	return { variantId: variant.id, strips: services.captures.strips(variant.id) };
};
