/** Pictures that will be wanted next, fetched and decoded beforehand, so that a step to them shows them at once. */

/** Decoded, a desktop photograph is 5 MB. */
const MAX_KEPT = 8;
/** By the hash of its bytes. */
const kept = new Map<string, HTMLImageElement>();

/**
 * Safe to call again with the same. A picture that does not come is left for the page to say so.
 * @param hashes SHA-256 of each; there are none of what was not photographed
 */
export function preload(hashes: Iterable<string | null | undefined>): void {
	for (const sha256 of hashes) {
		if (!sha256) continue;
		const image = kept.get(sha256) ?? new Image();
		// Asked for last, it is dropped last.
		kept.delete(sha256);
		kept.set(sha256, image);
		if (image.src !== '') continue;
		image.src = `/api/v1/blobs/${sha256}`;
		image.decode().catch(() => kept.delete(sha256));
	}
	for (const oldest of kept.keys()) {
		if (kept.size <= MAX_KEPT) break;
		kept.delete(oldest);
	}
}
