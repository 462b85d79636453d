/** Tells what comes near the window, once: what is far away is not drawn until then. */
import type { Attachment } from 'svelte/attachments';

/** How far outside of the window is near, in its heights. */
const MARGIN = '100%';

export class Nearness {
	#tell = new WeakMap<Element, () => void>();
	/** Made with the first one watched: not on the server. */
	#observer: IntersectionObserver | undefined;

	/** An attachment that calls back when its element first comes near. */
	watch(onnear: () => void): Attachment {
		return (element) => {
			this.#observer ??= new IntersectionObserver((entries) => this.#look(entries), {
				rootMargin: MARGIN
			});
			this.#tell.set(element, onnear);
			this.#observer.observe(element);
			return () => this.#observer?.unobserve(element);
		};
	}

	#look(entries: IntersectionObserverEntry[]): void {
		for (const { target, isIntersecting } of entries) {
			if (!isIntersecting) continue;
			this.#observer?.unobserve(target);
			this.#tell.get(target)?.();
		}
	}
}
