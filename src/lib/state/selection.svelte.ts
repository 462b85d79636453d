/** Which frames are selected, and from where a range is drawn. Only those in sight are ever acted on. */
import { SvelteSet } from 'svelte/reactivity';

interface Identified {
	id: string;
}

export class Selection {
	#ids = new SvelteSet<string>();
	/** Where a range begins. */
	#anchorId: string | null = null;

	get size(): number {
		return this.#ids.size;
	}
	has(id: string): boolean {
		return this.#ids.has(id);
	}

	toggle(id: string): void {
		if (!this.#ids.delete(id)) this.#ids.add(id);
		this.#anchorId = id;
	}

	/** Everything between where the range begins and here, in the order in which it is seen. */
	extendTo(id: string, from: string, seen: readonly Identified[]): void {
		if (this.#anchorId === null || !this.#ids.has(this.#anchorId)) this.#anchorId = from;
		const ends = [this.#anchorId, id].map((end) => seen.findIndex((one) => one.id === end));
		if (ends.includes(-1)) return;
		this.#ids.clear();
		for (const one of seen.slice(Math.min(...ends), Math.max(...ends) + 1)) this.#ids.add(one.id);
	}

	all(seen: readonly Identified[]): void {
		this.#ids.clear();
		for (const { id } of seen) this.#ids.add(id);
	}

	clear(): void {
		this.#ids.clear();
		this.#anchorId = null;
	}
}
