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

/** Whether the keyboard is on a frame, or nowhere: then it may be moved to another without anybody losing their place. */
export function isAmongFrames(): boolean {
	const { activeElement } = document;
	return (
		activeElement === null ||
		activeElement === document.body ||
		activeElement.matches('[data-frame]')
	);
}

/**
 * An attachment for what holds frames: one that has the keyboard may be drawn anew elsewhere, in a room or on top of its stack, and
 * the keyboard goes along instead of being lost.
 */
export function keepLanded(focusId: () => string | null) {
	return (holder: HTMLElement) => {
		let landed: Element | null = null;
		const onfocusin = ({ target }: FocusEvent): void => {
			landed = target instanceof Element && target.matches('[data-frame]') ? target : null;
		};
		// What is taken away loses the focus too; whoever leaves of their own leaves it in its place.
		const onfocusout = (): void =>
			queueMicrotask(() => {
				if (landed?.isConnected && landed !== document.activeElement) landed = null;
			});
		const watch = new MutationObserver(() => {
			if (!landed || landed.isConnected || document.activeElement !== document.body) return;
			void landOn(focusId(), holder);
		});
		holder.addEventListener('focusin', onfocusin);
		holder.addEventListener('focusout', onfocusout);
		watch.observe(holder, { childList: true, subtree: true });
		return () => {
			holder.removeEventListener('focusin', onfocusin);
			holder.removeEventListener('focusout', onfocusout);
			watch.disconnect();
		};
	};
}
