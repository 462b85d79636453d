/** Moves the keyboard's focus to a frame. */
import { tick } from 'svelte';

/** @param within where it is looked for; a frame that does not lie there is left alone */
export async function landOn(
	variantId: string | null | undefined,
	within: ParentNode = document
): Promise<void> {
	await tick();
	const frame = within.querySelector<HTMLElement>(`[data-frame="${variantId}"]`);
	frame?.focus({ preventScroll: true });
	(frame?.closest('[data-place], li') ?? frame)?.scrollIntoView({
		block: 'nearest',
		inline: 'nearest'
	});
}
