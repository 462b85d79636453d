import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent, url }) => {
	const { view } = await parent();
	const variant = view.variants.find(({ number }) => String(number) === params.number);
	if (!variant) error(404, `This brief has no variant ${params.number}.`);
	return { variantId: variant.id, noteId: url.searchParams.get('note') };
};
