/** Which frames are in sight: within a facet any of the values asked for, across facets all. Kept in the address. */
import { SvelteMap } from 'svelte/reactivity';
import type { VariantView } from '#lib/domain/view.ts';
import { briefContext } from './brief-context.ts';
import { choicesIn } from './choice-address.ts';
import { dimensionFacet, MARK_FACETS, valueOf, type FacetKey } from './facets.ts';

const WHERE = 'where';
const TEXT = 'q';

interface FilterOptions {
	params: URLSearchParams;
	/** @param isStep whether one would go back to before it; what is typed is no step */
	onChange: (isStep: boolean) => void;
}

export class SheetFilter {
	#wanted = new SvelteMap<FacetKey, readonly string[]>();
	#text = $state('');
	#onChange: (isStep: boolean) => void;

	constructor({ params, onChange }: FilterOptions) {
		this.#onChange = onChange;
		this.read(params);
	}

	/** Asks for what an address asks for, and for nothing else. */
	read(params: URLSearchParams): void {
		this.#wanted.clear();
		this.#text = params.get(TEXT) ?? '';
		for (const { key, values } of MARK_FACETS) {
			const asked = new Set(params.getAll(key).flatMap((list) => list.split(',')));
			const known = values.map((value) => value.key).filter((value) => asked.has(value));
			if (known.length > 0) this.#wanted.set(key, known);
		}
		const models = params.getAll('model').filter(Boolean);
		if (models.length > 0) this.#wanted.set('model', models);
		for (const [dimension, values] of Object.entries(choicesIn(params, WHERE)))
			this.#wanted.set(dimensionFacet(dimension), values);
	}

	get isOn(): boolean {
		return this.#wanted.size > 0 || this.#text.trim() !== '';
	}
	/** Looked for in number, title, medium and statement. */
	get text(): string {
		return this.#text;
	}
	set text(text: string) {
		this.#text = text;
		this.#onChange(false);
	}

	has(facet: FacetKey, value: string): boolean {
		return this.#wanted.get(facet)?.includes(value) ?? false;
	}

	toggle(facet: FacetKey, value: string): void {
		const before = this.#wanted.get(facet) ?? [];
		const after = before.includes(value)
			? before.filter((other) => other !== value)
			: [...before, value];
		if (after.length === 0) this.#wanted.delete(facet);
		else this.#wanted.set(facet, after);
		this.#onChange(true);
	}

	/** Asks for this value and nothing else. */
	only(facet: FacetKey, value: string): void {
		this.#wanted.clear();
		this.#wanted.set(facet, [value]);
		this.#text = '';
		this.#onChange(false);
	}

	clear(): void {
		this.#wanted.clear();
		this.#text = '';
		this.#onChange(true);
	}

	/** @param except a facet that is left out of account: what its other values would show */
	matches(variant: VariantView, except?: FacetKey): boolean {
		for (const [facet, values] of this.#wanted)
			if (facet !== except && !values.includes(valueOf(variant, facet))) return false;
		return hasText(variant, this.#text);
	}

	/** As it stands in an address. */
	get params(): URLSearchParams {
		const params = new URLSearchParams();
		if (this.#text.trim() !== '') params.set(TEXT, this.#text);
		for (const [facet, values] of this.#wanted) {
			if (facet.startsWith(`${WHERE}:`))
				params.append(WHERE, `${facet.slice(WHERE.length + 1)}=${values.join(',')}`);
			else if (facet === 'model') for (const model of values) params.append(facet, model);
			else params.set(facet, values.join(','));
		}
		return params;
	}
}

function hasText(
	{ number, title, medium, statement, sourceName }: VariantView,
	text: string
): boolean {
	const words = text.toLowerCase().split(/\s+/).filter(Boolean);
	if (words.length === 0) return true;
	const said = [title, medium, statement, sourceName].join(' ').toLowerCase();
	return words.every((word) => said.includes(word) || String(number) === word);
}

/** The filter of the brief whose page this is. */
export const [getSheetFilter, setSheetFilter] = briefContext<SheetFilter>('sheet filter');
