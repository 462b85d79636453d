/** The variant that others are compared with. A comparison pins it; it is kept from visit to visit. */
import { briefContext } from './brief-context.ts';
import { recallSelect, rememberSelect } from './preferences.svelte.ts';

export class PinnedSelect {
	#id = $state<string | null>(null);
	readonly #briefId: () => string;

	constructor(briefId: () => string) {
		this.#briefId = briefId;
	}

	/** Null until a comparison has been looked at. */
	get id(): string | null {
		return this.#id;
	}

	/** Reads it anew: another window may have pinned another one. */
	recall(): void {
		this.#id = recallSelect(this.#briefId());
	}

	pin(variantId: string): void {
		this.#id = variantId;
		rememberSelect(this.#briefId(), variantId);
	}
}

/** The select of the brief whose page this is. */
export const [getPinnedSelect, setPinnedSelect] = briefContext<PinnedSelect>('pinned select');
