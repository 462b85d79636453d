import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Strips of more are no longer seen together. */
const MOST = 9;

export const load: PageServerLoad = async ({ locals: { services }, url, parent, depends }) => {
	depends('vitrine:film');
	const { view } = await parent();
	const of = url.searchParams.get('of');
	const numbers = [...new Set((of ?? '').split(',').filter(Boolean))].slice(0, MOST);
	const reels = numbers.map((number) => {
		const variant = view.variants.find((candidate) => String(candidate.number) === number);
		if (!variant) error(404, `This brief has no variant ${number}.`);
		return { variantId: variant.id, strips: services.captures.strips(variant.id) };
	});
	return { reels, isNamed: of !== null };
};
