/** The keys that change how frames are looked at, the same wherever there is a lens. What they did is said. */
import type { Aloud } from '#lib/state/aloud.svelte.ts';
import type { Lens } from '#lib/state/lens.svelte.ts';
import { lookOf } from './frame-words.ts';

/**
 * @param canBeLive whether the pages can be shown running here
 * @returns whether the key was one of these
 */
export function lensKey(
	event: KeyboardEvent,
	lens: Lens,
	{ aloud, canBeLive }: { aloud: Aloud; canBeLive: boolean }
): boolean {
	const key = event.key.toLowerCase();
	if (key === 's' && event.shiftKey) lens.nextState();
	else if (event.shiftKey) return false;
	else if (key === 'v') lens.nextViewport();
	else if (key === 'h') lens.nextTheme();
	else if (key === 'l' && canBeLive) {
		lens.isLive = !lens.isLive;
		aloud.say(lens.isLive ? 'Live.' : 'Photographed.');
		return true;
	} else return false;
	aloud.say(`${lookOf(lens)}.`);
	return true;
}
