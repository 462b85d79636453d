/** How large and at which part a picture is looked at, as it stands in an address: `zoom=1.25,0,640`. */
import { page } from '$app/state';
import { SightDesk } from '#lib/state/sight.svelte.ts';
import { readWhereabouts, whereaboutsText } from '#lib/state/sight-math.ts';
import { noteInAddress, readAddress } from './view-address.svelte.ts';

const ZOOM = 'zoom';
/** A hand that moves a picture moves it many times a second, and browsers refuse addresses that change as often. */
const REST_MS = 250;

/** A sight that begins where the address says one was. */
export function sightOfAddress(): SightDesk {
	return new SightDesk(readWhereabouts(readAddress(ZOOM)));
}

/** An effect of a view: notes where one has come to rest, and again where a step to another variant has left it behind. */
export function noteSight({ whereabouts }: SightDesk): () => void {
	const { pathname } = page.url;
	const note = () => {
		// Whoever is on the way elsewhere is not followed there.
		if (pathname === location.pathname)
			noteInAddress(ZOOM, whereabouts && whereaboutsText(whereabouts));
	};
	const timer = setTimeout(note, REST_MS);
	return () => clearTimeout(timer);
}
