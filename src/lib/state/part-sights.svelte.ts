/** Where parts are in the photographs of their variants, and what they are in words: read when they are to be seen. */
import { SvelteMap } from 'svelte/reactivity';
import type { PartDraft } from '#lib/domain/basket.ts';
import type { Box } from '#lib/domain/capture-facts.ts';
import { api, ApiError } from './api.ts';
import { elementWords } from './element-words.ts';

interface PartSight {
	box: Box;
	/** Such as `button “Tie”`. */
	words: string;
}

type Seen = Pick<PartDraft, 'variantId' | 'elementId' | 'viewport' | 'theme' | 'state'>;

export class PartSights {
	/** Null while it is read, and where nothing is to be seen of it. */
	#sights = new SvelteMap<string, PartSight | null>();
	#asked = new Set<string>();

	of(part: Seen): PartSight | null {
		return this.#sights.get(keyOf(part)) ?? null;
	}

	/** Reads it if nobody has. Without an element there is nothing to read. */
	async ask(part: Seen): Promise<void> {
		const { variantId, elementId, viewport, theme, state } = part;
		const key = keyOf(part);
		if (elementId === null || this.#asked.has(key)) return;
		this.#asked.add(key);
		try {
			const look = { viewport, theme, state, atMs: null };
			const map = await api.pageMap(variantId, look, new AbortController().signal);
			const found = map.elements.find(({ id }) => id === elementId);
			if (found) this.#sights.set(key, { box: found, words: elementWords(found) });
		} catch (error) {
			// The whole picture stands for the part then.
			if (!(error instanceof ApiError)) throw error;
		}
	}
}

function keyOf({ variantId, elementId, viewport, theme, state }: Seen): string {
	return [variantId, elementId, viewport, theme, state].join(' ');
}
