/** Pictures that will be wanted next, fetched and decoded beforehand, so that a step to them shows them at once. */

/** Decoded, a desktop photograph is 5 MB. */
const MAX_KEPT = 8;
const kept = new Map<string, HTMLImageElement>();

/** Safe to call again with the same. A picture that does not come is left for the page to say so. */
export function preload(addresses: Iterable<string>): void {
	for (const address of addresses) {
		const image = kept.get(address) ?? new Image();
		// Asked for last, it is dropped last.
		kept.delete(address);
		kept.set(address, image);
		if (image.src !== '') continue;
		image.src = address;
		image.decode().catch(() => kept.delete(address));
	}
	for (const oldest of kept.keys()) {
		if (kept.size <= MAX_KEPT) break;
		kept.delete(oldest);
	}
}
