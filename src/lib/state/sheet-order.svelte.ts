/** In which order the frames lie. It is worked out when it is chosen and then holds, so that nothing moves under a person's hand. */
import { briefContext } from './brief-context.ts';
import { byLineage } from './kin.ts';
import type { VariantView } from '#lib/domain/view.ts';

export const ORDERS = ['number', 'lineage', 'varied', 'flag', 'stars'] as const;
export type OrderName = (typeof ORDERS)[number];

const PARAMETER = 'order';
const FLAG_RANK = { pick: 0, none: 1, reject: 2 } as const;

export class SheetOrder {
	#name = $state<OrderName>('number');
	/** Place of each frame when the order was worked out; later ones come after them. */
	#places = $state.raw<ReadonlyMap<string, number>>(new Map());
	#onChange: () => void;

	constructor({ params, onChange }: { params: URLSearchParams; onChange: () => void }) {
		this.#onChange = onChange;
		this.#name = ORDERS.find((name) => name === params.get(PARAMETER)) ?? 'number';
	}

	get name(): OrderName {
		return this.#name;
	}

	choose(name: OrderName, variants: readonly VariantView[], varied: readonly string[] = []): void {
		this.#name = name;
		this.arrange(variants, varied);
		this.#onChange();
	}

	/** Works the order out as things stand. @param varied ids so that different ones come early, for that order */
	arrange(variants: readonly VariantView[], varied: readonly string[] = []): void {
		this.#places = placesOf(this.#name, variants, varied);
	}

	/** Whether sorting anew would change anything. */
	isStale(variants: readonly VariantView[]): boolean {
		if (this.#name === 'number' || this.#name === 'varied') return false;
		const fresh = placesOf(this.#name, variants, []);
		return this.apply(variants).some(({ id }, place) => fresh.get(id) !== place);
	}

	/** Those it knows in their places, the others after them by number. */
	apply(variants: readonly VariantView[]): readonly VariantView[] {
		if (this.#places.size === 0) return variants;
		const place = ({ id }: VariantView) => this.#places.get(id) ?? Infinity;
		return variants.toSorted((a, b) => {
			const [one, other] = [place(a), place(b)];
			return one === other ? a.number - b.number : one - other;
		});
	}

	get params(): URLSearchParams {
		return new URLSearchParams(this.#name === 'number' ? {} : { [PARAMETER]: this.#name });
	}
}

function placesOf(
	name: OrderName,
	variants: readonly VariantView[],
	varied: readonly string[]
): Map<string, number> {
	if (name === 'number') return new Map();
	if (name === 'lineage') return new Map(byLineage(variants).map(({ id }, place) => [id, place]));
	if (name === 'varied') return new Map(varied.map((id, place) => [id, place]));
	const rank = (variant: VariantView) =>
		name === 'flag' ? FLAG_RANK[variant.flag] : -variant.stars;
	return new Map(
		variants
			.toSorted((a, b) => rank(a) - rank(b) || a.number - b.number)
			.map(({ id }, place) => [id, place])
	);
}

/** The order of the brief whose page this is. */
export const [getSheetOrder, setSheetOrder] = briefContext<SheetOrder>('sheet order');
