/** What was read from the page of a photograph: asked for where it is looked at, and kept for the next time. */
import { SvelteMap } from 'svelte/reactivity';
import type { PageFacts } from '#lib/domain/capture-facts.ts';
import { api, refusalOf } from './api.ts';

/** One who only passes by asks for nothing, in milliseconds. */
const PAUSE_MS = 150;

export class FactReader {
	/** By the id of the photograph. */
	#known = new SvelteMap<string, PageFacts | null>();
	#problem = $state<string | null>(null);

	/** Null where nothing could be read; undefined while it is not known. */
	of(captureId: string): PageFacts | null | undefined {
		return this.#known.get(captureId);
	}

	get problem(): string | null {
		return this.#problem;
	}

	/** Asks for all photographs of a variant, if this one is still looked at in a moment. @returns what takes that back */
	look(variantId: string, captureId: string): () => void {
		if (this.#known.has(captureId)) return () => {};
		const timer = setTimeout(() => void this.#ask(variantId), PAUSE_MS);
		return () => clearTimeout(timer);
	}

	async #ask(variantId: string): Promise<void> {
		try {
			const { captures } = await api.captures(variantId);
			for (const { id, facts } of captures) this.#known.set(id, facts);
			this.#problem = null;
		} catch (error) {
			this.#problem = refusalOf(error);
		}
	}
}
