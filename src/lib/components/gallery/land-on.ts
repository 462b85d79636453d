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

/** How much of a frame has to be seen for somebody to know which one it is. */
const SEEN_PART = 0.25;

/**
 * Whether a frame is seen: in the window, and in whatever scrolls around it. One that does not lie there at all counts as seen: it
 * cannot be brought into sight.
 * @param within where it is looked for
 */
export function isInSight(variantId: string | null, within: ParentNode = document): boolean {
	const frame = within.querySelector<HTMLElement>(`[data-frame="${variantId}"]`);
	if (!frame) return true;
	const box = frame.getBoundingClientRect();
	let { top, bottom, left, right } = box;
	const clip = (by: { top: number; bottom: number; left: number; right: number }): void => {
		top = Math.max(top, by.top);
		bottom = Math.min(bottom, by.bottom);
		left = Math.max(left, by.left);
		right = Math.min(right, by.right);
	};
	// What lies to hand hides what is behind it.
	const tray = document.querySelector('footer')?.getBoundingClientRect().top;
	clip({ top: 0, bottom: tray ?? innerHeight, left: 0, right: innerWidth });
	for (let around = frame.parentElement; around; around = around.parentElement)
		if (around !== document.documentElement && getComputedStyle(around).overflow !== 'visible')
			clip(around.getBoundingClientRect());
	return bottom - top >= SEEN_PART * box.height && right - left >= SEEN_PART * box.width;
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
