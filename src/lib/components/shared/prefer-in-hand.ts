import type { Lens } from '#lib/state/lens.svelte.ts';

/** In a hand, pages are looked at as a hand would see them, until somebody chooses otherwise. */
export function preferInHand(lens: Lens): void {
	lens.prefer(matchMedia('(max-width: 700px)').matches ? 'phone' : 'desktop');
}
