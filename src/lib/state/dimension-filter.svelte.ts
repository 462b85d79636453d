/** Which values of which dimensions are asked for: within a dimension any of them, across dimensions all. Kept in the address. */
import { getContext, setContext } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { Point } from '#lib/domain/direction.ts';
import { matchesChoices } from '#lib/domain/value-choice.ts';
import { choiceParams, choicesIn } from './choice-address.ts';

const KEY = Symbol('dimension filter');
const PARAMETER = 'where';

interface FilterOptions {
	params: URLSearchParams;
	onChange: () => void;
}

export class DimensionFilter {
	#wanted = new SvelteMap<string, string[]>();
	#onChange: () => void;

	constructor({ params, onChange }: FilterOptions) {
		this.#onChange = onChange;
		for (const [key, values] of Object.entries(choicesIn(params, PARAMETER)))
			this.#wanted.set(key, values);
	}

	get isOn(): boolean {
		return this.#wanted.size > 0;
	}

	has(dimension: string, value: string): boolean {
		return this.#wanted.get(dimension)?.includes(value) ?? false;
	}

	toggle(dimension: string, value: string): void {
		const before = this.#wanted.get(dimension) ?? [];
		const after = before.includes(value)
			? before.filter((other) => other !== value)
			: [...before, value];
		if (after.length === 0) this.#wanted.delete(dimension);
		else this.#wanted.set(dimension, after);
		this.#onChange();
	}

	/** Asks for this value and nothing else. */
	only(dimension: string, value: string): void {
		this.#wanted.clear();
		this.#wanted.set(dimension, [value]);
		this.#onChange();
	}

	clear(): void {
		this.#wanted.clear();
		this.#onChange();
	}

	/** @param except a dimension that is left out of account: what its other values would show */
	matches(point: Point, except?: string): boolean {
		const wanted = [...this.#wanted].filter(([key]) => key !== except);
		return matchesChoices(point, Object.fromEntries(wanted));
	}

	/** As it stands in an address, and in the API. */
	get params(): URLSearchParams {
		return choiceParams(Object.fromEntries(this.#wanted), PARAMETER);
	}
}

export function setDimensionFilter(filter: DimensionFilter): DimensionFilter {
	return setContext(KEY, filter);
}

/** The filter of the brief whose page this is. */
export function getDimensionFilter(): DimensionFilter {
	const filter = getContext<DimensionFilter | undefined>(KEY);
	if (!filter) throw new Error('No filter: this component belongs under a brief’s layout.');
	return filter;
}
