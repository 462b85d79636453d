/**
 * A step is seen at once and its address follows, because keys come faster than pages and each must count. The address stays right
 * all the same: where it comes to name another by itself, as after Back, that one is shown.
 */
import { goto } from '$app/navigation';

/** One thing that an address names, by an id or a word. */
export class ShownAhead<Name extends string> {
	readonly #addressed: Name;
	/** What is shown. Set it to step, then have the address `follow`. */
	current: Name;

	/** @param addressed what the address names now */
	constructor(addressed: () => Name) {
		// A page that is loaded anew names the same one: only another name is a reason to leave what is shown.
		this.#addressed = $derived(addressed());
		this.current = $derived(this.#addressed);
	}
}

/** Puts the address of what is shown in the place of the one before it: a step is no entry in the history, and moves nothing. */
export function follow(address: string): Promise<void> {
	return goto(address, { replaceState: true, noScroll: true, keepFocus: true });
}
