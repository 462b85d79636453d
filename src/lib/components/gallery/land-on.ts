/** Moves the keyboard's focus to a frame. */
import { tick } from 'svelte';

/** @param within where it is looked for; a frame that does not lie there is left alone */
export async function landOn(
	variantId: string | null | undefined,
	within: ParentNode | null = document
): Promise<void> {
	await tick();
	// What lay there may be gone by now.
	const frame = within?.querySelector<HTMLElement>(`[data-frame="${variantId}"]`);
	if (!frame) return;
	frame.focus({ preventScroll: true });
	const place = frame.closest('[data-place], li') ?? frame;
	place.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
